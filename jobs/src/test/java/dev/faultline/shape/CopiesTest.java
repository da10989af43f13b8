package dev.faultline.shape;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What is a copy, on tables whose right answer is counted by hand. */
class CopiesTest {

  private static final StructType RECORDS =
      new StructType()
          .add("host_name", StringType)
          .add("log_file_path", StringType)
          .add("shape_hash", LongType)
          .add("body", StringType)
          .add("_second", LongType)
          .add("_records", LongType);

  private final List<Row> rows = new ArrayList<>();

  private void add(String host, String file, String body, Long second, long records) {
    rows.add(RowFactory.create(host, file, 1L, body, second, records));
  }

  private long events() {
    Dataset<Row> marked = Copies.mark(LocalSpark.session().createDataFrame(rows, RECORDS), "body");
    return marked
        .selectExpr("COALESCE(SUM(IF(is_copy, 0, _records)), 0) AS events")
        .first()
        .getLong(0);
  }

  @Test
  void aFilesOwnRepeatsAreEventsAndThoseOfOthersAreCopies() {
    add("n1", "kern.log", "x", 100L, 3);
    add("n1", "syslog", "x", 100L, 2);
    add("n1", "dmesg", "x", 102L, 3);
    assertThat(events()).isEqualTo(3);
  }

  @Test
  void clocksMayDifferByTwoSecondsAndNoMore() {
    add("n1", "kern.log", "x", 100L, 1);
    add("n1", "dmesg", "x", 103L, 1);
    add("n2", "kern.log", "x", 100L, 1);
    add("n2", "dmesg", "x", 102L, 1);
    assertThat(events()).isEqualTo(3);
  }

  @Test
  void anotherHostOrAnotherValueIsNoCopy() {
    add("n1", "kern.log", "x", 100L, 1);
    add("n2", "syslog", "x", 100L, 1);
    add("n1", "syslog", "y", 100L, 1);
    assertThat(events()).isEqualTo(3);
  }

  @Test
  void withoutHostOrTimeEachRecordCounts() {
    add(null, "a.log", "x", 100L, 1);
    add(null, "b.log", "x", 100L, 1);
    add("n1", "a.log", "x", null, 2);
    add("n1", "b.log", "x", null, 2);
    assertThat(events()).isEqualTo(6);
  }

  /** kern.log.1 holds the first half of a storm, kern.log the second, syslog the last third. */
  @Test
  void aLongBurstCountsMinuteByMinute() {
    for (long second = 0; second < 360; second++) {
      add("n1", second < 180 ? "kern.log.1" : "kern.log", "x", second, 10);
      if (second >= 240) {
        add("n1", "syslog", "x", second, 10);
      }
    }
    assertThat(events()).isEqualTo(3600);
  }

  /** One file leaves out some lines here, another there. */
  @Test
  void ofEachBurstTheFileCountsThatHasMost() {
    add("n1", "kern.log", "x", 100L, 5);
    add("n1", "syslog", "x", 101L, 4);
    add("n1", "kern.log", "x", 200L, 1);
    add("n1", "syslog", "x", 200L, 7);
    assertThat(events()).isEqualTo(12);
  }
}
