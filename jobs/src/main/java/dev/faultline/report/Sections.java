package dev.faultline.report;

import dev.faultline.io.Compiled;
import dev.faultline.io.Flat;
import dev.faultline.io.Named;
import dev.faultline.schema.ColumnType;
import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.TableSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/** Asks the queries of the report's sections. */
public final class Sections {

  /** A small query is planned on one thread and waits between its stages: four fill two cores. */
  private static final int AT_A_TIME = 4;

  private Sections() {}

  /**
   * Runs all queries.
   *
   * @param query asks a query over the views of the run; called from several threads
   * @param sections the sections, whose order the results have
   * @param tables the tables that they fill
   * @param much whether the logs are many: compiling the queries whose rows others read, which are
   *     those that take long, then pays off
   * @throws ReportException if a query fails or gives other columns than its table declares, naming
   *     the file and the column
   * @throws InterruptedException if the caller is to stop
   */
  public static List<SectionResult> run(
      Function<String, Dataset<Row>> query,
      List<SectionSpec> sections,
      List<TableSpec> tables,
      boolean much)
      throws InterruptedException {
    Map<String, TableSpec> byId =
        tables.stream().collect(Collectors.toMap(TableSpec::id, table -> table));
    Set<String> read =
        sections.stream().flatMap(s -> s.reads().stream()).collect(Collectors.toSet());
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      Map<String, Future<SectionResult>> results = new HashMap<>();
      // Whoever waits for another comes behind it, so that it never waits for one without a thread.
      Map<String, Integer> readers = readers(sections);
      Comparator<SectionSpec> byNeed =
          Comparator.comparingInt((SectionSpec s) -> -readers.get(s.id()))
              .thenComparing(s -> !s.reads().isEmpty());
      for (SectionSpec section : sections.stream().sorted(byNeed).toList()) {
        List<Future<SectionResult>> needed = section.reads().stream().map(results::get).toList();
        results.put(
            section.id(),
            threads.submit(
                () -> {
                  for (Future<SectionResult> result : needed) {
                    result.get();
                  }
                  return run(
                      query, section, byId.get(section.table()), read.contains(section.id()), much);
                }));
      }
      List<SectionResult> inOrder = new ArrayList<>();
      for (SectionSpec section : sections) {
        inOrder.add(results.get(section.id()).get());
      }
      return inOrder;
    } catch (ExecutionException e) {
      throw reported(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * How many sections the longest chain has in which each reads the one before, from this one on.
   */
  private static Map<String, Integer> readers(List<SectionSpec> sections) {
    Map<String, Integer> longest = new HashMap<>();
    sections.forEach(section -> longest.put(section.id(), 0));
    for (int round = 0; round < sections.size(); round++) {
      for (SectionSpec section : sections) {
        int behind = longest.get(section.id()) + 1;
        section.reads().forEach(id -> longest.merge(id, behind, Math::max));
      }
    }
    return longest;
  }

  /** What a section says that waited for one that failed is the same as what that one says. */
  private static ReportException reported(ExecutionException e) {
    Throwable cause = e;
    while (cause instanceof ExecutionException) {
      cause = cause.getCause();
    }
    return cause instanceof ReportException known
        ? known
        : ReportException.failed("The report failed: " + cause.getMessage(), cause);
  }

  private static SectionResult run(
      Function<String, Dataset<Row>> query,
      SectionSpec section,
      TableSpec table,
      boolean shared,
      boolean much) {
    Dataset<Row> rows;
    try {
      rows = query.apply(section.sql());
    } catch (RuntimeException e) {
      throw failed(section, e);
    } catch (Exception e) {
      // Spark throws AnalysisException, a checked one, without declaring it.
      if (e instanceof AnalysisException) {
        throw ReportException.wrong(section.file() + ": the query is wrong: " + plain(e), e);
      }
      throw new IllegalStateException(e);
    }
    checkColumns(section, table, rows.schema().fields());
    try {
      List<List<Object>> cells =
          Named.query(
              "section " + section.id(), rows, asked -> cells(asked, section, table, shared, much));
      return new SectionResult(section, table, cells);
    } catch (RuntimeException e) {
      throw failed(section, e);
    }
  }

  private static List<List<Object>> cells(
      Dataset<Row> asked, SectionSpec section, TableSpec table, boolean shared, boolean much) {
    Dataset<Row> rows = asked;
    if (shared) {
      rows = much ? Compiled.plan(asked.sparkSession(), () -> Flat.few(asked)) : Flat.few(asked);
      rows.createOrReplaceTempView(section.view());
    }
    return rows.collectAsList().stream().map(row -> Cells.of(row, table)).toList();
  }

  private static ReportException failed(SectionSpec section, Exception e) {
    return ReportException.failed(section.file() + ": the query fails: " + firstLine(e), e);
  }

  /** Without the names that Spark gives its errors, and without the place in the query. */
  private static String plain(Exception e) {
    return firstLine(e).replaceFirst("^\\[[A-Z_.]+] ", "").replaceFirst(" SQLSTATE: \\w+.*", "");
  }

  /** Spark's messages go on with the whole plan. */
  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static void checkColumns(SectionSpec section, TableSpec table, StructField[] fields) {
    for (int i = 0; i < Math.max(fields.length, table.columns().size()); i++) {
      String given = i < fields.length ? fields[i].name() : "none";
      String declared = i < table.columns().size() ? table.columns().get(i).name() : "none";
      if (!given.equals(declared)) {
        throw ReportException.wrong(
            String.format(
                "%s: column %d of the query is '%s', but %s declares '%s'; make them the same.",
                section.file(), i + 1, given, table.file(), declared),
            null);
      }
      ColumnType type = table.columns().get(i).type();
      if (!holds(type, fields[i].dataType())) {
        throw ReportException.wrong(
            String.format(
                "%s: column '%s' of the query is %s, but %s declares it as %s; cast it or"
                    + " declare what it is.",
                section.file(),
                given,
                fields[i].dataType().sql(),
                table.file(),
                type.name().toLowerCase(Locale.ROOT)),
            null);
      }
    }
  }

  private static boolean holds(ColumnType type, DataType given) {
    return switch (type) {
      case TEXT, PATH -> given.equals(DataTypes.StringType);
      case INTEGER -> given.equals(DataTypes.LongType) || given.equals(DataTypes.IntegerType);
      case DECIMAL -> given instanceof DecimalType;
      case NUMBER -> given.equals(DataTypes.DoubleType);
      case TIMESTAMP -> given.equals(DataTypes.TimestampType);
      case LIST ->
          given instanceof ArrayType array && array.elementType().equals(DataTypes.StringType);
    };
  }
}
