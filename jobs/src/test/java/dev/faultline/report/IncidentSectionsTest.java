package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.report.ReportViews.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the sections of incidents make of faults: docs/incidents.md says what they should. */
class IncidentSectionsTest {

  private static ReportViews views(String... causes) {
    ReportViews views = new ReportViews();
    for (String cause : causes) {
      views.cause(cause, "Title of " + cause, "gpu", "critical", "Act on " + cause + ".");
    }
    return views;
  }

  private static Cell fault(String host, String cause, String code, String time) {
    return new Cell("f/" + host + "/kern.log", null, cause + code + " at " + time)
        .host(host)
        .at("2026-03-14T" + time + "Z")
        .cause(cause, code)
        .error("gpu", "critical");
  }

  private static SectionResult incidents(ReportViews views) {
    return SampleReport.sections(views, "incidents").stream()
        .filter(section -> section.spec().id().equals("incidents"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Object> column(SectionResult result, String name) {
    int at = result.table().indexOf(name);
    return result.rows().stream().map(row -> row.get(at)).toList();
  }

  private static long sum(SectionResult result, String name) {
    return column(result, name).stream().mapToLong(count -> (Long) count).sum();
  }

  @Test
  void whatRecursWithinHalfAnHourIsOneIncident() {
    ReportViews views = views("oom_kill");
    for (String time : List.of("01:00:00", "01:30:00", "02:00:00", "02:30:01")) {
      views.add(fault("n", "oom_kill", null, time));
    }
    SectionResult result = incidents(views);
    assertThat(column(result, "event_count")).containsExactly(3L, 1L);
    assertThat(column(result, "duration_seconds")).containsExactly(3600L, 0L);
  }

  /** Four links away, eight, and more: none is lost. */
  @Test
  void aChainThatIsTooLongIsNotLost() {
    ReportViews views = views("kernel_bug");
    for (int i = 0; i < 20; i++) {
      int seconds = 100 * i;
      String time = String.format("01:%02d:%02d", seconds / 60, seconds % 60);
      views.add(fault("n", "kernel_bug", "c" + i, time));
    }
    SectionResult result = incidents(views);
    assertThat(sum(result, "count")).isEqualTo(20);
    assertThat(column(result, "count").get(0)).isEqualTo(9L);
  }

  @Test
  void linksOfThreeHostsAtOnceAreOneIncidentAndTheSwitch() {
    ReportViews views = views("infiniband_link_down");
    for (String host : List.of("n3", "n1", "n2")) {
      views.add(fault(host, "infiniband_link_down", null, "01:00:0" + host.charAt(1)));
    }
    SectionResult result = incidents(views);
    assertThat(column(result, "host_names")).containsExactly(List.of("n1", "n2", "n3"));
    assertThat(column(result, "source")).containsExactly("n1");
    assertThat(column(result, "shared_by")).containsExactly(3L);
    assertThat((String) column(result, "action").get(0)).contains("switch that these ports share");
    assertThat(column(result, "confidence")).containsExactly("medium");
  }

  @Test
  void linksOfTwoHostsAreTwoIncidents() {
    ReportViews views = views("infiniband_link_down");
    views.add(fault("n1", "infiniband_link_down", null, "01:00:00"));
    views.add(fault("n2", "infiniband_link_down", null, "01:00:01"));
    assertThat(column(incidents(views), "source")).containsExactly("n1", "n2");
  }

  /**
   * Syslog writes whole seconds: then the order in the file counts, and what breaks first at all.
   */
  @Test
  void twoGpuFaultsOfDifferentHostsAreTwoIncidents() {
    ReportViews views = views("gpu_off_bus", "gpu_memory_uncorrectable");
    views.add(fault("n1", "gpu_off_bus", "79", "01:00:00"));
    views.add(fault("n2", "gpu_memory_uncorrectable", "48", "01:00:00"));
    assertThat(column(incidents(views), "source")).containsExactly("n1", "n2");
  }

  @Test
  void whatFollowedMayAskForMoreThanTheFirst() {
    ReportViews views = new ReportViews().xid("gpu_off_bus").xid("pcie_link_down");
    views.add(fault("n1", "pcie_link_down", null, "01:00:00"));
    views.add(fault("n1", "gpu_off_bus", "79", "01:00:05"));
    SectionResult result = incidents(views);
    assertThat(column(result, "cause")).containsExactly("pcie_link_down");
    assertThat(column(result, "immediate_action")).containsExactly("RESTART_BM");
  }
}
