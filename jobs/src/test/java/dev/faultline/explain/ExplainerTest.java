package dev.faultline.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.catalog.Catalog;
import dev.faultline.catalog.Codes;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.CodeSeverities;
import dev.faultline.udf.rule.Condition;
import dev.faultline.udf.rule.Knowledge;
import dev.faultline.udf.rule.SignalSpec;
import dev.faultline.udf.rule.ValueSpec;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** What rules make of a line, with rules of this test. */
class ExplainerTest {

  private static final CauseSpec XID =
      new CauseSpec(
          "gpu_xid",
          "GPU fault",
          10,
          "gpu",
          "critical",
          new Condition(List.of("nvrm: xid"), ""),
          "nvrm: xid \\([^)]*\\): ([0-9]+)",
          "",
          List.of(new ValueSpec("pci_address", "text", "(PCI:", "", ")")),
          "",
          "",
          "The driver reports a fault.",
          "Drain the node.",
          "",
          List.of(),
          List.of());

  private static final SignalSpec RESPONSE =
      new SignalSpec(
          "http_response",
          "HTTP response",
          10,
          new Condition(List.of("[response]"), ""),
          "\\[response\\] ([0-9]{3})",
          List.of(new ValueSpec("duration_ms", "number", "Duration: ", "ms", "")),
          List.of(),
          List.of());

  private static final Codes CODES = Catalog.load(null, new Configuration()).codes();

  private static Explanation explain(String line) {
    Catalog catalog = Catalog.load(null, new Configuration());
    return new Explainer(
            catalog.mask(),
            Explainer.compile(catalog.formats()),
            new Knowledge(
                List.of(RESPONSE),
                List.of(XID),
                catalog.categories(),
                catalog.severities(),
                CodeSeverities.NONE),
            ZoneOffset.UTC,
            LocalDate.of(2026, 3, 14))
        .explain(line, List.of());
  }

  @Test
  void aFaultIsNamedWithCodeMeaningAndAction() {
    Explanation explanation =
        explain("[   12.500000] NVRM: Xid (PCI:0000:3b:00): 79, GPU has fallen off the bus.");
    assertThat(explanation.cause()).isEqualTo(XID);
    assertThat(explanation.code()).isEqualTo("79");
    assertThat(explanation.values()).isEqualTo(Map.of("pci_address", "0000:3b:00"));
    assertThat(ExplanationText.of(explanation, CODES).lines())
        .contains(
            "  cause      gpu_xid: GPU fault",
            "  category   gpu",
            "  severity   critical",
            "  matched    gpu",
            "  action     Drain the node.",
            "  code       79",
            "  values     pci_address = 0000:3b:00",
            "  signal     none");
  }

  @Test
  void aSignalIsNamedWithItsValues() {
    Explanation explanation = explain("2026-03-14 02:12:00 INFO [RESPONSE] 200 - Duration: 45ms");
    assertThat(explanation.signal()).isEqualTo(RESPONSE);
    assertThat(explanation.cause()).isNull();
    assertThat(explanation.code()).isEqualTo("200");
    assertThat(explanation.values()).isEqualTo(Map.of("duration_ms", "45"));
  }

  @Test
  void anErrorThatIsNoKnownFaultHasCategoryAndSeverity() {
    Explanation explanation =
        explain("2026-03-14 02:12:00 ERROR Model inference failed: connection timeout");
    assertThat(explanation.cause()).isNull();
    assertThat(explanation.category()).isEqualTo("model");
    assertThat(explanation.severity()).isEqualTo("medium");
    assertThat(explanation.matched()).containsExactlyInAnyOrder("model", "network");
    assertThat(ExplanationText.of(explanation, CODES).lines())
        .contains("  cause      none", "  category   model", "  severity   medium");
  }

  @Test
  void anErrorThatNothingMatchesIsOther() {
    Explanation explanation = explain("2026-03-14 02:12:00 ERROR something odd");
    assertThat(explanation.category()).isEqualTo("other");
    assertThat(explanation.severity()).isEqualTo("medium");
    assertThat(explanation.matched()).isEmpty();
  }

  @Test
  void whatIsNoErrorHasNoSeverityButMayMatch() {
    Explanation explanation = explain("2026-03-14 02:12:00 INFO GPU 3 reported 0 errors");
    assertThat(explanation.category()).isNull();
    assertThat(explanation.severity()).isNull();
    assertThat(explanation.matched()).containsExactly("gpu");
    assertThat(ExplanationText.of(explanation, CODES).lines())
        .contains("  category   none, as it is no error", "  severity   none", "  matched    gpu");
  }

  @Test
  void aLineThatNoFormatTakesIsAnErrorOnlyByItsCause() {
    assertThat(explain("no level, ERROR or not").category()).isNull();
    assertThat(explain("NVRM: Xid (PCI:0000:3b:00): 79").category()).isEqualTo("gpu");
  }

  @Test
  void aValueThatIsNotThereIsToldSo() {
    Explanation explanation = explain("2026-03-14 02:12:00 INFO [RESPONSE] 200");
    assertThat(explanation.values()).isEqualTo(Map.of("duration_ms", "(not in this line)"));
  }

  @Test
  void formatsThatWouldTakeTheLineTooAreNamed() {
    Explanation explanation = explain("[Worker-0] Computing");
    assertThat(explanation.format().id()).isEqualTo("smolcluster-print");
    assertThat(ExplanationText.of(explanation, CODES))
        .contains("tried only in files whose head shows it");
  }
}
