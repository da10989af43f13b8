package dev.faultline.report;

import dev.faultline.schema.ColumnType;
import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.SectionSpec.TextForm;
import dev.faultline.schema.TableSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** One section of the page: its plot, and its rows as table, cards, facts or list. */
final class HtmlSection {

  /** Rows beyond so many characters are left to the CSV file: a page is to open at once. */
  private static final int MOST_CHARACTERS = 100_000;

  private final SectionResult section;
  private final Optional<Plots.Plot> plot;
  private final Display display;
  private final Shown shown;
  private final StringBuilder html = new StringBuilder();
  private int leftOut;

  private HtmlSection(SectionResult section, Optional<Plots.Plot> plot, Display display) {
    this.section = section;
    this.plot = plot;
    this.display = display;
    shown = Shown.onPage(section);
  }

  /** Whether the page shows this section: for its rows, or for its plot alone. */
  static boolean isShown(SectionResult section, Plots plots) {
    return !section.isOnlyNamed()
        && (section.spec().text().form() != TextForm.NONE || plots.of(section).isPresent());
  }

  /** Returns the section as HTML. */
  static String of(SectionResult section, Plots plots, Display display) {
    return new HtmlSection(section, plots.of(section), display).html();
  }

  private String html() {
    SectionSpec spec = section.spec();
    html.append("<section id=\"").append(spec.id()).append("\">\n<h2>");
    html.append(Html.escaped(spec.title())).append("</h2>\n");
    if (section.isEmpty()) {
      paragraph("empty", spec.whenEmpty());
    } else {
      if (!spec.note().isEmpty()) {
        paragraph("note", spec.note());
      }
      plot.ifPresent(this::figure);
      rows();
    }
    return html.append("</section>\n").toString();
  }

  private void paragraph(String kind, String text) {
    html.append("<p class=\"").append(kind).append("\">").append(Html.escaped(text));
    html.append("</p>\n");
  }

  /** The words below say what the picture's text says too: they are not read out twice. */
  private void figure(Plots.Plot plot) {
    String words = Html.escaped(plot.finding());
    html.append("<figure>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Plot\">");
    html.append("<img width=\"").append(PlotChart.WIDTH);
    html.append("\" height=\"").append(PlotChart.HEIGHT).append("\" alt=\"");
    html.append(Html.escaped(plot.title())).append(". ").append(words);
    html.append("\" src=\"data:image/png;base64,");
    html.append(Base64.getEncoder().encodeToString(plot.png()));
    html.append("\"/></div>\n<figcaption aria-hidden=\"true\">").append(words);
    html.append("</figcaption>\n</figure>\n");
  }

  private void rows() {
    switch (section.spec().text().form()) {
      case TABLE -> {
        if (shown.below().length > 0) {
          cards();
        } else {
          table();
        }
      }
      case FACTS -> facts();
      case LIST -> bullets();
      case NONE -> {}
    }
    if (section.spec().text().form() == TextForm.NONE) {
      paragraph("note", "The figures are in csv/" + section.table().id() + ".csv.");
    } else if (shown.more() + leftOut > 0) {
      String more = Display.number(shown.more() + leftOut);
      paragraph("note", "… " + more + " more in csv/" + section.table().id() + ".csv");
    }
  }

  /** Writes one row after the other, as long as they are not too much. */
  private void each(Consumer<List<Object>> write) {
    int from = html.length();
    int written = 0;
    for (List<Object> row : shown.rows()) {
      int before = html.length();
      write.accept(row);
      if (written > 0 && html.length() - from > MOST_CHARACTERS) {
        html.setLength(before);
        break;
      }
      written++;
    }
    leftOut = shown.rows().size() - written;
  }

  private void table() {
    html.append("<div class=\"wide\"><table>\n<thead><tr>");
    for (int place : shown.cells()) {
      TableSpec.Column column = shown.columns().get(place);
      html.append("<th scope=\"col\"").append(kind(column)).append(" title=\"");
      html.append(Html.escaped(column.description())).append("\">");
      html.append(Html.escaped(column.heading())).append("</th>");
    }
    html.append(shown.bar() < 0 ? "" : "<td></td>").append("</tr></thead>\n<tbody>\n");
    each(this::tableRow);
    html.append("</tbody>\n</table></div>\n");
  }

  private void tableRow(List<Object> row) {
    html.append("<tr>");
    for (int place : shown.cells()) {
      html.append("<td").append(kind(shown.columns().get(place))).append('>');
      html.append(value(place, row)).append("</td>");
    }
    if (shown.bar() >= 0) {
      html.append("<td class=\"bar\"><svg aria-hidden=\"true\"><rect height=\"100%\" width=\"");
      html.append(String.format(Locale.ROOT, "%.1f%%", 100 * shown.barShare(row)));
      html.append("\"/></svg></td>");
    }
    html.append("</tr>\n");
  }

  private static String kind(TableSpec.Column column) {
    if (column.type().isNumeric()) {
      return " class=\"number\"";
    }
    if (column.type() == ColumnType.TIMESTAMP) {
      return " class=\"time\"";
    }
    return column.name().equals("sample") || column.name().equals("shape")
        ? " class=\"sample\""
        : "";
  }

  private String value(int place, List<Object> row) {
    return Html.value(display.cell(shown.columns().get(place), row.get(place)));
  }

  /** Rows with sentences below them: one card each. */
  private void cards() {
    html.append("<ol class=\"cards\">\n");
    each(this::card);
    html.append("</ol>\n");
  }

  private void card(List<Object> row) {
    html.append("<li>\n<div class=\"line\">");
    for (int place : shown.cells()) {
      if (row.get(place) != null) {
        cardCell(shown.columns().get(place), value(place, row));
      }
    }
    html.append("</div>\n");
    for (int place : shown.below()) {
      if (row.get(place) != null) {
        String text = display.below(shown.columns().get(place), row.get(place));
        html.append("<p class=\"").append(shown.columns().get(place).name()).append("\">");
        html.append(Html.prose(text)).append("</p>\n");
      }
    }
    proof(row);
    html.append("</li>\n");
  }

  private void cardCell(TableSpec.Column column, String value) {
    html.append("<span class=\"").append(column.name()).append("\">");
    if (!column.name().equals("severity") && !column.name().equals("title")) {
      html.append("<small>").append(Html.escaped(column.heading())).append("</small> ");
    }
    html.append(value).append("</span> ");
  }

  /** The line of a log that a row stands for, and where it is. */
  private void proof(List<Object> row) {
    int[] places = shown.proof();
    if (places.length == 0) {
      return;
    }
    html.append("<p class=\"proof\">");
    if (row.get(places[0]) != null) {
      html.append("<code>");
      html.append(Html.escaped(display.cell(shown.columns().get(places[0]), row.get(places[0]))));
      html.append("</code>");
    }
    for (int i = 1; i < places.length; i++) {
      TableSpec.Column column = shown.columns().get(places[i]);
      if (row.get(places[i]) != null) {
        html.append(" <small>").append(Html.escaped(column.heading())).append(' ');
        html.append(Html.escaped(display.cell(column, row.get(places[i]))));
        html.append(Display.unit(column)).append("</small>");
      }
    }
    html.append("</p>\n");
  }

  private void facts() {
    html.append("<dl>\n");
    for (List<Object> row : shown.rows()) {
      for (int place : shown.cells()) {
        if (row.get(place) != null) {
          TableSpec.Column column = shown.columns().get(place);
          String value = display.cell(column, row.get(place)) + Display.unit(column);
          html.append(Html.fact(column.heading(), value));
        }
      }
    }
    html.append("</dl>\n");
  }

  private void bullets() {
    html.append("<ul>\n");
    each(this::bullet);
    html.append("</ul>\n");
  }

  private void bullet(List<Object> row) {
    List<String> cells = new ArrayList<>();
    for (int place : shown.cells()) {
      if (row.get(place) != null) {
        cells.add(Html.prose(display.cell(shown.columns().get(place), row.get(place))));
      }
    }
    html.append("<li>").append(String.join(": ", cells)).append("</li>\n");
  }
}
