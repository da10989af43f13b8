package dev.faultline.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.catalog.Catalog;
import dev.faultline.catalog.RegexPlaces;
import dev.faultline.gpu.PlanLine.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RAPIDS writes of plans is read as it means it. The texts are of its version 26.08.1. */
class PlacementTest {

  private static final GpuExceptions READ =
      new GpuExceptions(
          List.of(new GpuExceptions.Entry("the read", "BatchScanExec|LogScan", "It reads.")));

  private static final String SCANNED =
      """
      *Exec <FilterExec> will run on GPU
        *Expression <IsNotNull> isnotnull(split#2) will run on GPU
        !Exec <BatchScanExec> cannot run on GPU because not all scans can be replaced
          ! <LogScan> cannot run on GPU because GPU does not currently support the operator class dev.faultline.ingest.LogScan
          @Expression <AttributeReference> line#0 could run on GPU
      """;

  private static final String BRIDGED =
      """
      *Exec <FilterExec> will run on GPU
        *Expression <And> (RLIKE(t#4, (?:^|a)b) AND (id#5L > 1)) will run on GPU
          ^Expression <RLike> RLIKE(t#4, (?:^|a)b) will run on GPU via CPU bridge because Sequences that only contain '^' or '$' are not supported near index 3
          *Expression <GreaterThan> (id#5L > 1) will run on GPU
        *Exec <FileSourceScanExec> will run on GPU
      """;

  @Test
  void allIsPlacedButAnException() {
    Placement placement = Placement.of("ledger", SCANNED, READ);
    assertThat(placement.placed()).isEqualTo(2);
    assertThat(placement.all()).isEqualTo(2);
    assertThat(placement.left()).isEmpty();
    assertThat(placement.excepted()).containsExactly(Map.entry("the read", 1));
  }

  @Test
  void withoutTheExceptionTheOperatorAndItsScanAreLeft() {
    Placement placement = Placement.of("ledger", SCANNED, new GpuExceptions(List.of()));
    assertThat(placement.all()).isEqualTo(4);
    assertThat(placement.left())
        .extracting(left -> left.operator() + " " + left.line().name())
        .containsExactly("BatchScanExec BatchScanExec", "BatchScanExec LogScan");
  }

  @Test
  void anExpressionOverTheBridgeIsNotPlaced() {
    Placement placement = Placement.of("cube", BRIDGED, READ);
    assertThat(placement.placed()).isEqualTo(4);
    assertThat(placement.counts()).containsEntry(Verdict.BRIDGE, 1);
    assertThat(placement.left())
        .containsExactly(
            new Placement.Left(
                "cube",
                "FilterExec",
                new PlanLine(
                    Verdict.BRIDGE,
                    false,
                    "RLike",
                    "RLIKE(t#4, (?:^|a)b)",
                    "Sequences that only contain '^' or '$' are not supported near index 3")));
  }

  @Test
  void anOperatorBehindAnExceptionIsNoException() {
    String text =
        """
        ! <LocalTableScanExec> cannot run on GPU because GPU does not currently support the operator class org.apache.spark.sql.execution.LocalTableScanExec
        !Exec <GenerateExec> cannot run on GPU because not all expressions can be replaced
          ! <Inline> inline(arrays_zip(a#1, b#2)) cannot run on GPU because GPU does not currently support the operator class org.apache.spark.sql.catalyst.expressions.Inline
        @Exec <ProjectExec> could run on GPU
        """;
    GpuExceptions tables =
        new GpuExceptions(
            List.of(new GpuExceptions.Entry("tables", "LocalTableScanExec", "They are small.")));
    Placement placement = Placement.of("q", text, tables);
    assertThat(placement.exceptions()).isEqualTo(1);
    assertThat(placement.left())
        .extracting(left -> left.line().verdict(), left -> left.line().name())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Verdict.CPU, "GenerateExec"),
            org.assertj.core.groups.Tuple.tuple(Verdict.CPU, "Inline"),
            org.assertj.core.groups.Tuple.tuple(Verdict.DRAGGED, "ProjectExec"));
  }

  @Test
  void lineEndsInAnExpressionDoNotEndIt() {
    String text =
        """
        *Exec <ProjectExec> will run on GPU
          ^Expression <RLike> RLIKE(t#4, a\r
        *b\u0002) will run on GPU via CPU bridge because it is odd
        """;
    assertThat(Placement.of("q", text, READ).left())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.line().text()).isEqualTo("RLIKE(t#4, a\r\\n*b\u0002)");
              assertThat(left.line().reason()).isEqualTo("it is odd");
            });
  }

  @Test
  void whatRapidsTakesOutOfAPlanDoesNotCount() {
    String text =
        """
        *Exec <ShuffledHashJoinExec> will run on GPU
          #Exec <SortExec> could run on GPU but is going to be removed because replacing sort merge join with shuffle hash join
            #Expression <SortOrder> id#5L ASC NULLS FIRST could run on GPU
        """;
    assertThat(Placement.of("q", text, READ).all()).isEqualTo(1);
  }

  @Test
  void anotherTextIsRefused() {
    assertThatThrownBy(() -> Placement.of("q", "Project [id]", READ))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("RAPIDS wrote what this does not know: Project [id]");
  }

  @Test
  void theTextNamesQueryOperatorExpressionAndReason() {
    Placement ledger = Placement.of("ledger", SCANNED, READ);
    Placement cube = Placement.of("cube", BRIDGED, READ);
    assertThat(
            PlacementText.of(
                new TreeMap<>(Map.of("ledger", ledger, "cube", cube)),
                READ,
                regexes("(?:^|a)b", "conf/causes/a.yaml:8")))
        .isEqualTo(
            """
            query   on GPU  bridge    CPU  exceptions
            cube         4       1      0           0
              ^ RLike RLIKE(t#4, (?:^|a)b) in FilterExec (conf/causes/a.yaml:8): Sequences that only contain '^' or '$' are not supported near index 3
            ledger       2       0      0           1

            exception  the read, 1 times: It reads.
            placed 6 of 7 (85.7 %), exceptions 1
            """);
  }

  private static Function<String, Optional<String>> regexes(String regex, String place) {
    return new RegexPlaces(Map.of(regex, place))::in;
  }

  @Test
  void theFileAndLineOfEachRegexIsKnown() throws IOException {
    RegexPlaces places = RegexPlaces.of(null, new Configuration());
    String file = "causes/gpu/gpu-off-bus.yaml";
    long line =
        Files.readAllLines(Path.of("../conf", file)).stream()
                .takeWhile(text -> !text.contains("pattern:"))
                .count()
            + 1;
    assertThat(places.in("RLIKE(lower(shape#5), nvrm: xid \\([^)]*\\): (?:79[^0-9]|79$))"))
        .contains("conf/" + file + ":" + line);
    assertThat(places.in("lower(shape#5)")).isEmpty();
  }

  @Test
  void oneOfTenThousandIsNotAll() {
    Placement one = new Placement(Map.of(Verdict.GPU, 9_999, Verdict.CPU, 1), List.of(), Map.of());
    assertThat(PlacementText.of(Map.of("q", one), READ, regexes("a", "b"))).contains("(99.9 %)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProjectExec",
        "FilterExec",
        "HashAggregateExec",
        "GenerateExec",
        "MapPartitionsExec"
      })
  void theShippedExceptionsExcuseNoOrdinaryOperator(String operator) {
    GpuExceptions shipped = Catalog.load(null, new Configuration()).gpuExceptions();
    assertThat(shipped.of(operator)).isEmpty();
    assertThat(shipped.of("LogScan")).isPresent();
  }

  @Test
  void anExceptionNeedsAReason() {
    assertThatThrownBy(() -> new GpuExceptions.Entry("the read", "LogScan", " "))
        .hasMessage("an exception needs name, operator and reason; 'the read' lacks one.");
    assertThatThrownBy(() -> new GpuExceptions.Entry("the read", "(", "It reads."))
        .hasMessageStartingWith("the operator of 'the read' is no regular expression: ");
  }
}
