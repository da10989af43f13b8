package dev.faultline.cli;

import dev.faultline.catalog.Catalog;
import dev.faultline.catalog.RegexPlaces;
import dev.faultline.catalog.SimulateFiles;
import dev.faultline.fleet.FleetFiles;
import dev.faultline.gpu.GpuExceptions;
import dev.faultline.gpu.Placement;
import dev.faultline.gpu.PlacementText;
import dev.faultline.gpu.Rapids;
import dev.faultline.io.Queries;
import dev.faultline.metric.RunMetrics;
import dev.faultline.simulate.SimulateOptions;
import dev.faultline.simulate.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Runs {@code analyze} with engine=gpu on a little input, and has RAPIDS' own planner say of each
 * query what it would run on a GPU.
 */
@Command(
    name = "gpu-plan",
    description = {
      "Says what of each query of engine=gpu NVIDIA's RAPIDS Accelerator would run on a GPU.",
      "It takes no GPU: the queries run on this machine, and RAPIDS' planner explains them."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  faultline gpu-plan",
      "  faultline gpu-plan --conf-dir my-conf",
      "  faultline gpu-plan --all my.log --set shape_budget=100",
      "",
      "Exit codes: 0 all is placed but the exceptions of conf/gpu-exceptions.yaml;",
      "2 wrong usage or configuration, or the plug-in is missing; 11 something else is not placed."
    })
final class GpuPlanCommand implements Callable<Integer> {

  /** Each kind of log is in it, and running it on a CPU takes little. */
  private static final SimulateOptions NIGHT =
      new SimulateOptions(1, 2, 1 << 20, 1, Instant.parse("2026-03-13T23:30:00Z"));

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "INPUT",
      description = "Logs to plan for (default: 1 MiB of a simulated night).")
  private List<String> inputs = List.of();

  @Option(names = "--all", description = "Print all that the planner says, of each query.")
  private boolean all;

  @Mixin private Reading reading;

  @Mixin private TimeRange times;

  @Mixin private Settings settings;

  @Override
  public Integer call() throws Exception {
    Path scratch = Files.createTempDirectory("faultline-gpu-plan");
    try (Session session = Session.start("faultline gpu-plan", scratch.toUri().toString())) {
      Rapids rapids =
          Rapids.find()
              .orElseThrow(
                  () ->
                      new GpuPlanException(
                          "The RAPIDS Accelerator is not among Spark's jars: start gpu-plan by"
                              + " bin/faultline, which fetches it, or set FAULTLINE_RAPIDS_JAR to"
                              + " the path of its jar."));
      return explain(session.spark(), rapids, scratch);
    } finally {
      remove(scratch);
    }
  }

  private int explain(SparkSession spark, Rapids rapids, Path scratch) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    GpuExceptions exceptions = Catalog.load(reading.confDir(), hadoop).gpuExceptions();
    RegexPlaces regexes = RegexPlaces.of(reading.confDir(), hadoop);
    QueryTuning.forPlans(spark);
    // The plug-in warns of each plan, with all of it.
    spark.sparkContext().setLogLevel("ERROR");
    Queries queries = Queries.of(spark);
    new AnalyzeJob(spark, options(scratch), new RunMetrics(Instant.now())).run();
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Placement> byQuery = new LinkedHashMap<>();
    for (Queries.Query query : queries.soFar()) {
      String text = rapids.explain(query.plan());
      if (all) {
        out.println(query.name());
        out.println(text.indent(2));
      }
      byQuery.merge(query.name(), Placement.of(query.name(), text, exceptions), Placement::plus);
    }
    out.print(PlacementText.of(byQuery, exceptions, regexes::in));
    out.flush();
    boolean placed = byQuery.values().stream().allMatch(query -> query.left().isEmpty());
    return placed ? ExitCode.DONE : ExitCode.NOT_PLACED;
  }

  private AnalyzeOptions options(Path scratch) throws IOException {
    List<String> logs = inputs.isEmpty() ? List.of(night(scratch)) : inputs;
    return new AnalyzeOptions(
        reading.of(logs, times, settings, false).by(Engine.GPU),
        scratch.resolve("out").toUri().toString(),
        ReportFormat.TEXT,
        true,
        FleetFiles.NONE);
  }

  private static String night(Path scratch) throws IOException {
    Configuration local = new Configuration();
    org.apache.hadoop.fs.Path folder =
        new org.apache.hadoop.fs.Path(scratch.resolve("night").toUri());
    Simulation.write(
        SimulateFiles.load(null, local),
        NIGHT,
        folder.getFileSystem(local),
        folder,
        Version.text(),
        1);
    return new org.apache.hadoop.fs.Path(folder, "logs").toString();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
