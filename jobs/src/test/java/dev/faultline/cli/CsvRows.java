package dev.faultline.cli;

import dev.faultline.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of CSV files that a command wrote, all of them texts. */
final class CsvRows {

  private CsvRows() {}

  /** Returns the rows of a file or folder; an empty cell is null. */
  static List<Map<String, String>> of(Path path) {
    Dataset<Row> rows =
        LocalSpark.session()
            .read()
            .option("header", true)
            .option("escape", "\"")
            .csv(path.toString());
    List<Map<String, String>> found = new ArrayList<>();
    for (Row row : rows.collectAsList()) {
      Map<String, String> cells = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        cells.put(rows.columns()[i], row.getString(i));
      }
      found.add(cells);
    }
    return found;
  }
}
