package dev.faultline.cli;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.faultline.catalog.Catalog;
import dev.faultline.fleet.Fleet;
import dev.faultline.ingest.DateInPath;
import dev.faultline.ingest.Ledger;
import dev.faultline.io.Compiled;
import dev.faultline.io.Named;
import dev.faultline.metric.RunMetrics;
import dev.faultline.night.IncidentRows;
import dev.faultline.night.LocalRows;
import dev.faultline.night.Night;
import dev.faultline.night.Totals;
import dev.faultline.output.RunFolder;
import dev.faultline.output.RunReader;
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
import dev.faultline.shape.ShapeBudget;
import dev.faultline.storage.StorageProblem;
import dev.faultline.template.EarlierRun;
import dev.faultline.template.RunTemplates;
import dev.faultline.template.TemplateChanges;
import dev.faultline.template.TemplateCounts;
import dev.faultline.udf.template.TemplateMiner;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
   * @param remarks what is odd about the tables of jobs and GPUs
   */
  record Outcome(
      Report report,
      Path folder,
      Path pointer,
      Totals totals,
      String plotless,
      String untidy,
      List<String> remarks) {}

  private static final int SECONDS_TO_STOP = 10;

  private final SparkSession spark;
  private final AnalyzeOptions options;
  private final RunMetrics metrics;
  private final Instant started = Instant.now();
  private final Catalog catalog;
  private final TemplateMiner miner;
  private final InputScan input;
  private final Fleet fleet;
  private final RunFolder run;

  AnalyzeJob(SparkSession spark, AnalyzeOptions options, RunMetrics metrics) throws IOException {
    this.spark = spark;
    this.options = options;
    this.metrics = metrics;
    input = new InputScan(spark, options.reading());
    catalog = input.catalog();
    miner = new TemplateMiner(catalog.templates());
    fleet =
        Fleet.read(
            options.fleet(), options.reading().zone(), spark.sparkContext().hadoopConfiguration());
    run = new RunFolder(options.output(), started, spark.sparkContext().hadoopConfiguration());
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
    InputScan.Scanned scanned = input.scanned();
    Ledger ledger = scanned.ledger();
    BoundedCube bounded = scanned.bounded();
    UnaryOperator<Dataset<Row>> keep = scanned.keep();
    boolean much = InputScan.isMuch(ledger);
    // The tables and the sections need the same rows, and neither fills two cores alone.
    Future<?> cells = aside.submit(() -> writeCells(bounded.cube(), ledger, much));
    RunTemplates templates =
        Named.query(
            "shapes to mine", bounded.cube().shapes(), shapes -> RunTemplates.of(shapes, miner));
    Dataset<Row> assignments = input.local(templates.assignments());
    Dataset<Row> counts =
        Named.query(
            "template counts", TemplateCounts.of(bounded.cube().tallies(), assignments), keep);
    Future<?> tables =
        aside.submit(() -> writeTables(bounded.cube(), assignments, counts, templates, ledger));
    Night whole = Night.of(bounded.cube(), keep);
    Totals totals = Named.query("totals", whole.cells(), Totals::of);
    Night night = whole.gathered(totals.cells());
    InputScan.checkBalance(ledger, "the cells of the report hold", totals.records());
    InputScan.checkBalance(
        ledger,
        "the templates hold",
        Named.query("template totals", counts, TemplateCounts::records));
    TemplateChanges changes = changes(templates, day(ledger, totals));
    Map<String, Dataset<Row>> views = views(night, ledger);
    views.put("templates", input.local(changes.templates(templates)));
    views.put("template_counts", TemplateCounts.view(counts));
    views.put("template_comparison", input.local(changes.comparison()));
    List<SectionResult> sections = ask(views, much);
    Report report = new Report(facts(ledger, totals), ledger, sections);
    Plots plots = options.format().wants(ReportFormat.HTML) ? Plots.of(report) : Plots.NONE;
    write(report, plots);
    if (!changes.mapping().isEmpty()) {
      table("template_mapping", input.local(changes.mappingRows()), "old_template_id");
    }
    cells.get();
    tables.get();
    writeMetrics(bounded.budget(), totals);
    Path pointer = run.publish(report.facts().date(), manifest(ledger, bounded.budget(), plots));
    return new Outcome(
        report,
        run.path(),
        pointer,
        totals,
        plots.problem(),
        tidy(report.facts().date()),
        fleet.remarks());
  }

  /** Some may write to a place and not remove from it: the result stands all the same. */
  private String tidy(LocalDate date) {
    try {
      run.tidy(
          date, Integer.parseInt(options.reading().settings().get("keep_runs")), Instant.now());
      return null;
    } catch (IOException | RuntimeException e) {
      return "older runs could not be removed: " + StorageProblem.sentence(e);
    }
  }

  /** What became of the templates since the day before; damage there is no reason to fail here. */
  private TemplateChanges changes(RunTemplates templates, LocalDate day) {
    RunReader before;
    try {
      Optional<RunReader> found =
          EarlierRun.before(day, options.output(), spark.sparkContext().hadoopConfiguration());
      if (found.isEmpty()) {
        return TemplateChanges.unknown("the output has no run of an earlier day");
      }
      before = found.get();
    } catch (IOException e) {
      return TemplateChanges.unknown(e.getMessage());
    }
    try {
      TemplateChanges.Rules rules =
          new TemplateChanges.Rules(
              catalog.mask(), catalog.formats(), miner, catalog.templateVersion());
      return TemplateChanges.between(
          EarlierRun.read(before, table -> spark.read().parquet(table)), templates, rules);
    } catch (Exception e) {
      // Spark throws AnalysisException, a checked one, without declaring it.
      return TemplateChanges.unknown(
          "the run of " + before.date() + " has no templates that can be read");
    }
  }

  private Map<String, Dataset<Row>> views(Night night, Ledger ledger) {
    String sql = catalog.sections().stream().map(SectionSpec::sql).collect(Collectors.joining());
    Map<String, Dataset<Row>> views = night.views(catalog, sql);
    views.put("categories", input.local(LocalRows.categories(catalog)));
    views.put("causes", input.local(LocalRows.causes(catalog)));
    views.put("codes", input.local(LocalRows.codes(catalog.codes())));
    IncidentRows.of(catalog).forEach((name, rows) -> views.put(name, input.local(rows)));
    views.put("registers", input.local(LocalRows.registers(catalog.codes())));
    views.put("files", input.local(LocalRows.files(ledger)));
    views.put("redactions", input.local(LocalRows.redactions(ledger, catalog)));
    fleet.views().forEach((name, rows) -> views.put(name, input.local(rows)));
    return views;
  }

  private List<SectionResult> ask(Map<String, Dataset<Row>> views, boolean much)
      throws InterruptedException {
    views.forEach((name, rows) -> rows.createOrReplaceTempView(name));
    return Sections.run(spark::sql, catalog.sections(), catalog.tables(), much);
  }

  private RunFacts facts(Ledger ledger, Totals totals) {
    return new RunFacts(
        options.reading().inputs(), day(ledger, totals), totals.first(), totals.last());
  }

  private LocalDate day(Ledger ledger, Totals totals) {
    if (options.reading().date() != null) {
      return options.reading().date();
    }
    if (totals.last() != null) {
      return LocalDate.ofInstant(totals.last(), options.reading().zone());
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

  private void writeCells(Cube cube, Ledger ledger, boolean much) {
    String[] order = {"shape_hash", "bucket", "severity_number"};
    Supplier<String> write = () -> table("cube", cube.cells(), "stream_id", order);
    String folder = much ? Compiled.plan(spark, write) : write.get();
    Column records = coalesce(sum("count"), lit(0L));
    InputScan.checkBalance(
        ledger, "the table cube holds", counted("cube", spark.read().parquet(folder).agg(records)));
  }

  private void writeTables(
      Cube cube,
      Dataset<Row> assignments,
      Dataset<Row> counts,
      RunTemplates templates,
      Ledger ledger) {
    Dataset<Row> shapes = cube.shapes().join(broadcast(assignments.drop("is_fault")), "shape_hash");
    table("shapes", shapes, "shape_hash");
    table("templates", TemplateCounts.table(counts, input.local(templates.rows())), "template_id");
    table("streams", cube.streams(), "stream_id");
    if (options.withRecords()) {
      String lines = table("records", input.records(), "file_id", "offset");
      // The logs were read once more for it.
      InputScan.checkBalance(
          ledger,
          "the table records holds",
          counted("records", spark.read().parquet(lines).agg(count(lit(1)))));
    }
  }

  private String table(String name, Dataset<Row> rows, String first, String... order) {
    return Named.query("tables/" + name, rows, all -> run.writeTable(name, all, first, order));
  }

  private static long counted(String name, Dataset<Row> count) {
    return Named.query("tables/" + name + " counted", count, Dataset::first).getLong(0);
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
    manifest.put("template_version", catalog.templateVersion());
    manifest.put("started", started.toString());
    manifest.put("engine", input.engine().toString());
    manifest.put("settings", options.reading().settings());
    manifest.put("inputs", options.reading().inputs());
    manifest.put("fleet", fleet.manifest());
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
}
