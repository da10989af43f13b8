package dev.faultline.ingest;

import static dev.faultline.ingest.TestFiles.CONF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.catalog.Catalog;
import dev.faultline.ingest.CubeRows.Budget;
import dev.faultline.udf.rule.Interpreter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CubeRowsTest {

  private static final int LINES = 3000;

  @TempDir private Path folder;

  /** However often a task has to send out what it gathered, no record is lost or counted twice. */
  @ParameterizedTest
  @CsvSource({"100000,300000,1000000", "7,300000,1000000", "100000,11,1000000", "100000,300000,13"})
  void everyRecordLeavesOnce(int shapes, int cells, int events) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      String word = Integer.toString(i % 97, 36).replaceAll("[0-9]", "z");
      text.append("2026-03-14 10:00:00 INFO ");
      text.append(i % 3 == 0 ? "[RESPONSE] 200 - Duration: " + i + "ms" : "about " + word);
      text.append('\n');
    }
    InputFile file =
        TestFiles.write(folder, "a.log", text.toString().getBytes(StandardCharsets.UTF_8));
    Catalog catalog = Catalog.load(null, CONF);
    ReadOptions read = TestFiles.options(catalog);
    Interpreter interpreter = new Interpreter(catalog.knowledge());
    CubeRows rows = new CubeRows(read, interpreter, CONF, new Budget(shapes, cells, events));
    long middle = file.lengthBytes() / 2;
    LogReader reader =
        new LogReader(
            List.of(
                new InputSplit(file, 0, middle), new InputSplit(file, middle, file.lengthBytes())),
            rows);
    Map<String, Long> counts = new TreeMap<>();
    while (reader.next()) {
      InternalRow row = reader.get();
      for (String kind : List.of("cells", "brief", "tallies", "shape", "events")) {
        int column = LogRows.SCHEMA.fieldIndex(kind);
        if (!row.isNullAt(column)) {
          counts.merge(kind, count(kind, row.getStruct(column, 20)), Long::sum);
        }
      }
    }
    assertThat(counts)
        .containsEntry("cells", (long) LINES)
        .containsEntry("brief", (long) LINES)
        .containsEntry("tallies", (long) LINES)
        .containsEntry("shape", (long) LINES)
        .containsEntry("events", LINES / 3L);
  }

  private static long count(String kind, InternalRow row) {
    return switch (kind) {
      case "shape" -> row.getLong(2);
      case "tallies" -> Arrays.stream(row.getArray(3).toLongArray()).sum();
      case "events" -> row.getArray(6).numElements();
      default -> Arrays.stream(row.getArray(4).toLongArray()).sum();
    };
  }
}
