package dev.faultline.udf.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceZonesTest {

  private static final ZoneId UTC = ZoneId.of("UTC");

  private static ZoneId zone(String pattern, String path) {
    SourceZones.Source source = new SourceZones.Source(pattern, "Asia/Kolkata");
    return new SourceZones(List.of(source)).of(path, UTC);
  }

  @Test
  void aStarIsAnyRunAndAQuestionMarkAnyOne() {
    assertThat(zone("*/rack-7/*", "s3a://logs/rack-7/a/b.log").getId()).isEqualTo("Asia/Kolkata");
    assertThat(zone("*/rack-7/*", "s3a://logs/rack-70/a.log")).isEqualTo(UTC);
    assertThat(zone("file:/a/?.log", "file:/a/b.log").getId()).isEqualTo("Asia/Kolkata");
    assertThat(zone("file:/a/?.log", "file:/a/bc.log")).isEqualTo(UTC);
  }

  @Test
  void otherCharactersStandForThemselves() {
    assertThat(zone("*/a+(b)[c]{1}$^|\\.log", "/x/a+(b)[c]{1}$^|\\.log").getId())
        .isEqualTo("Asia/Kolkata");
    assertThat(zone("*.log", "/x/alog")).isEqualTo(UTC);
  }

  @Test
  void theFirstSourceDecides() {
    SourceZones zones =
        new SourceZones(
            List.of(
                new SourceZones.Source("*/a.log", "Europe/Berlin"),
                new SourceZones.Source("*", "Asia/Kolkata")));
    assertThat(zones.of("/x/a.log", UTC).getId()).isEqualTo("Europe/Berlin");
    assertThat(zones.of("/x/b.log", UTC).getId()).isEqualTo("Asia/Kolkata");
  }

  @Test
  void anUnknownZoneIsNamed() {
    assertThatThrownBy(() -> new SourceZones.Source("*", "Mars/Olympus"))
        .hasMessageContaining("Mars/Olympus");
  }
}
