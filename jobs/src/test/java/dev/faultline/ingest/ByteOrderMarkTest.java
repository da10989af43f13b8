package dev.faultline.ingest;

import static dev.faultline.ingest.TestFiles.CONF;
import static dev.faultline.ingest.TestFiles.bytes;
import static dev.faultline.ingest.TestFiles.gzip;
import static dev.faultline.ingest.TestFiles.read;
import static dev.faultline.ingest.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.catalog.Catalog;
import dev.faultline.ingest.TestFiles.Line;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.LogFormat;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A byte-order mark, as Windows programs write it, is no part of the first line. */
class ByteOrderMarkTest {

  private static final String TEXT =
      "\ufeff2026-03-14 02:11:41 ERROR x\n\ufeffy\n2026-03-14 02:11:42 INFO z\n";
  private static final int SIZE = 3 + 28 + 5 + 27;

  @TempDir private Path folder;

  @Test
  void itIsTakenOffAtTheHeadOfTheFileOnly() {
    List<Line> expected =
        List.of(
            new Line(0, 31, "2026-03-14 02:11:41 ERROR x", 0),
            new Line(31, 36, "\ufeffy", 0),
            new Line(36, SIZE, "2026-03-14 02:11:42 INFO z", 0));
    assertThat(read(write(folder, "a.log", bytes(TEXT))).lines()).isEqualTo(expected);
    assertThat(read(write(folder, "a.log.gz", gzip(bytes(TEXT)))).lines()).isEqualTo(expected);
    assertThat(read(write(folder, "cut.log", bytes(TEXT)), 7).texts().get(0)).isEqualTo("2026");
    assertThat(read(write(folder, "only.log", bytes("\ufeff"))).lines())
        .containsExactly(new Line(0, 3, "", LineFlags.BLANK | LineFlags.UNTERMINATED));
  }

  @ParameterizedTest
  @CsvSource({"a.log, 1000", "a.log, 2", "a.log, 31", "a.log.gz, 1000"})
  void theFirstRecordIsFoundAndBytesAddUp(String name, long splitBytes) {
    byte[] stored = name.endsWith(".gz") ? gzip(bytes(TEXT)) : bytes(TEXT);
    InputFile file = write(folder, name, stored);
    Catalog catalog = Catalog.load(null, CONF);
    ReadOptions options = TestFiles.options(catalog);
    FormatSet formats = new FormatSet(catalog.formats().stream().map(LogFormat::compile).toList());
    long read = 0;
    long records = 0;
    for (long start = 0; start < file.lengthBytes(); start += splitBytes) {
      InputSplit split =
          new InputSplit(file, start, Math.min(file.lengthBytes(), start + splitBytes));
      try (RecordCursor cursor =
          new RecordCursor(split, formats, options.redactor(), options.faults(), options, CONF)) {
        while (cursor.next()) {
          assertThat(cursor.record().format).isNotNegative();
        }
        read += cursor.account().bytes();
        records += cursor.account().records();
        assertThat(cursor.account().problems()).isEmpty();
      }
    }
    assertThat(read).isEqualTo(SIZE);
    assertThat(records).isEqualTo(2);
    FileHead head =
        FileHead.read(
            file,
            formats,
            ZoneId.of("UTC"),
            LocalDate.parse("2026-03-14"),
            10,
            options.redactor(),
            options.faults(),
            CONF);
    assertThat(head.lines())
        .extracting(FileHead.Line::text)
        .containsExactly("2026-03-14 02:11:41 ERROR x", "\ufeffy", "2026-03-14 02:11:42 INFO z");
  }
}
