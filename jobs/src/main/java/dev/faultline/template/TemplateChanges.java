package dev.faultline.template;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import dev.faultline.night.LocalRows;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.template.Template;
import dev.faultline.udf.template.TemplateMiner;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What became of the templates since an earlier run. The shapes of both are mined together: a
 * template is known if the earlier run has a shape that comes out with one of its own. So it stays
 * known when its text changes because other messages were there to compare with.
 *
 * @param compared the day of the earlier run, or null if there is none to compare with
 * @param remark what a reader should know of the comparison, or null
 * @param earlier ids of the earlier templates that each template was, by its id
 * @param vanished earlier templates that are none of the run
 * @param mapping of each earlier template the ids that it has in the run, where the rules changed;
 *     else empty
 * @param earlierRecords how many records each earlier template has, by its id
 */
public record TemplateChanges(
    String compared,
    String remark,
    Map<String, Set<String>> earlier,
    List<EarlierRun.Template> vanished,
    Map<String, Set<String>> mapping,
    Map<String, Long> earlierRecords) {

  private static final StructType TEMPLATES =
      new StructType()
          .add("template_id", StringType, false)
          .add("template", StringType, false)
          .add("status", StringType, true)
          .add("shapes", LongType, false)
          .add("sample", StringType, true)
          .add("sample_path", StringType, true)
          .add("sample_offset", LongType, true)
          .add("previous_count", LongType, true)
          .add("previous_first_time", TimestampType, true)
          .add("previous_last_time", TimestampType, true);

  /** Columns of the view {@code template_comparison}. */
  public static final StructType COMPARISON =
      new StructType().add("compared_with", StringType, true).add("remark", StringType, true);

  private static final StructType MAPPING =
      new StructType()
          .add("old_template_id", StringType, false)
          .add("template_id", StringType, true);

  /** Nothing is known of earlier templates, for the reason given. */
  public static TemplateChanges unknown(String why) {
    return new TemplateChanges(null, why, Map.of(), List.of(), Map.of(), Map.of());
  }

  /**
   * The rules that make templates of lines.
   *
   * @param mask and {@code formats}: what shapes are made with
   * @param templateVersion version of the rules of the miner
   */
  public record Rules(
      MaskSpec mask, List<FormatSpec> formats, TemplateMiner miner, String templateVersion) {}

  /** Compares a run with an earlier one. */
  public static TemplateChanges between(EarlierRun before, RunTemplates now, Rules rules) {
    boolean sameMask = before.maskVersion().equals(rules.mask().version());
    boolean sameRules = sameMask && before.templateVersion().equals(rules.templateVersion());
    Groups groups =
        sameMask ? Groups.byShape(before, now, rules) : Groups.bySample(before, now, rules);
    Map<String, Set<String>> earlier = new HashMap<>();
    Map<String, Set<String>> mapping = new TreeMap<>();
    before.templates().forEach(template -> mapping.put(template.id(), new TreeSet<>()));
    groups
        .now()
        .forEach(
            (group, ids) ->
                groups
                    .before()
                    .getOrDefault(group, Set.of())
                    .forEach(
                        old -> {
                          ids.forEach(
                              id -> earlier.computeIfAbsent(id, any -> new TreeSet<>()).add(old));
                          mapping.computeIfAbsent(old, any -> new TreeSet<>()).addAll(ids);
                        }));
    if (sameRules) {
      now.templates().stream()
          .map(mined -> mined.template().id())
          .filter(mapping::containsKey)
          .forEach(
              id -> {
                earlier.computeIfAbsent(id, any -> new TreeSet<>()).add(id);
                mapping.get(id).add(id);
              });
    }
    List<EarlierRun.Template> vanished =
        before.templates().stream().filter(old -> mapping.get(old.id()).isEmpty()).toList();
    Map<String, Long> records = new HashMap<>();
    before.templates().forEach(old -> records.put(old.id(), old.records()));
    return new TemplateChanges(
        before.date().toString(),
        remark(before, rules, sameMask),
        earlier,
        vanished,
        sameRules ? Map.of() : mapping,
        records);
  }

  private static String remark(EarlierRun before, Rules rules, boolean sameMask) {
    if (!sameMask) {
      return "the mask was of version "
          + before.maskVersion()
          + " and is of "
          + rules.mask().version()
          + ": compared by one line of each shape";
    }
    return before.templateVersion().equals(rules.templateVersion())
        ? null
        : "the rules of templates were of version "
            + before.templateVersion()
            + " and are of "
            + rules.templateVersion();
  }

  /** Which templates of the one and the other run have shapes that are mined into one. */
  private record Groups(Map<String, Set<String>> before, Map<String, Set<String>> now) {

    static Groups byShape(EarlierRun before, RunTemplates now, Rules rules) {
      return of(before, now, rules, UnaryOperator.identity(), false);
    }

    static Groups bySample(EarlierRun before, RunTemplates now, Rules rules) {
      SampleShapes shapes = new SampleShapes(rules.mask(), rules.formats());
      return of(before, now, rules, shapes::of, true);
    }

    private static Groups of(
        EarlierRun before,
        RunTemplates now,
        Rules rules,
        UnaryOperator<String> text,
        boolean ofSample) {
      Map<String, String> samples = new TreeMap<>();
      Map<String, Set<String>> oldIds = new HashMap<>();
      Map<String, Set<String>> ids = new HashMap<>();
      for (RunTemplates.Assigned shape : now.shapes()) {
        String key = text.apply(ofSample ? shape.sample() : shape.text());
        samples.putIfAbsent(key, shape.sample());
        ids.computeIfAbsent(key, any -> new HashSet<>()).add(shape.templateId());
      }
      for (EarlierRun.Shape shape : before.shapes()) {
        String key = text.apply(ofSample ? shape.sample() : shape.text());
        samples.putIfAbsent(key, shape.sample());
        oldIds.computeIfAbsent(key, any -> new HashSet<>()).add(shape.templateId());
      }
      Map<String, Template> groups = RunTemplates.mined(samples, rules.miner());
      return new Groups(grouped(oldIds, groups), grouped(ids, groups));
    }

    private static Map<String, Set<String>> grouped(
        Map<String, Set<String>> idsByText, Map<String, Template> groups) {
      Map<String, Set<String>> idsByGroup = new HashMap<>();
      idsByText.forEach(
          (text, ids) ->
              idsByGroup
                  .computeIfAbsent(groups.get(text).id(), any -> new HashSet<>())
                  .addAll(ids));
      return idsByGroup;
    }
  }

  private String status(String templateId) {
    if (compared == null) {
      return null;
    }
    return earlier.containsKey(templateId) ? "known" : "new";
  }

  /** Records of the earlier templates that a template was, null if nothing is known of them. */
  private Long previousCount(String templateId) {
    return compared == null
        ? null
        : earlier.getOrDefault(templateId, Set.of()).stream()
            .mapToLong(old -> earlierRecords.getOrDefault(old, 0L))
            .sum();
  }

  /** Returns the view {@code templates}: those of the run, and the vanished ones. */
  public LocalRows templates(RunTemplates now) {
    List<Row> rows = new ArrayList<>();
    for (RunTemplates.Mined mined : now.templates()) {
      String id = mined.template().id();
      rows.add(
          RowFactory.create(
              id,
              mined.template().text(),
              status(id),
              mined.shapes(),
              mined.earliest().sample(),
              mined.earliest().path(),
              mined.earliest().offset(),
              previousCount(id),
              null,
              null));
    }
    for (EarlierRun.Template old : vanished) {
      rows.add(
          RowFactory.create(
              old.id(),
              old.text(),
              "vanished",
              0L,
              old.sample(),
              old.path(),
              old.offset(),
              old.records(),
              timestamp(old.first()),
              timestamp(old.last())));
    }
    return new LocalRows(TEMPLATES, rows);
  }

  private static Timestamp timestamp(Long micros) {
    return micros == null ? null : Timestamp.from(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /** Returns the view {@code template_comparison}, one row. */
  public LocalRows comparison() {
    return new LocalRows(COMPARISON, List.of(RowFactory.create(compared, remark)));
  }

  /** Returns the table {@code template_mapping}: null for an earlier template that vanished. */
  public LocalRows mappingRows() {
    List<Row> rows = new ArrayList<>();
    mapping.forEach(
        (old, ids) -> {
          Collection<String> all = ids.isEmpty() ? Collections.singleton(null) : ids;
          all.forEach(id -> rows.add(RowFactory.create(old, id)));
        });
    return new LocalRows(MAPPING, rows);
  }
}
