package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.output.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code score} prints of a small truth and a small run, and how it ends. */
class ScoreCommandTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-14");

  private static final String TRUTH =
      """
      incident_id,family,node,gpu_index,gpu_uuid,pci_address,job_id,rank,start_time,first_time,last_time,first_path,first_line,last_path,last_line,lines,action
      I0001,off_bus,node-1,3,GPU-aa,0000:61:00.0,71,3,2026-03-14T01:00:00Z,2026-03-14T01:00:00.5Z,2026-03-14T01:02:00Z,logs/node-1/kern.log,7,logs/job-71.log,9,4,RESTART_BM
      I0002,off_bus,node-2,4,GPU-bb,0000:9d:00.0,72,4,2026-03-14T02:00:00Z,2026-03-14T02:00:00Z,2026-03-14T02:00:05Z,logs/node-2/kern.log,7,logs/node-2/kern.log,8,2,RESTART_BM
      I0003,leaf_flap,node-1;node-2,,,,71;72,,2026-03-14T03:00:00Z,2026-03-14T03:00:01Z,2026-03-14T03:02:00Z,logs/node-1/kern.log,17,logs/node-2/kern.log,18,4,
      I0004,metrics_silent,node-3,1,GPU-cc,0000:43:00.0,,,2026-03-14T04:00:00Z,,,,,,,0,
      I0005,traceback,node-3,,,,73,,2026-03-14T05:00:00Z,2026-03-14T05:00:00Z,2026-03-14T05:00:01Z,logs/job-73.log,1,logs/job-73.log,9,9,
      """;

  /** In an order of its own, with columns that nobody asks for. */
  private static final String HEADING =
      "severity,incident_id,title,cause,host_names,gpu_index,gpu_uuid,pci_address,job_ids,rank,"
          + "first_time,last_time,immediate_action,log_file_path\n";

  private static final String RUN =
      HEADING
          + """
          critical,F1,GPU off,gpu_off_bus,node-1,,,00000000:61:00,71,3,2026-03-14T01:00:00Z,2026-03-14T01:00:00Z,RESTART_BM,file:/x/logs/node-1/kern.log
          critical,F2,GPU off,gpu_off_bus,node-2,5,,,72,4,2026-03-14T02:00:04Z,2026-03-14T02:00:04Z,RESET_GPU,file:/x/logs/node-2/kern.log
          high,F3,"Links, down",link_down,node-2; node-1,,,,72; 71,,2026-03-14T03:00:02Z,2026-03-14T03:00:02Z,,file:/x/logs/node-2/kern.log
          high,F4,No metrics,gpu_silence,node-3,1,,,,,2026-03-14T04:14:00Z,2026-03-14T04:14:00Z,,
          high,F5,Out of memory,oom,node-3,,,,,,2026-03-14T04:00:00Z,2026-03-14T04:00:00Z,,file:/x/logs/node-3/kern.log
          """;

  @TempDir private Path folder;
  private final Console console = new Console();

  private int scored(String truth, String run, String... options) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("truth")).resolve("incidents.csv"), truth);
    publish(DAY, run);
    return score(options);
  }

  private int score(String... options) {
    return console.run(
        Stream.concat(
                Stream.of(
                    "score",
                    "--truth",
                    folder.resolve("truth").toString(),
                    "--run",
                    folder.resolve("out").toString()),
                Arrays.stream(options))
            .toArray(String[]::new));
  }

  private void publish(LocalDate day, String incidents) throws IOException {
    RunFolder run =
        new RunFolder(
            folder.resolve("out").toString(),
            Instant.parse(day + "T09:00:00Z"),
            new Configuration());
    run.write("csv/incidents.csv", incidents);
    run.publish(day, Map.of());
  }

  private String lastLine() {
    return console.out().lines().reduce((a, b) -> b).orElse("");
  }

  @Test
  void theWholeAnswer() throws IOException {
    assertThat(scored(TRUTH, RUN)).as(console.err()).isZero();
    assertThat(console.out())
        .isEqualTo(
            """
            Families
              family          truth  found  node  gpu  cause  action  job  rank
              leaf_flap           1      1   1/1    -    1/1       -  1/1     -
              metrics_silent      1      1   1/1  1/1      -       -    -     -
              off_bus             2      2   2/2  1/2    1/2     1/2  2/2   2/2
              traceback           1      0     -    -      -       -    -     -

            Missed: 1
              incident  family     node    start
              I0005     traceback  node-3  2026-03-14T05:00:00Z

            False alarms: 1
              incident  title          host    first
              F5        Out of memory  node-3  2026-03-14T04:00:00Z

            This measures agreement with our own simulator, not what is found in real logs.

            precision 0.800 (4/5)  recall 0.800 (4/5)  node 1.000  gpu 0.667  cause 0.667  action 0.500  job 1.000  rank 1.000
            """);
  }

  @Test
  void aRunThatKnowsNoJobsIsNotAskedForThem() throws IOException {
    assertThat(scored(TRUTH, RUN.replace(",72; 71,", ",,").replaceAll(",7[12],[34]", ",,")))
        .as(console.err())
        .isZero();
    assertThat(lastLine()).endsWith("  action 0.500  job -  rank -");
  }

  @Test
  void aRunWithoutIncidentsFindsNothing() throws IOException {
    assertThat(scored(TRUTH, HEADING, "--min-precision", "1")).as(console.err()).isZero();
    assertThat(lastLine())
        .isEqualTo(
            "precision - (0/0)  recall 0.000 (0/5)"
                + "  node -  gpu -  cause -  action -  job -  rank -");
    assertThat(console.out()).contains("Missed: 5").doesNotContain("False alarms");
    assertThat(score("--min-recall", "0.1")).isEqualTo(ExitCode.FAIL_ON);
  }

  @Test
  void longListsAreCut() throws IOException {
    String row = RUN.lines().skip(5).findFirst().orElseThrow();
    String run =
        IntStream.range(0, 1200)
            .mapToObj(i -> row.replace("F5", "F" + (1000 + i)) + "\n")
            .collect(Collectors.joining("", HEADING, ""));
    assertThat(scored(TRUTH, run)).as(console.err()).isZero();
    assertThat(console.out())
        .contains("False alarms: 1,200\n", "\n  F1019 ", "\n  … 1,180 more\n\nThis measures")
        .doesNotContain("F1020");
  }

  @ParameterizedTest
  @CsvSource({
    "--min-recall, 0.8, 0",
    "--min-recall, 0.801, 10",
    "--min-precision, 0.8, 0",
    "--min-precision, 1, 10",
    "--min-recall, 0, 0"
  })
  void limitsDecideHowItEnds(String option, String least, int exitCode) throws IOException {
    assertThat(scored(TRUTH, RUN, option, least)).as(console.err()).isEqualTo(exitCode);
    assertThat(lastLine()).startsWith("precision 0.800 (4/5)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "-0.1", "most"})
  void aLimitIsAShare(String least) throws IOException {
    assertThat(scored(TRUTH, RUN, "--min-recall", least)).isEqualTo(ExitCode.USAGE);
    assertThat(console.err())
        .startsWith(
            "faultline: Invalid value for option '--min-recall': '"
                + least
                + "' is no share; write it like 0.95 (0 to 1).\nTry: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          truth | family,               | kind,             | :1: the column family is missing; the file has incident_id, kind, node,
          truth | 2026-03-14T02:00:05Z  | 2026-03-14T01:59:00Z | :3: start_time, first_time and last_time do not follow one another.
          truth | 2026-03-14T02:00:05Z  | ''                | :3: start_time, or one of first_time and last_time, is missing.
          truth | 2026-03-14T04:00:00Z  | ''                | :5: start_time, or one of first_time and last_time, is missing.
          truth | 2026-03-14T04:00:00Z  | soon              | :5: start_time is 'soon', no time like 2026-03-14T01:02:03Z.
          truth | I0002                 | I0001             | :3: a second incident is called I0001.
          truth | I0002                 | ''                | :3: the incident has no incident_id.
          truth | I0002                 | I,2               | :3: the row has 18 values, the first line has 17.
          truth | node-2,               | "no"de,           | :3: this is no CSV;
          run   | 2026-03-14T02:00:04Z  | 2 o'clock         | :3: first_time is '2 o'clock', no time like 2026-03-14T01:02:03Z.
          run   | cause,                | ''                | :1: the column cause is missing; the file has severity, incident_id, title, host_names,
          """)
  void whatIsWrongIsToldWithItsLine(String file, String text, String other, String sentence)
      throws IOException {
    boolean isTruth = file.equals("truth");
    assertThat(
            scored(
                isTruth ? TRUTH.replaceFirst(text, other) : TRUTH,
                isTruth ? RUN : RUN.replaceFirst(text, other)))
        .isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).startsWith("faultline: ").contains("incidents.csv" + sentence);
    assertThat(console.err()).hasLineCount(1);
    assertThat(console.out()).isEmpty();
  }

  @Test
  void whatIsNotThereIsTold() throws IOException {
    assertThat(score()).isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).startsWith("faultline: There is no folder ");

    publish(DAY, RUN);
    assertThat(score()).isEqualTo(ExitCode.INPUT);
    assertThat(console.err())
        .contains("There is no incidents.csv in " + folder.resolve("truth") + "; name the folder");

    assertThat(scored(TRUTH, RUN, "--date", "2026-03-13")).isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).contains("There is no result of 2026-03-13 in ");

    assertThat(scored("", RUN)).isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).contains("truth/incidents.csv is empty; its first line");
  }

  @Test
  void aRunThatHasNoSuchFileIsTold() throws IOException {
    RunFolder run =
        new RunFolder(
            folder.resolve("out").toString(),
            Instant.parse("2026-03-14T09:00:00Z"),
            new Configuration());
    run.publish(DAY, Map.of());
    Files.writeString(
        Files.createDirectories(folder.resolve("truth")).resolve("incidents.csv"), TRUTH);
    assertThat(score()).isEqualTo(ExitCode.INPUT);
    assertThat(console.err())
        .startsWith("faultline: There is no csv/incidents.csv in ")
        .hasLineCount(1);
  }

  @Test
  void theLastDayCountsUnlessAnotherIsAskedFor() throws IOException {
    publish(LocalDate.parse("2026-03-13"), HEADING);
    assertThat(scored(TRUTH, RUN)).as(console.err()).isZero();
    assertThat(lastLine()).contains("recall 0.800 (4/5)");
    assertThat(score("--date", "2026-03-13")).isZero();
    assertThat(lastLine()).contains("recall 0.000 (0/5)");
  }

  /** A run that says what the truth of the sample says is right in everything. */
  @Test
  void theTruthAgreesWithItself() throws IOException {
    String truth = Files.readString(Path.of("../data/truth/incidents.csv"));
    String run =
        truth
            .replaceFirst("family", "cause")
            .replaceFirst("node", "host_names")
            .replaceFirst("job_id", "job_ids")
            .replaceFirst("first_path", "log_file_path")
            .replaceFirst("action", "immediate_action")
            .replaceFirst("lines", "title");
    long incidents = truth.lines().count() - 1;
    assertThat(scored(truth, run)).as(console.err()).isZero();
    assertThat(lastLine())
        .isEqualTo(
            String.format(
                "precision 1.000 (%d/%d)  recall 1.000 (%d/%d)  node 1.000  gpu 1.000"
                    + "  cause 1.000  action 1.000  job 1.000  rank 1.000",
                incidents, incidents, incidents, incidents));
    assertThat(console.out()).doesNotContain("Missed", "False alarms");
  }
}
