package dev.faultline.ingest;

import static dev.faultline.ingest.TestFiles.CONF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.catalog.Catalog;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.LogFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs print without a header, close behind records that have one. */
class HeaderlessRecordsTest {

  private static final Catalog CATALOG = Catalog.load(null, CONF);
  private static final ReadOptions OPTIONS = TestFiles.options(CATALOG);
  private static final String INFO = "2026-03-14 10:00:00 INFO step 12 loss 3.1";
  private static final String WARNING = "2026-03-14 10:00:00 WARNING retry";
  private static final String ERROR = "2026-03-14 10:00:00 ERROR step failed";
  private static final String XID = "NVRM: Xid (PCI:0000:17:00): 79, GPU has fallen off the bus";
  private static final String FIRST = "Traceback (most recent call last):";
  private static final String FRAME = "  File \"train.py\", line 7, in step";
  private static final String OOM =
      "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB.";

  @TempDir private Path folder;

  /** A record: its first line, the detail, the format and the time. */
  private record Found(String line, String detail, boolean hasFormat, String time) {}

  /** The records, and how many lines there are of each kind. */
  private record Read(List<Found> records, List<Long> counts) {

    List<String> lines() {
      return records.stream().map(Found::line).toList();
    }
  }

  private Read read(String... lines) {
    return read(String.join("\n", lines) + "\n", Long.MAX_VALUE / 2);
  }

  private Read read(String text, long splitBytes) {
    InputFile file = TestFiles.write(folder, "a.log", text.getBytes(UTF_8));
    FormatSet formats = new FormatSet(CATALOG.formats().stream().map(LogFormat::compile).toList());
    List<Found> found = new ArrayList<>();
    long[] counts = new long[4];
    for (long start = 0; start < file.lengthBytes(); start += splitBytes) {
      InputSplit split =
          new InputSplit(file, start, Math.min(file.lengthBytes(), start + splitBytes));
      try (RecordCursor cursor =
          new RecordCursor(split, formats, OPTIONS.redactor(), OPTIONS.faults(), OPTIONS, CONF)) {
        while (cursor.next()) {
          found.add(found(cursor.record()));
        }
        SplitAccount account = cursor.account();
        counts[0] += account.records();
        counts[1] += account.continuations();
        counts[2] += account.unparsed();
        counts[3] += account.lines();
      }
    }
    return new Read(found, List.of(counts[0], counts[1], counts[2], counts[3]));
  }

  private static Found found(RawRecord record) {
    byte[] detail = record.detailBytes();
    String time =
        record.timeMicros == Long.MIN_VALUE
            ? null
            : Instant.EPOCH.plus(record.timeMicros, ChronoUnit.MICROS).toString();
    return new Found(
        new String(record.lineBytes(), UTF_8),
        detail == null ? null : new String(detail, UTF_8),
        record.format >= 0,
        time);
  }

  @Test
  void aFaultBehindARecordIsARecordOfItsOwnWithTheTimeOfThatRecord() {
    Read read = read(INFO, XID, INFO);
    assertThat(read.lines()).containsExactly(INFO, XID, INFO);
    assertThat(read.records().get(1))
        .isEqualTo(new Found(XID, null, false, "2026-03-14T10:00:00Z"));
    assertThat(read.counts()).containsExactly(2L, 0L, 1L, 3L);
  }

  @Test
  void farFromAnyRecordItHasNoTime() {
    Read read = read(XID, INFO, "x".repeat(70_000), XID);
    assertThat(read.records())
        .extracting(Found::time)
        .containsExactly(null, "2026-03-14T10:00:00Z", null);
  }

  @Test
  void ofATracebackTheExceptionIsTheMessage() {
    Read read = read(INFO, FIRST, FRAME, "    work()", OOM, "Exiting.", INFO);
    assertThat(read.lines()).containsExactly(INFO, FIRST + " " + OOM, INFO);
    assertThat(read.counts()).containsExactly(2L, 4L, 1L, 7L);
  }

  @Test
  void anExceptionThatAnotherOneLedToIsOfTheSameRecord() {
    String link = "During handling of the above exception, another exception occurred:";
    Read read = read(INFO, FIRST, FRAME, "KeyError: 1", "", link, "", FIRST, FRAME, OOM, INFO);
    assertThat(read.lines()).containsExactly(INFO, FIRST + " " + OOM, INFO);
    assertThat(read(INFO, FIRST, FRAME, "KeyError: 1", FIRST, FRAME, OOM).lines())
        .containsExactly(INFO, FIRST + " KeyError: 1", FIRST + " " + OOM);
  }

  /** loguru marks the frame that caught the exception at the margin. */
  @Test
  void theFrameThatLoguruMarksIsNoException() {
    String caught = "> File \"train.py\", line 9, in <module>";
    Read read = read(ERROR, "", FIRST, "", FRAME, caught, "    step()", OOM);
    assertThat(read.records()).containsExactly(new Found(ERROR, OOM, true, "2026-03-14T10:00:00Z"));
    assertThat(read(INFO, FIRST, "", caught, "    step()", OOM).lines())
        .containsExactly(INFO, FIRST + " " + OOM);
  }

  @Test
  void anErrorKeepsWhatStandsBehindIt() {
    Read read = read(ERROR, FIRST, FRAME, OOM, "Exiting.", XID);
    assertThat(read.records()).containsExactly(new Found(ERROR, OOM, true, "2026-03-14T10:00:00Z"));
    assertThat(read.counts()).containsExactly(1L, 5L, 0L, 6L);
  }

  @Test
  void aTracebackRightBehindAWarningIsItsOwn() {
    assertThat(read(WARNING, FIRST, FRAME, OOM).records())
        .containsExactly(new Found(WARNING, OOM, true, "2026-03-14T10:00:00Z"));
    assertThat(read(WARNING, "printed", FIRST, FRAME, OOM).lines())
        .containsExactly(WARNING, FIRST + " " + OOM);
  }

  @Test
  void ordinaryLinesStayWithTheirRecord() {
    Read read =
        read(
            INFO,
            "model:",
            "  cuda: true",
            "on_error: link down, out of memory, timeout",
            "on_error: [CUDA out of memory, NCCL error]",
            "retry_on: CUDA error: any",
            "retry_on: [\"nccl error: unhandled system error\"]",
            "retry_on: Watchdog caught collective operation timeout",
            "usage: watch for detected NVSwitch fatal error",
            "| step | loss |",
            "  " + XID,
            "\"xid\": \"Xid (PCI:0000:17:00): 79\"",
            INFO);
    assertThat(read.lines()).containsExactly(INFO, INFO);
  }

  @Test
  void whatAProgressBarOverwritesIsNoRecord() {
    Read read = read(INFO + "\n" + XID + "\r" + FIRST + "\rdone\n", Long.MAX_VALUE / 2);
    assertThat(read.lines()).containsExactly(INFO);
  }

  @Test
  void inAContainerItHasTheTimeOfItsOwnLine() {
    String at = "2026-03-14T03:30:1";
    List<String> lines = new ArrayList<>();
    for (String body : List.of(INFO, INFO, FIRST, FRAME, OOM, "Exiting.", XID, INFO)) {
      lines.add(at + lines.size() + ".5Z stderr F " + body);
    }
    Read read = read(lines.toArray(String[]::new));
    assertThat(read.records())
        .extracting(Found::time)
        .containsExactly(at + "0.500Z", at + "1.500Z", at + "2.500Z", at + "6.500Z", at + "7.500Z");
    assertThat(read.lines().get(2)).isEqualTo(lines.get(2) + " " + OOM);
    assertThat(read.lines().get(3)).isEqualTo(lines.get(6));
  }

  @Test
  void aContainerWithoutRecordsInsideHasTracebacksWhole() {
    List<String> lines = new ArrayList<>();
    for (String body : List.of("start", FIRST, FRAME, OOM, "Exiting.")) {
      lines.add("2026-03-14T03:30:1" + lines.size() + ".5Z stderr F " + body);
    }
    assertThat(read(lines.toArray(String[]::new)).lines())
        .containsExactly(lines.get(0), lines.get(1) + " " + OOM, lines.get(4));
  }

  /** Wherever a file is cut, and however far the last record is. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void allCutsAgree(long seed) {
    Random random = new Random(seed);
    List<String> any =
        List.of(
            INFO,
            WARNING,
            ERROR,
            XID,
            FIRST,
            FRAME,
            OOM,
            "",
            "plain",
            "  deep",
            "The above exception was the direct cause of the following exception:",
            "x".repeat(30_000),
            "y ".repeat(20_000));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      int most = i % 50 == 0 ? any.size() : any.size() - 2;
      text.append(any.get(random.nextInt(i % 11 == 0 ? 0 : 3, most)))
          .append(i % 17 == 0 ? "\r" : "\n");
    }
    Read whole = read(text.toString(), Long.MAX_VALUE / 2);
    assertThat(whole.counts().get(2)).isGreaterThan(50);
    for (long splitBytes : new long[] {997, 40_009, 66_000}) {
      assertThat(read(text.toString(), splitBytes)).isEqualTo(whole);
    }
  }
}
