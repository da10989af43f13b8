import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user of DuckDB would ask of the same logs: lines by level, distinct lines with their
 * numbers masked, and the eight categories of errors, asked of those. Run by {@code compare.sh}:
 * {@code java -cp duckdb_jdbc.jar bench/DuckDb.java FOLDER THREADS}.
 */
public final class DuckDb {

  /** The toolkit's rules for errors; RE2 has no look-around, and the texts are lower case. */
  private static final Map<String, String> CATEGORIES = new LinkedHashMap<>();

  static {
    CATEGORIES.put("gpu", "(cuda|gpu).*error|error.*(cuda|gpu)");
    CATEGORIES.put("memory", "(memory|oom).*error|error.*(memory|oom)");
    CATEGORIES.put("disk", "(disk|space|i/o).*error|error.*(disk|space|i/o)");
    CATEGORIES.put(
        "network",
        "(connection|network|timeout).*(error|failed)|(error|failed).*(connection|network|timeout)");
    CATEGORIES.put(
        "authentication", "auth.*fail|unauthorized|permission denied|invalid.*key");
    CATEGORIES.put(
        "data",
        "(invalid.*input|shape|deserialize|parse).*error|error.*(invalid.*input|shape|deserialize|parse)");
    CATEGORIES.put(
        "model",
        "(model|inference|prediction).*(error|fail)|(error|fail).*(model|inference|prediction)");
    CATEGORIES.put(
        "database",
        "(database|connection.*refused|postgres|mysql).*(error|fail)"
            + "|(error|fail).*(database|connection.*refused|postgres|mysql)");
  }

  private DuckDb() {}

  public static void main(String[] args) throws IOException, SQLException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(Path.of(args[0]))) {
      walk.filter(Files::isRegularFile).map(Path::toString).sorted().forEach(files::add);
    }
    String list = files.stream().map(DuckDb::quoted).collect(Collectors.joining(", ", "[", "]"));
    // A separator that no line holds makes each line one column.
    String lines =
        "read_csv("
            + list
            + ", columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '', header ="
            + " false, auto_detect = false, strict_mode = false, ignore_errors = true,"
            + " max_line_size = 2000000)";
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET threads = " + Integer.parseInt(args[1]));
      print(
          statement,
          "SELECT regexp_extract(line, '\\b(DEBUG|INFO|WARN|ERROR|FATAL)', 1), count(*) FROM "
              + lines
              + " GROUP BY 1 ORDER BY 1");
      statement.execute(
          "CREATE TABLE shapes AS SELECT regexp_replace(line, '[0-9]+', '#', 'g') AS shape,"
              + " count(*) AS lines FROM "
              + lines
              + " GROUP BY 1");
      print(statement, "SELECT 'shapes', count(*), sum(lines) FROM shapes");
      String counts =
          CATEGORIES.entrySet().stream()
              .map(
                  category ->
                      "sum(lines) FILTER (regexp_matches(lower(shape), "
                          + quoted(category.getValue())
                          + ")) AS "
                          + category.getKey())
              .collect(Collectors.joining(", "));
      print(statement, "SELECT " + counts + " FROM shapes");
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static void print(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          line.append(i == 1 ? "" : "\t").append(rows.getString(i));
        }
        System.out.println(line);
      }
    }
  }
}
