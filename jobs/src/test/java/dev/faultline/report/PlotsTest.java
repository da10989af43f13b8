package dev.faultline.report;

import static dev.faultline.report.Plotted.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schema.PlotSpec.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlotsTest {

  private static final Palette PALETTE = new Palette(PageFrame.styleSheet());

  private static BufferedImage picture(Plots.Plot plot) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(plot.png()));
  }

  private static long pixels(BufferedImage image, String variable) {
    int color = PALETTE.get(variable).getRGB();
    long n = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        n += image.getRGB(x, y) == color ? 1 : 0;
      }
    }
    return n;
  }

  @Test
  void theSectionsThatShipDrawWhatTheyDeclare() throws IOException {
    Plots plots = Plots.of(SampleReport.NIGHT);
    assertThat(plots.problem()).isNull();
    assertThat(plots.drawn())
        .extracting(Plots.Plot::file)
        .containsExactly(
            "plots/categories.png",
            "plots/timeline_by_level.png",
            "plots/hosts_by_time.png",
            "plots/latency_histogram.png");
    for (Plots.Plot plot : plots.drawn()) {
      assertThat(picture(plot).getWidth()).isEqualTo(1200);
      assertThat(picture(plot).getHeight()).isEqualTo(600);
    }
    assertThat(pixels(picture(plots.drawn().get(0)), "bar")).isGreaterThan(10_000);
    assertThat(pixels(picture(plots.drawn().get(1)), "series-fault")).isGreaterThan(20);
    assertThat(pixels(picture(plots.drawn().get(1)), "series-warn")).isZero();
    assertThat(pixels(picture(plots.drawn().get(2)), "heat-5")).isGreaterThan(100);
    assertThat(plots.drawn().get(0).finding())
        .isEqualTo(
            "Most errors: Errors of gpu 1,234 of 1,240 (100 %); Errors of data 5 of 1,240 (0 %);"
                + " No category matches 1 of 1,240 (0 %).");
  }

  @Test
  void theSameRowsGiveTheSameBytes() {
    Plots first = Plots.of(SampleReport.NIGHT);
    Plots second = Plots.of(SampleReport.night());
    assertThat(second.drawn()).hasSameSizeAs(first.drawn());
    for (int i = 0; i < first.drawn().size(); i++) {
      assertThat(second.drawn().get(i).png()).isEqualTo(first.drawn().get(i).png());
    }
  }

  @Test
  void aNightWithoutLinesHasNone() {
    assertThat(Plots.of(SampleReport.EMPTY)).isEqualTo(Plots.NONE);
  }

  /** Whatever a host calls itself, the picture is drawn, and a zero is no value of a scale. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void namesOfALogDoNoHarm(Kind kind) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    String[] names = {
      "",
      " ",
      "\u0000\u001b[31m",
      "\u202eevil",
      "$\\frac{1}{2}$",
      "<html><b>x",
      "%s%n",
      "名前",
      "x".repeat(10_000),
      "x".repeat(10_001),
      "\ud83d\udca5",
      "\ud83d"
    };
    for (int i = 0; i < names.length; i++) {
      rows.add(row(names[i], "2026-03-14T0" + i % 10 + ":00:00Z", (long) i));
    }
    SectionResult section =
        kind.isOverTime() ? Plotted.overTime(kind, rows) : Plotted.byLabel(kind, rows);
    Plots plots = Plots.of(Plotted.report(section));
    assertThat(plots.drawn()).hasSize(1);
    assertThat(picture(plots.drawn().get(0)).getWidth()).isEqualTo(1200);
    assertThat(plots.drawn().get(0).finding()).doesNotContain("\u001b", "\u202e", "\u0000");
  }

  /** As on a server without fonts: fontconfig is told of none, and Java has none kept. */
  @Test
  void withoutFontsThereAreNoPlotsButASentence(@TempDir Path home)
      throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                PlotsTest.class.getName())
            .redirectErrorStream(true);
    Path none = Files.writeString(home.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    command.environment().put("FONTCONFIG_FILE", none.toString());
    Process java = command.start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
    assertThat(said.lines().toList())
        .last()
        .asString()
        .startsWith(
            "0 plots: no plots were drawn, as Java finds no fonts on this machine: install");
  }

  /** What the test above starts. */
  public static void main(String[] args) {
    SectionResult bars = Plotted.byLabel(Kind.BARS, List.of(row("a", null, 1L)));
    Plots plots = Plots.of(Plotted.report(bars));
    System.out.println(plots.drawn().size() + " plots: " + plots.problem());
  }
}
