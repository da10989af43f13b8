package dev.faultline.ingest;

import static dev.faultline.ingest.TestFiles.CONF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.catalog.Catalog;
import dev.faultline.udf.redact.Redactor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file gives the same lines, pseudonyms and counts however it is cut. */
class RedactedSplitsTest {

  private static final String KEY_LINE =
      "MIIEowIBAAKCAQEA7bq3vZk93hQ0vLm27TtYwMIIEowIBAAKCAQEA7bq3vZk93hQ";
  private static final ReadOptions OPTIONS = TestFiles.options(Catalog.load(null, CONF));

  @TempDir private Path folder;

  /** Longer than what a split looks back, with secrets and keys of several lines all along. */
  private static String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4000; i++) {
      text.append("2026-03-14 10:00:00 INFO step ").append(i);
      text.append(i % 7 == 0 ? " password=hunter" + i % 5 : " without").append('\n');
      if (i % 50 == 0) {
        text.append("2026-03-14 10:00:00 ERROR bad key -----BEGIN PRIVATE KEY-----\n");
        text.append((KEY_LINE + "\n").repeat(i % 4 == 0 ? 30 : 3));
        // Some have no end, so that only their reach ends them.
        text.append(i % 150 == 0 ? "" : "-----END PRIVATE KEY-----\n");
      }
    }
    text.append("x ".repeat((int) Redactor.BLOCK_BYTES / 2)).append('\n');
    text.append(KEY_LINE).append('\n');
    return text.toString();
  }

  /** What a reader gave of a file. */
  private record Given(List<String> texts, Map<String, Long> counts) {}

  private Given read(String mode, long splitBytes) {
    return read(mode, splitBytes, text());
  }

  private Given read(String mode, long splitBytes, String text) {
    InputFile file = TestFiles.write(folder, "a.log", text.getBytes(UTF_8));
    List<InputSplit> splits = new ArrayList<>();
    for (long start = 0; start < file.lengthBytes(); start += splitBytes) {
      splits.add(new InputSplit(file, start, Math.min(file.lengthBytes(), start + splitBytes)));
    }
    boolean lines = mode.equals("line");
    LogReader reader =
        new LogReader(splits, lines ? new LineRows(OPTIONS, CONF) : new RecordRows(OPTIONS, CONF));
    List<String> texts = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    int column = LogRows.SCHEMA.fieldIndex(mode);
    int split = LogRows.SCHEMA.fieldIndex("split");
    while (reader.next()) {
      InternalRow row = reader.get();
      if (!row.isNullAt(column)) {
        texts.add(row.getStruct(column, 8).getUTF8String(lines ? 2 : 4).toString());
      } else {
        StructType columns = (StructType) LogRows.SCHEMA.apply("split").dataType();
        MapData found =
            row.getStruct(split, columns.size()).getMap(columns.fieldIndex("redactions"));
        for (int i = 0; i < found.numElements(); i++) {
          counts.merge(
              found.keyArray().getUTF8String(i).toString(),
              found.valueArray().getLong(i),
              Long::sum);
        }
      }
    }
    return new Given(texts, counts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "record"})
  void anyCutGivesTheSame(String mode) {
    Given whole = read(mode, Long.MAX_VALUE / 2);
    assertThat(read(mode, 100_000)).isEqualTo(whole);
    assertThat(read(mode, 70_001)).isEqualTo(whole);
    assertThat(read(mode, 9_973)).isEqualTo(whole);
  }

  /** Counted by hand: 4,000 / 7 passwords, and the key's lines where a block is. */
  @Test
  void whatIsTakenOutIsCounted() {
    Given lines = read("line", 100_000);
    assertThat(lines.counts()).containsEntry("password", 572L);
    assertThat(lines.counts().get("private-key")).isEqualTo(40 * 30 + 40 * 3);
    String all = String.join("\n", lines.texts());
    assertThat(all).doesNotContain("hunter").contains("redacted-password-");
    assertThat(all.lines().filter(KEY_LINE::equals)).as("out of reach").hasSize(1);
    assertThat(
            all.lines()
                .filter(line -> line.contains("redacted-password"))
                .map(l -> l.replaceAll(".*=", ""))
                .distinct())
        .hasSize(5);
  }

  /** Neither an escape nor a list of bytes nor a wrapper hides a secret, and JSON stays JSON. */
  @Test
  void whatJsonSaysIsRedactedAsItIsRead() {
    String bytes =
        "password=hunter2".chars().mapToObj(String::valueOf).collect(Collectors.joining(","));
    String json = "{\\\"level\\\":\\\"error\\\",\\\"msg\\\":\\\"password=hunter2\\\"}";
    String text =
        String.join(
            "\n",
            "{\"msg\":\"p\\u0061ssword=hunter2\",\"level\":\"info\"}",
            "{\"msg\":\"login password=hunter2\",\"n\":7}",
            "{\"msg\":\"first\\npassword=hunter2\\n\\tat x\"}",
            "{\"MESSAGE\":["
                + bytes
                + "],\"_HOSTNAME\":\"a\",\"__REALTIME_TIMESTAMP\":\"1773459011000000\"}",
            "{\"log\":\"" + json + "\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-14T03:30:11Z\"}",
            "{\"log\":\"x password=hunter2 y\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-14T03:30:11Z\"}",
            "2026-03-14T03:30:11Z stdout F password=hunter2",
            "{\"no message\":1,\"password\":\"hunter2\"}",
            "");
    Given given = read("record", Long.MAX_VALUE / 2, text);
    assertThat(given.texts()).hasSize(5).noneMatch(t -> t.contains("hunter"));
    assertThat(given.texts().get(0)).matches("<info> : password=redacted-password-[0-9]{12}");
    assertThat(given.texts().get(1)).matches("<> : login password=redacted-password-[0-9]{12} n=7");
    assertThat(given.counts()).containsEntry("password", 8L);
  }
}
