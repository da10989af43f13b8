package dev.faultline.night;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import dev.faultline.catalog.Catalog;
import dev.faultline.incident.IncidentSpec;
import dev.faultline.udf.rule.CauseSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The rules by which known faults become incidents, as small tables that a report's SQL may name.
 */
public final class IncidentRows {

  /** Columns of the view {@code incident_leaders}: a row per rule and cause that leads by it. */
  public static final StructType LEADERS =
      new StructType().add("rule", StringType, false).add("cause", StringType, false);

  /**
   * Columns of the view {@code incident_followers}: a row per rule and cause that follows by it.
   */
  public static final StructType FOLLOWERS =
      new StructType()
          .add("rule", StringType, false)
          .add("place", IntegerType, false)
          .add("cause", StringType, false)
          .add("same", StringType, false)
          .add("before_seconds", IntegerType, false)
          .add("after_seconds", IntegerType, false)
          .add("within_seconds", IntegerType, false);

  /** Columns of the view {@code incident_together}. */
  public static final StructType TOGETHER =
      new StructType()
          .add("cause", StringType, false)
          .add("within_seconds", IntegerType, false)
          .add("hosts", IntegerType, false)
          .add("same_device", BooleanType, false)
          .add("action", StringType, false);

  private IncidentRows() {}

  /** Returns all three, by the names of their views. */
  public static Map<String, LocalRows> of(Catalog catalog) {
    List<Row> leaders = new ArrayList<>();
    List<Row> followers = new ArrayList<>();
    int place = 0;
    for (IncidentSpec.Rule rule : catalog.incidents().rules()) {
      for (String cause : causes(catalog, rule.leaders())) {
        leaders.add(RowFactory.create(rule.id(), cause));
      }
      for (String cause : causes(catalog, rule.followers())) {
        followers.add(
            RowFactory.create(
                rule.id(),
                place,
                cause,
                rule.same(),
                rule.beforeSeconds(),
                rule.afterSeconds(),
                rule.withinSeconds()));
      }
      place++;
    }
    List<Row> together =
        catalog.incidents().together().stream()
            .map(
                each ->
                    RowFactory.create(
                        each.cause(),
                        each.withinSeconds(),
                        each.hosts(),
                        each.sameDevice(),
                        each.action()))
            .toList();
    Map<String, LocalRows> views = new LinkedHashMap<>();
    views.put("incident_leaders", new LocalRows(LEADERS, leaders));
    views.put("incident_followers", new LocalRows(FOLLOWERS, followers));
    views.put("incident_together", new LocalRows(TOGETHER, together));
    return views;
  }

  /** The causes that a rule names, itself or by their layer. */
  private static Set<String> causes(Catalog catalog, List<String> names) {
    Set<String> causes = new LinkedHashSet<>();
    for (CauseSpec cause : catalog.causes()) {
      if (names.contains(cause.id()) || names.contains(cause.layer())) {
        causes.add(cause.id());
      }
    }
    for (IncidentSpec.Unlogged cause : catalog.incidents().unlogged()) {
      if (names.contains(cause.id()) || names.contains(cause.layer())) {
        causes.add(cause.id());
      }
    }
    return causes;
  }
}
