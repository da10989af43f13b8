package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped format reads its samples as it says, and no earlier format takes one of them. */
class FormatContractTest {

  private static final FormatSet SET = FormatFiles.shippedSet();
  private static final LineText TEXT = new LineText(SET);

  static Stream<LogFormat> formats() {
    return SET.formats().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void matchesMeanWhatTheySay(LogFormat format) {
    Header header = new Header();
    assertThat(format.spec().matches()).hasSizeGreaterThanOrEqualTo(3);
    for (FormatSpec.Sample sample : format.spec().matches()) {
      read(sample.line(), header);
      assertThat(format.match(TEXT.buffer(), TEXT.start(), TEXT.end(), header))
          .as(sample.line())
          .isTrue();
      header.rebase(TEXT.start());
      assertThat(SampleCheck.differences(sample, TEXT.bytes(), header)).as(sample.line()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void rejectsAreRejected(LogFormat format) {
    Header header = new Header();
    assertThat(format.spec().rejects()).hasSizeGreaterThanOrEqualTo(3);
    for (String reject : format.spec().rejects()) {
      if (format.spec().isPlain()) {
        byte[] line = reject.getBytes(UTF_8);
        assertThat(format.match(line, 0, line.length, header)).as(reject).isFalse();
      } else {
        assertThat(read(reject, header)).as(reject).isNotEqualTo(SET.formats().indexOf(format));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noOtherFormatTakesASample(LogFormat format) {
    int own = SET.formats().indexOf(format);
    Header header = new Header();
    for (FormatSpec.Sample sample : format.spec().matches()) {
      assertThat(read(sample.line(), header)).as(sample.line()).isEqualTo(own);
    }
  }

  /** Leaves in {@link #TEXT} what stands in a line, and returns the index of its format. */
  private static int read(String line, Header header) {
    byte[] bytes = line.getBytes(UTF_8);
    TEXT.read(bytes, 0, bytes.length);
    int index = TEXT.match(-1L, header);
    return index < 0 && TEXT.isWrapped() ? TEXT.matchWrapper(header) : index;
  }

  /** What the head of the file showed must not hide a format that says more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "[rank0]: loading > [rank5]:[E314 03:30:11.900123456 ProcessGroupNCCL.cpp:632] [Rank 5] Watchdog > torch-cpp-rank",
        "[2026-03-14T03:30:11.900] sched: idle > [2026-03-14 03:30:12,008] [ERROR] [launch.py:325:kill] exits > deepspeed",
        "[2026-03-14T03:30:11.900] sched: idle > [2026-03-14 03:30:12.008] [error] CUDA failed > bracket-level",
        "[2026-03-14T03:30:11.900] sched: idle > [2026-03-14T03:30:12.008] error: slow > slurm",
        "[rank0]: loading > [rank0]: done > rank-prefix"
      })
  void aFormatThatTakesAllIsTriedLast(String head, String line, String id) {
    Sniffer sniffer = new Sniffer(SET);
    byte[] first = head.getBytes(UTF_8);
    sniffer.feed(first, 0, first.length, false);
    byte[] bytes = line.getBytes(UTF_8);
    int index = SET.match(bytes, 0, bytes.length, sniffer.candidates(), new Header());
    assertThat(SET.formats().get(index).spec().id()).isEqualTo(id);
  }

  @Test
  void thereAreFormats() {
    assertThat(SET.formats()).hasSizeGreaterThanOrEqualTo(10);
  }
}
