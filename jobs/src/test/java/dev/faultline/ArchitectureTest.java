package dev.faultline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the layers apart: plain functions below, Spark transforms above, sessions at the edge. */
@AnalyzeClasses(packages = "dev.faultline", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** The functions run in any JVM, so they are tested in milliseconds and reused without Spark. */
  @ArchTest
  static final ArchRule UDF_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAPackage("dev.faultline.udf..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule UDF_KNOWS_NOTHING_ABOVE_IT =
      noClasses()
          .that()
          .resideInAPackage("dev.faultline.udf..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.faultline.cli..",
              "dev.faultline.catalog..",
              "dev.faultline.schema..",
              "dev.faultline.ingest..",
              "dev.faultline.shape..",
              "dev.faultline.cause..",
              "dev.faultline.night..",
              "dev.faultline.explain..",
              "dev.faultline.fleet..",
              "dev.faultline.metric..",
              "dev.faultline.report..",
              "dev.faultline.output..",
              "dev.faultline.storage..",
              "dev.faultline.simulate..",
              "dev.faultline.gpu..",
              "dev.faultline.score..",
              "dev.faultline.io..")
          .allowEmptyShould(true);

  /** Transforms take and give data sets; only the edge opens a session, so they stay testable. */
  @ArchTest
  static final ArchRule ONLY_THE_EDGE_HOLDS_A_SESSION =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.faultline.cli..", "dev.faultline.io..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.apache\\.spark\\.sql\\.(classic\\.)?SparkSession(\\$.*)?")
          .allowEmptyShould(true);

  /** Who makes the test knows nothing of who takes it. */
  @ArchTest
  static final ArchRule THE_SIMULATION_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("dev.faultline.simulate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "scala..",
              "dev.faultline.udf..",
              "dev.faultline.ingest..",
              "dev.faultline.cause..",
              "dev.faultline.shape..");

  /** Who marks the test reads what both sides wrote, and is neither of them. */
  @ArchTest
  static final ArchRule THE_SCORE_READS_FILES_ONLY =
      noClasses()
          .that()
          .resideInAPackage("dev.faultline.score..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "scala..",
              "dev.faultline.udf..",
              "dev.faultline.ingest..",
              "dev.faultline.cause..",
              "dev.faultline.shape..",
              "dev.faultline.simulate..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      slices().matching("dev.faultline.(*)..").should().beFreeOfCycles().allowEmptyShould(true);
}
