package dev.faultline.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.BitmapEncoder;

/**
 * The plots of a report, as PNG: those of the sections that declare one and have something to see.
 * The same report gives the same bytes on machines with the same Java and fonts.
 *
 * @param drawn in the order of the sections
 * @param problem why there are none although there could be, a sentence; or null
 */
public record Plots(List<Plot> drawn, String problem) {

  /** A report without plots. */
  public static final Plots NONE = new Plots(List.of(), null);

  /**
   * A plot.
   *
   * @param id of its section
   * @param title its heading
   * @param finding what it shows, a sentence
   * @param png the picture
   */
  @SuppressWarnings("ArrayRecordComponent") // A picture is never compared.
  public record Plot(String id, String title, String finding, byte[] png) {

    /** Returns the name of the file, relative to the run's folder. */
    public String file() {
      return "plots/" + id + ".png";
    }
  }

  /** Copies the list. */
  public Plots {
    drawn = List.copyOf(drawn);
  }

  /**
   * Draws all plots. Without fonts on this machine there are none, and {@link #problem} says so.
   */
  public static Plots of(Report report) {
    // Before anything of Java's graphics is loaded: a server has no screen.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    if (report.sections().stream().allMatch(section -> section.spec().plot() == null)) {
      return NONE;
    }
    if (!hasFonts()) {
      return new Plots(
          List.of(),
          "no plots were drawn, as Java finds no fonts on this machine: install fontconfig and a"
              + " font, such as the package fonts-dejavu-core (Debian) or dejavu-sans-fonts (Red"
              + " Hat).");
    }
    Display display = new Display(report.root());
    Palette palette = new Palette(PageFrame.styleSheet());
    List<Plot> drawn = new ArrayList<>();
    for (SectionResult section : report.sections()) {
      if (section.spec().plot() != null) {
        PlotGrid grid = PlotGrid.of(section, display);
        if (grid.isWorthDrawing()) {
          drawn.add(draw(section, grid, palette));
        }
      }
    }
    return new Plots(drawn, null);
  }

  /** Returns the plot of a section, if it has one. */
  Optional<Plot> of(SectionResult section) {
    return drawn.stream().filter(plot -> plot.id().equals(section.spec().id())).findFirst();
  }

  private static Plot draw(SectionResult section, PlotGrid grid, Palette palette) {
    BufferedImage image =
        BitmapEncoder.getBufferedImage(new PlotChart(section.spec().plot(), grid, palette).chart());
    return new Plot(
        section.spec().id(),
        section.spec().plot().title(),
        PlotWords.finding(section.spec().plot(), grid),
        png(image));
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // ImageIO would go over a file of its own.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Java takes its fonts from fontconfig and freetype. Where these or all fonts are missing, the
   * first text that is measured fails, with an error and not with an exception.
   */
  private static boolean hasFonts() {
    try {
      Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 1);
      return new TextLayout("0", font, new FontRenderContext(null, true, false)).getAdvance() > 0;
    } catch (LinkageError | InternalError | RuntimeException e) {
      return false;
    }
  }
}
