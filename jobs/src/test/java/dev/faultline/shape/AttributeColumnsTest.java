package dev.faultline.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import dev.faultline.catalog.Catalog;
import dev.faultline.udf.format.AttributeReader;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** SQL reads in lines, whole and damaged ones, what the reader of samples reads. */
class AttributeColumnsTest {

  private static final int DAMAGED_OF_EACH = 300;

  /** What pulls the parts of a line apart or glues them together. */
  private static final String PARTS =
      "\"\"\"\\\\ --[]?#:/\t\u0002\u0003\u00e9\u20ac\ud834\udd1e07A";

  private static final StructType RECORD =
      new StructType()
          .add("format_id", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("body", DataTypes.StringType);

  private final Random random = new Random(17);
  private final List<FormatSpec> formats = Catalog.bundled().formats();

  @Test
  void sqlAndJavaReadTheSame() {
    List<Row> records = new ArrayList<>();
    List<Map<String, String>> expected = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (FormatSpec format : formats) {
      AttributeReader reader = new AttributeReader(format);
      LogFormat compiled = LogFormat.compile(format);
      format.attributes().forEach(attribute -> names.add(attribute.name()));
      for (FormatSpec.Sample sample : format.matches()) {
        int damaged = format.attributes().isEmpty() ? 0 : DAMAGED_OF_EACH;
        for (int i = 0; i <= damaged; i++) {
          String line = i == 0 ? sample.line() : damaged(sample.line());
          byte[] bytes = line.getBytes(UTF_8);
          Header header = new Header();
          if (compiled.match(bytes, 0, bytes.length, header)) {
            String body =
                new String(bytes, header.bodyStart, bytes.length - header.bodyStart, UTF_8);
            records.add(RowFactory.create(format.id(), line, body));
            expected.add(reader.read(line, body));
          }
        }
      }
    }
    Dataset<Row> read =
        AttributeColumns.of(LocalSpark.session().createDataFrame(records, RECORD), formats);
    assertThat(List.of(read.columns()).subList(RECORD.size(), read.columns().length))
        .containsExactlyElementsOf(names);
    List<Row> rows = read.collectAsList();
    assertThat(rows).hasSameSizeAs(expected).hasSizeGreaterThan(2000);
    long values = 0;
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> found = new TreeMap<>();
      for (String name : names) {
        Object value = rows.get(i).getAs(name);
        if (value != null) {
          found.put(name, value.toString());
        }
      }
      assertThat(found).as(records.get(i).getString(1)).isEqualTo(asColumns(expected.get(i)));
      values += found.size();
    }
    assertThat(values).isGreaterThan(5000);
  }

  /** A BIGINT has no leading zeros. */
  private Map<String, String> asColumns(Map<String, String> read) {
    Map<String, String> columns = new TreeMap<>(read);
    formats.stream()
        .flatMap(format -> format.attributes().stream())
        .filter(attribute -> attribute.type().equals("integer"))
        .forEach(
            attribute ->
                columns.computeIfPresent(
                    attribute.name(), (name, value) -> Long.toString(Long.parseLong(value))));
    return columns;
  }

  private String damaged(String good) {
    StringBuilder line = new StringBuilder(good);
    int[] parts = PARTS.codePoints().toArray();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      int at = random.nextInt(line.length());
      String part = Character.toString(parts[random.nextInt(parts.length)]);
      switch (random.nextInt(3)) {
        case 0 -> line.replace(at, at + 1, part);
        case 1 -> line.insert(at, part);
        default -> line.deleteCharAt(at);
      }
    }
    return new String(line.toString().getBytes(UTF_8), UTF_8);
  }
}
