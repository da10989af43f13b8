package dev.faultline.night;

import dev.faultline.catalog.Catalog;
import dev.faultline.io.Flat;
import dev.faultline.io.Named;
import dev.faultline.shape.CausalEvents;
import dev.faultline.shape.Cube;
import dev.faultline.shape.EventCounts;
import dev.faultline.shape.NamedCells;
import dev.faultline.shape.NamedEvents;
import dev.faultline.shape.StreamHosts;
import dev.faultline.udf.rule.ShapeRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The records of a night with what they mean.
 *
 * @param cells what report sections ask of shapes, docs/architecture.md lists the columns
 * @param byTime what they ask of times
 * @param events records whose numbers or order matter, in the batches of {@link NamedEvents}
 */
public record Night(Dataset<Row> cells, Dataset<Row> byTime, Dataset<Row> events) {

  private static final long FEW_CELLS = 100_000;

  /**
   * Brings together what refers to one another.
   *
   * @param keep keeps rows that are read several times
   */
  public static Night of(Cube cube, UnaryOperator<Dataset<Row>> keep) {
    Cube placed =
        new Cube(
            cube.cells(),
            cube.brief(),
            cube.tallies(),
            cube.shapes(),
            Named.query("hosts", StreamHosts.of(cube.streams()), keep),
            cube.events());
    Dataset<Row> timed = Named.query("cells", NamedCells.timed(placed), keep);
    Dataset<Row> batches = Named.query("events", NamedEvents.batches(placed), keep);
    Dataset<Row> counts = Named.query("event counts", EventCounts.of(timed, batches), keep);
    Dataset<Row> counted = EventCounts.join(timed, counts);
    return new Night(
        Named.query("cells by shape", NamedCells.of(counted, placed), keep),
        Named.query("cells by time", NamedCells.byTime(counted), keep),
        batches);
  }

  /**
   * Returns the same with few cells in one place.
   *
   * @param count how many cells there are
   */
  public Night gathered(long count) {
    if (Flat.isFew(cells)) {
      return this;
    }
    return new Night(
        count > FEW_CELLS ? cells : gathered("cells by shape in one place", cells),
        Named.query("cells by time counted", byTime, Dataset::count) > FEW_CELLS
            ? byTime
            : gathered("cells by time in one place", byTime),
        events);
  }

  private static Dataset<Row> gathered(String name, Dataset<Row> rows) {
    return Named.query(name, rows, Flat::few);
  }

  /**
   * Returns the views that a report's SQL may name: {@code cells}, {@code cells_by_time}, {@code
   * events} (a row per record of a signal or cause), {@code causal_events} ({@link CausalEvents}),
   * and for each signal or cause that reads values {@code ID_events}, the same with a column per
   * value, {@code ID_copies}, the same with {@code is_copy}, and {@code ID_values}: how often
   * values occur; a query adds up {@code count}, as equal values may have several rows.
   *
   * @param sql the queries, as views that none of them names need not be planned
   */
  public Map<String, Dataset<Row>> views(Catalog catalog, String sql) {
    Map<String, Dataset<Row>> views = new LinkedHashMap<>();
    views.put("cells", cells);
    views.put("cells_by_time", byTime);
    views.put("events", NamedEvents.events(events));
    views.put("causal_events", CausalEvents.of(events, catalog.causes()));
    add(views, "signal", catalog.signals(), sql);
    add(views, "cause", catalog.causes(), sql);
    return views;
  }

  private void add(
      Map<String, Dataset<Row>> views, String kind, List<? extends ShapeRule> rules, String sql) {
    // Spark does not mind the case of names.
    String named = sql.toLowerCase(Locale.ROOT);
    for (ShapeRule rule : rules) {
      if (named.contains(rule.id() + "_values")) {
        views.put(rule.id() + "_values", NamedEvents.values(events, kind, rule));
      }
      if (named.contains(rule.id() + "_copies")) {
        views.put(rule.id() + "_copies", NamedEvents.copies(events, kind, rule));
      }
      if (named.contains(rule.id() + "_events")) {
        views.put(rule.id() + "_events", NamedEvents.events(events, kind, rule));
      }
    }
  }
}
