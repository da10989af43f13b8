package dev.faultline.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One section of the report: a query, the table that it fills, and how it is shown.
 *
 * @param id unique name
 * @param title its heading
 * @param order where it stands, lowest first
 * @param note a sentence below the heading, or empty
 * @param table id of the {@link TableSpec} that declares the columns of the query
 * @param sql Spark SQL over the views of a run; it has to order its rows totally, as the same input
 *     must give the same bytes
 * @param reads ids of the sections whose rows the query needs too, as the views {@code section_ID}
 * @param json where its rows are in {@code report.json}
 * @param text how its rows are shown to people
 * @param page what only the page shows
 * @param plot the plot of its rows, or null for none
 * @param whenEmpty what stands there when there is nothing to show; {@link #NOT_IN_LOGS} if left
 *     out
 */
public record SectionSpec(
    String id,
    String title,
    int order,
    String note,
    String table,
    String sql,
    List<String> reads,
    Json json,
    Text text,
    Page page,
    PlotSpec plot,
    String whenEmpty) {

  /**
   * The {@link #whenEmpty()} of a section that is only named, together with others like it, when
   * there is nothing to show.
   */
  public static final String NOT_IN_LOGS = "not in these logs";

  private static final int DEFAULT_LIMIT = 20;
  private static final int DEFAULT_PAGE_LIMIT = 200;

  /** What the rows become in {@code report.json}. */
  public enum JsonForm {
    /** Key: the first column; value: the second. */
    @JsonProperty("map")
    MAP,
    /** One object per row. */
    @JsonProperty("list")
    LIST,
    /** The only row, as an object. */
    @JsonProperty("object")
    OBJECT
  }

  /** What the rows become in a text. */
  public enum TextForm {
    /** Columns under headings. */
    @JsonProperty("table")
    TABLE,
    /** One line per column of the only row: its heading and its value. */
    @JsonProperty("facts")
    FACTS,
    /** One bullet per row. */
    @JsonProperty("list")
    LIST,
    /** Nothing: the section is for programs. */
    @JsonProperty("none")
    NONE
  }

  /**
   * A place in {@code report.json}.
   *
   * @param path keys with dots between them; several sections may add to one object
   * @param form what the rows become
   * @param limit how many rows stand there; all if left out. The CSV file has all
   */
  public record Json(String path, JsonForm form, int limit) {

    /** Refuses a place without path or form. */
    public Json {
      if (path == null || !path.matches("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*")) {
        throw new IllegalArgumentException("json.path is " + path + ", not keys with dots between");
      }
      if (form == null) {
        throw new IllegalArgumentException("json.form is missing");
      }
      limit = limit == 0 ? Integer.MAX_VALUE : limit;
    }
  }

  /**
   * A section for people.
   *
   * @param form what the rows become
   * @param limit how many rows are shown; the CSV file has all
   * @param each how many rows with one value in the first column are shown; all if left out
   * @param columns names of the columns shown; all if left out
   * @param below names of columns that follow each row in lines of their own
   * @param bar name of a numeric column that is drawn as a bar too; empty for none
   */
  public record Text(
      TextForm form, int limit, int each, List<String> columns, List<String> below, String bar) {

    /** Fills in what was left out. */
    public Text {
      if (form == null) {
        throw new IllegalArgumentException("text.form is missing");
      }
      limit = limit == 0 ? DEFAULT_LIMIT : limit;
      each = each == 0 ? Integer.MAX_VALUE : each;
      columns = columns == null ? List.of() : List.copyOf(columns);
      below = below == null ? List.of() : List.copyOf(below);
      bar = bar == null ? "" : bar;
    }
  }

  /**
   * What only the page shows.
   *
   * @param limit how many rows; more than of a text, as they can be sorted and filtered
   * @param proof names of columns that follow each row that has sentences below it: a line of a
   *     log, and then where it is
   */
  public record Page(int limit, List<String> proof) {

    /** Fills in what was left out. */
    public Page {
      limit = limit == 0 ? DEFAULT_PAGE_LIMIT : limit;
      proof = proof == null ? List.of() : List.copyOf(proof);
    }
  }

  /** Fills in what was left out and refuses a section that lacks something. */
  public SectionSpec {
    if (id == null || !id.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("id is " + id + ", not lower-case letters, digits and _");
    }
    required(title, "title");
    required(table, "table");
    required(sql, "sql");
    if (json == null) {
      throw new IllegalArgumentException("json is missing");
    }
    if (text == null) {
      throw new IllegalArgumentException("text is missing");
    }
    page = page == null ? new Page(0, null) : page;
    reads = reads == null ? List.of() : List.copyOf(reads);
    note = note == null ? "" : note;
    whenEmpty = whenEmpty == null ? NOT_IN_LOGS : whenEmpty;
  }

  private static void required(String value, String key) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + " is missing");
    }
  }

  /** Returns the view that shows the rows of a section to others. */
  public String view() {
    return "section_" + id;
  }

  /** Returns the file that declares the section, relative to the configuration folder. */
  public String file() {
    return "report/" + order + "-" + id.replace('_', '-') + ".yaml";
  }
}
