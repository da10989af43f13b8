package dev.faultline.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.ingest.InputException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobTableTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final String HEADER = "JobID|Start|End|State|AllocTRES|ReqTRES|NodeList\n";

  private static JobTable read(String text, ZoneId zone) {
    return JobTable.of(new TableText("s3a://b/jobs", text), zone);
  }

  private static List<Job> jobs(String text) {
    return read(text, ZoneOffset.UTC).jobs();
  }

  /** A row with only these values. */
  private static Job row(String start, String end, String state, String tres, String hosts) {
    return jobs(HEADER + String.join("|", "7", start, end, state, tres, "", hosts)).get(0);
  }

  @Test
  void whatSacctPrints() {
    String text =
        """
        JobID|JobName|User|Account|Partition|State|ExitCode|Submit|Start|End|AllocTRES|NNodes|NodeList
        481206|a "b|sroy|llm|gpu|CANCELLED by 1000|0:15|x|2026-03-13T22:00:37|2026-03-13T22:13:28|billing=8,gres/gpu=16,node=2|2|n[1-2]
        481207_7|||||RUNNING||x|2026-03-13T22:00:37|Unknown||1|n3
        481208+1|||||PENDING||x|Unknown|Unknown||1|None assigned
        """;
    assertThat(jobs(text))
        .containsExactly(
            new Job(
                "481206",
                "a \"b",
                "sroy",
                "llm",
                "gpu",
                "CANCELLED",
                "0:15",
                Instant.parse("2026-03-13T22:00:37Z"),
                Instant.parse("2026-03-13T22:13:28Z"),
                2,
                16,
                List.of("n1", "n2")),
            new Job(
                "481207_7",
                null,
                null,
                null,
                null,
                "RUNNING",
                null,
                Instant.parse("2026-03-13T22:00:37Z"),
                null,
                1,
                null,
                List.of("n3")),
            new Job(
                "481208+1",
                null,
                null,
                null,
                null,
                "PENDING",
                null,
                null,
                null,
                1,
                null,
                List.of()));
  }

  @Test
  void parsableEndsEachLineWithASeparator() {
    String plain = "End|JobIDRaw|NodeList|Start\n2026-03-14T02:00:00|5|n1|2026-03-14T01:00:00\n";
    assertThat(jobs(plain.replace("\n", "|\r\n"))).isEqualTo(jobs(plain)).hasSize(1);
    assertThat(jobs("\ufeff" + plain.replace('|', '\t'))).isEqualTo(jobs(plain));
  }

  @Test
  void aCsvWithOurNames() {
    String text =
        """
        job_id,job_name,start_time,end_time,hosts,gpu_count

        5,"a ""b"", c",2026-03-14T02:00:00+01:00,,n1;n2;n[3-4],32
        """;
    Job job = jobs(text).get(0);
    assertThat(job.name()).isEqualTo("a \"b\", c");
    assertThat(job.start()).isEqualTo("2026-03-14T01:00:00Z");
    assertThat(job.end()).isNull();
    assertThat(job.hosts()).containsExactly("n1", "n2", "n3", "n4");
    assertThat(job.nodes()).isEqualTo(4);
    assertThat(job.gpus()).isEqualTo(32);
  }

  @Test
  void stepsAreLeftOut() {
    String text = HEADER + "7||||||n1\n7.batch||||||n1\n7.extern||||||n1\n7_3.0||||||n1\n";
    assertThat(jobs(text)).extracting(Job::id).containsExactly("7");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-14T02:00:00,       2026-03-14T01:00:00Z",
    "2026-03-14T02:00:00Z,      2026-03-14T02:00:00Z",
    "2026-03-14T02:00:00+0530,  2026-03-13T20:30:00Z",
    "1773446400,                2026-03-14T00:00:00Z",
    "Unknown,",
    "None,",
    "'',"
  })
  void timesWithoutAZoneAreOfTheGivenOne(String text, Instant expected) {
    Job job = read(HEADER + "7|" + text + "|||||" + "\n", BERLIN).jobs().get(0);
    assertThat(job.start()).isEqualTo(expected);
  }

  @Test
  void aJobMayEndInTheSecondOfTwoEqualHours() {
    String row = "7|2026-10-25T02:50:00|2026-10-25T02:10:00||||n1\n";
    Job job = read(HEADER + row, BERLIN).jobs().get(0);
    assertThat(job.start()).isEqualTo("2026-10-25T00:50:00Z");
    assertThat(job.end()).isEqualTo("2026-10-25T01:10:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          billing=8,gres/gpu=8,node=1                 | 8
          cpu=4,gres/gpu:h100=8,gres/gpu=8            | 8
          gres/gpu:h100=4,gres/gpu:a100=2             | 6
          cpu=4,gres/gpumem=80G,gres/gpuutil=5,node=1 | 0
          """)
  void gpusAreThoseOfAllTypes(String resources, int gpus) {
    assertThat(row("", "", "", resources, "").gpus()).isEqualTo(gpus);
  }

  @Test
  void aJobThatWaitsHasTheGpusThatItAskedFor() {
    assertThat(jobs(HEADER + "7||||| gres/gpu=4 |\n").get(0).gpus()).isEqualTo(4);
    assertThat(jobs(HEADER + "7||||||\n").get(0).gpus()).isNull();
  }

  @Test
  void equalRowsCountOnceAndARequeuedJobHasSeveral() {
    String first = "7|2026-03-14T01:00:00|2026-03-14T02:00:00|NODE_FAIL|||n1\n";
    String then = "7|2026-03-14T02:00:00|2026-03-14T03:00:00|COMPLETED|||n2\n";
    JobTable table = read(HEADER + first + then + first, ZoneOffset.UTC);
    assertThat(table.jobs()).extracting(Job::hosts).containsExactly(List.of("n1"), List.of("n2"));
    assertThat(table.remarks()).isEmpty();
  }

  @Test
  void rowsOfAJobThatOverlapAreRemarkedOn() {
    String text =
        HEADER
            + "8|2026-03-14T01:30:00|2026-03-14T01:40:00||||n1\n"
            + "7|2026-03-14T01:30:00|2026-03-14T03:00:00||||n1\n"
            + "7|2026-03-14T01:00:00|Unknown||||n2\n"
            + "8|2026-03-14T01:00:00|2026-03-14T02:00:00||||n2\n"
            + "8|Unknown|2026-03-14T02:00:00||||n2\n";
    JobTable table = read(text, ZoneOffset.UTC);
    assertThat(table.jobs()).hasSize(5);
    assertThat(table.remarks())
        .containsExactly(
            "s3a://b/jobs: 2 jobs have several rows whose times overlap, as 7 in lines 3 and 4;"
                + " each of them counts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          7|2026-03-14T02:00:00|2026-03-14T01:00:00||||n1 ! 7 ends (2026-03-14T01:00:00) before it starts (2026-03-14T02:00:00)
          7|yesterday|||||n1        ! 'yesterday' is no time; export with SLURM_TIME_FORMAT=standard
          7||||||n[3-1]             ! has the range 3-1
          |2026-03-14T02:00:00|||||n1 ! the row names no job
          7|||||n1                  ! the row has 6 values and the header 7; the line may have been cut
          7|||a|b||||n1             ! the row has 9 values and the header 7; a value may hold a | itself
          """)
  void aWrongRowIsOneSentenceWithItsLine(String row, String told) {
    assertThatThrownBy(() -> jobs(HEADER + "6||||||n1\n\n" + row + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("s3a://b/jobs:4: ")
        .hasMessageContaining(told)
        .hasMessageEndingWith(".")
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          JobID|Start|End               ! s3a://b/jobs:1: no column is called NodeList; export with sacct -X --parsable2
          JobID Start End NodeList      ! s3a://b/jobs:1: no column is called JobID; export with
          481206|gpt-7b|sroy            ! s3a://b/jobs:1: no column is called JobID; export with
          JobID|Start|End|NodeList|end  ! s3a://b/jobs:1: the column 'end' stands here twice
          "job_id" x,start,end,hosts    ! s3a://b/jobs:1: this is no row of a table; put a value
          """)
  void aWrongHeaderIsToldWithWhatToDo(String header, String told) {
    assertThatThrownBy(() -> jobs(header + "\n1|2|3\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n"})
  void anEmptyTableIsToldApartFromOneWithoutJobs(String text) {
    assertThatThrownBy(() -> jobs(text)).hasMessageStartingWith("s3a://b/jobs is empty; export");
    assertThat(jobs(HEADER)).isEmpty();
  }

  @Test
  void aNumberThatIsNoneIsTold() {
    assertThatThrownBy(() -> jobs("JobID,Start,End,NodeList,NNodes\n7,,,n1,2K\n"))
        .hasMessageStartingWith("s3a://b/jobs:2: NNodes is '2K', which is no number");
  }

  @Test
  void allJobsTogetherHaveALimitOfHosts() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 11; i++) {
      text.append(i).append("||||||n[1-100000]\n");
    }
    assertThatThrownBy(() -> jobs(text.toString()))
        .hasMessageContaining(":12: up to here the jobs have more than 1,000,000 hosts in all");
  }
}
