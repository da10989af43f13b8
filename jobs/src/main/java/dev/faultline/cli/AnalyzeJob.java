package dev.faultline.cli;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faultline.catalog.Catalog;
import dev.faultline.ingest.DateInPath;
import dev.faultline.ingest.InputException;
import dev.faultline.ingest.InputFile;
import dev.faultline.ingest.InputListing;
import dev.faultline.ingest.Ledger;
import dev.faultline.io.Compiled;
import dev.faultline.io.Flat;
import dev.faultline.metric.RunMetrics;
import dev.faultline.night.LocalRows;
import dev.faultline.night.Night;
import dev.faultline.night.Totals;
import dev.faultline.output.RunFolder;
import dev.faultline.report.Csv;
import dev.faultline.report.Plots;
import dev.faultline.report.Report;
import dev.faultline.report.ReportHtml;
import dev.faultline.report.ReportText;
import dev.faultline.report.ReportTree;
import dev.faultline.report.RunFacts;
import dev.faultline.report.SectionResult;
import dev.faultline.report.Sections;
import dev.faultline.report.Style;
import dev.faultline.schema.SectionSpec;
import dev.faultline.shape.BoundedCube;
import dev.faultline.shape.Cube;
import dev.faultline.shape.CubeSpec;
import dev.faultline.shape.ScannedCube;
import dev.faultline.shape.ShapeBudget;
import dev.faultline.shape.SqlCube;
import dev.faultline.storage.StorageProblem;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One run of {@code analyze}: the scan, what it means, the report, and the pointer last. */
final class AnalyzeJob {

  /**
   * What became of a run.
   *
   * @param report what was found
   * @param folder the run's folder
   * @param pointer the manifest of the day
   * @param totals sums over all records
   * @param plotless why there are no plots although there could be, or null
   * @param untidy what could not be removed of older runs, or null
   */
  record Outcome(
      Report report, Path folder, Path pointer, Totals totals, String plotless, String untidy) {}

  /** Whatever so many lines in so many bytes are, what a scan makes of them fits the driver. */
  private static final long FEW_LINES = 50_000;

  private static final long FEW_BYTES = 16L << 20;

  /** From here on, compiling a query over what was scanned takes less than it saves. */
  private static final long MUCH_BYTES = 256L << 20;

  private static final int SECONDS_TO_STOP = 10;

  private final SparkSession spark;
  private final AnalyzeOptions options;
  private final RunMetrics metrics;
  private final Instant started = Instant.now();
  private final Catalog catalog;
  private final Engine engine;
  private final RunFolder run;

  AnalyzeJob(SparkSession spark, AnalyzeOptions options, RunMetrics metrics) throws IOException {
    this.spark = spark;
    this.options = options;
    this.metrics = metrics;
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    catalog = Catalog.load(options.confDir(), hadoop);
    engine =
        options
            .engine()
            .resolve(
                spark.conf().get("spark.plugins", ""),
                Boolean.parseBoolean(spark.conf().get("spark.rapids.sql.enabled", "true")));
    run = new RunFolder(options.output(), started, hadoop);
  }

  Outcome run() throws Exception {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ExecutorService aside =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "tables");
              thread.setDaemon(true);
              // The one in which Spark put our jar.
              thread.setContextClassLoader(loader);
              return thread;
            });
    try {
      return published(aside);
    } catch (ExecutionException e) {
      // What failed aside reads as if it had failed here.
      throw givenUp(aside, e.getCause() instanceof Exception cause ? cause : e);
    } catch (Exception e) {
      throw givenUp(aside, e);
    } catch (OutOfMemoryError e) {
      throw givenUp(aside, e);
    } finally {
      aside.shutdown();
    }
  }

  /** Leaves nothing of a run that failed, and nobody at work for it. */
  private <E extends Throwable> E givenUp(ExecutorService aside, E why)
      throws InterruptedException {
    aside.shutdownNow();
    try {
      spark.sparkContext().cancelAllJobs();
    } catch (IllegalStateException e) {
      // The session is gone already, by Ctrl-C or by the cluster's will.
      why.addSuppressed(e);
    }
    aside.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
    run.abandon();
    return why;
  }

  private Outcome published(ExecutorService aside) throws Exception {
    if (engine != Engine.GPU) {
      QueryTuning.forCells(spark);
    }
    Dataset<Row> scan = scan(engine == Engine.GPU ? "records" : "cube");
    Ledger ledger = Ledger.of(scan).comparedWith(inputsNow());
    checkInputs(ledger);
    if (engine != Engine.GPU) {
      QueryTuning.forCellsOf(spark, ledger.totals().readBytes());
    }
    boolean much = ledger.totals().readBytes() >= MUCH_BYTES;
    boolean few =
        engine != Engine.GPU
            && ledger.totals().readBytes() < FEW_BYTES
            && ledger.totals().counts().lines() < FEW_LINES;
    UnaryOperator<Dataset<Row>> keep = few ? Flat::few : Flat::of;
    long mostShapes = Long.parseLong(options.settings().get("shape_budget"));
    BoundedCube bounded = BoundedCube.of(cube(few ? Flat.few(scan) : scan), mostShapes, keep);
    // The tables and the sections need the same rows, and neither fills two cores alone.
    Future<?> tables = aside.submit(() -> writeTables(bounded.cube(), ledger, much));
    Night whole = Night.of(bounded.cube(), keep);
    Totals totals = Totals.of(whole.cells());
    Night night = whole.gathered(totals.cells());
    checkBalance(ledger, "the cells of the report hold", totals.records());
    List<SectionResult> sections = ask(night, ledger, much);
    Report report = new Report(facts(ledger, totals), ledger, sections);
    Plots plots = options.format().wants(ReportFormat.HTML) ? Plots.of(report) : Plots.NONE;
    write(report, plots);
    tables.get();
    writeMetrics(bounded.budget(), totals);
    Path pointer = run.publish(report.facts().date(), manifest(ledger, bounded.budget(), plots));
    return new Outcome(
        report, run.path(), pointer, totals, plots.problem(), tidy(report.facts().date()));
  }

  /** Some may write to a place and not remove from it: the result stands all the same. */
  private String tidy(LocalDate date) {
    try {
      run.tidy(date, Integer.parseInt(options.settings().get("keep_runs")), Instant.now());
      return null;
    } catch (IOException | RuntimeException e) {
      return "older runs could not be removed: " + StorageProblem.sentence(e);
    }
  }

  private Dataset<Row> scan(String mode) {
    Map<String, String> read = new LinkedHashMap<>();
    read.put("mode", mode);
    read.put("paths", json(options.inputs()));
    read.put("timezone", options.zone().getId());
    put(read, "date", options.date());
    put(read, "conf_dir", options.confDir());
    put(read, "from_micros", options.times().fromMicros());
    put(read, "to_micros", options.times().toMicros());
    for (String name : List.of("split_bytes", "max_line_bytes", "max_unpack_ratio", "redact")) {
      put(read, name, options.settings().get(name));
    }
    Dataset<Row> scan = spark.read().format("faultline").options(read).load();
    // Cells are few and asked several times. Records are as many as the logs: they are read again.
    return mode.equals("cube") ? Flat.of(scan) : scan;
  }

  private static void put(Map<String, String> read, String name, Object value) {
    if (value != null) {
      read.put(name, value.toString());
    }
  }

  private Cube cube(Dataset<Row> scan) {
    return engine == Engine.GPU ? sqlCube(scan).cube() : ScannedCube.of(scan);
  }

  private SqlCube sqlCube(Dataset<Row> scan) {
    CubeSpec spec =
        new CubeSpec(
            catalog.sources(),
            options.zone(),
            catalog.formats(),
            catalog.mask(),
            catalog.knowledge(),
            options.times());
    return new SqlCube(scan.where("record IS NOT NULL").select("record.*"), spec);
  }

  private List<InputFile> inputsNow() {
    return InputListing.again(options.inputs(), spark.sparkContext().hadoopConfiguration());
  }

  private void checkInputs(Ledger ledger) {
    List<String> imbalances = ledger.imbalances();
    if (!imbalances.isEmpty()) {
      throw unbalanced(imbalances);
    }
    List<String> problems = ledger.allProblems();
    if (ledger.totals().readBytes() == 0 && !problems.isEmpty()) {
      throw new InputException("No input could be read: " + problems.get(0));
    }
    if (options.strict() && !problems.isEmpty()) {
      throw new InputException("Stopped by --strict: " + String.join("; ", problems));
    }
  }

  private static void checkBalance(Ledger ledger, String who, long records) {
    if (records != ledger.countedRecords()) {
      throw unbalanced(
          List.of(
              who + " " + records + " records of " + ledger.countedRecords() + " that were read"));
    }
  }

  private static IllegalStateException unbalanced(List<String> how) {
    return new IllegalStateException(
        "The ledger does not balance, nothing was published: " + String.join("; ", how));
  }

  private List<SectionResult> ask(Night night, Ledger ledger, boolean much)
      throws InterruptedException {
    String sql = catalog.sections().stream().map(SectionSpec::sql).collect(Collectors.joining());
    Map<String, Dataset<Row>> views = night.views(catalog, sql);
    views.put("categories", local(LocalRows.categories(catalog)));
    views.put("causes", local(LocalRows.causes(catalog)));
    views.put("files", local(LocalRows.files(ledger)));
    views.put("redactions", local(LocalRows.redactions(ledger, catalog)));
    views.forEach((name, rows) -> rows.createOrReplaceTempView(name));
    return Sections.run(spark::sql, catalog.sections(), catalog.tables(), much);
  }

  private Dataset<Row> local(LocalRows rows) {
    return Flat.few(spark.createDataFrame(rows.rows(), rows.schema()));
  }

  private RunFacts facts(Ledger ledger, Totals totals) {
    return new RunFacts(options.inputs(), day(ledger, totals), totals.first(), totals.last());
  }

  private LocalDate day(Ledger ledger, Totals totals) {
    if (options.date() != null) {
      return options.date();
    }
    if (totals.last() != null) {
      return LocalDate.ofInstant(totals.last(), options.zone());
    }
    return ledger.files().stream()
        .map(file -> DateInPath.find(file.path()))
        .filter(Objects::nonNull)
        .max(LocalDate::compareTo)
        .orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
  }

  private void write(Report report, Plots plots) throws IOException {
    if (options.format().wants(ReportFormat.TEXT)) {
      run.write("report.txt", ReportText.of(report, Style.PLAIN));
    }
    if (options.format().wants(ReportFormat.JSON)) {
      run.writeJson("report.json", ReportTree.of(report));
    }
    if (options.format().wants(ReportFormat.HTML)) {
      run.write("report.html", ReportHtml.of(report, plots));
    }
    for (Plots.Plot plot : plots.drawn()) {
      run.write(plot.file(), plot.png());
    }
    for (SectionResult section : report.sections()) {
      run.write("csv/" + section.table().id() + ".csv", Csv.of(section));
    }
  }

  private void writeTables(Cube cube, Ledger ledger, boolean much) {
    String[] order = {"shape_hash", "bucket", "severity_number"};
    Supplier<String> write = () -> run.writeTable("cube", cube.cells(), "stream_id", order);
    String folder = much ? Compiled.plan(spark, write) : write.get();
    Column records = coalesce(sum("count"), lit(0L));
    checkBalance(
        ledger,
        "the table cube holds",
        spark.read().parquet(folder).agg(records).first().getLong(0));
    run.writeTable("shapes", cube.shapes(), "shape_hash");
    run.writeTable("streams", cube.streams(), "stream_id");
    if (options.withRecords()) {
      Dataset<Row> rows = sqlCube(scan("records")).records();
      String lines = run.writeTable("records", rows, "file_id", "offset");
      // The logs were read once more for it.
      checkBalance(ledger, "the table records holds", spark.read().parquet(lines).count());
    }
  }

  private void writeMetrics(ShapeBudget budget, Totals totals) throws IOException {
    metrics.put("cells", totals.cells());
    metrics.put("shapes", budget.distinct());
    run.writeJson("metrics.json", metrics.tree(started, Instant.now()));
  }

  private Map<String, Object> manifest(Ledger ledger, ShapeBudget budget, Plots plots) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("faultline_version", Version.text());
    manifest.put("schema_version", Report.SCHEMA_VERSION);
    manifest.put("configuration_hash", catalog.hash());
    manifest.put("mask_version", catalog.mask().version());
    manifest.put("started", started.toString());
    manifest.put("engine", engine.toString());
    manifest.put("settings", options.settings());
    manifest.put("inputs", options.inputs());
    manifest.put("shapes", shapes(budget));
    manifest.put("plots", plots.drawn().stream().map(Plots.Plot::file).toList());
    manifest.put("ledger", ReportTree.totals(ledger));
    manifest.put("redactions", ledger.redactions());
    return manifest;
  }

  private static Map<String, Object> shapes(ShapeBudget budget) {
    Map<String, Object> shapes = new LinkedHashMap<>();
    shapes.put("distinct", budget.distinct());
    shapes.put("budget", budget.budget());
    shapes.put("folded", budget.folded());
    shapes.put("folded_records", budget.foldedRecords());
    return shapes;
  }

  private static String json(List<String> texts) {
    try {
      return new ObjectMapper().writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a list of texts: " + texts, e);
    }
  }
}
