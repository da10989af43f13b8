package dev.faultline.template;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import dev.faultline.night.LocalRows;
import dev.faultline.udf.template.Shape;
import dev.faultline.udf.template.Template;
import dev.faultline.udf.template.TemplateMiner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The templates of the shapes of a run. They are mined on the driver, as which template a shape is
 * of depends on all the others; so the shapes have to be no more than the budget.
 *
 * @param templates each template once, in the order of their texts
 * @param shapes each shape once; those of equal text, which differ in meaning, are of one template
 */
public record RunTemplates(List<Mined> templates, List<Assigned> shapes) {

  private static final StructType ASSIGNMENTS =
      new StructType()
          .add("shape_hash", LongType, false)
          .add("template_id", StringType, false)
          .add("is_fault", BooleanType, false);

  private static final StructType TEXTS =
      new StructType().add("template_id", StringType, false).add("template", StringType, false);

  /** Columns of {@link #rows}. */
  private static final StructType TEMPLATES =
      new StructType()
          .add("template_id", StringType, false)
          .add("template", StringType, false)
          .add("shapes", LongType, false)
          .add("sample", StringType, false)
          .add("sample_path", StringType, false)
          .add("sample_offset", LongType, false);

  private static final Comparator<Assigned> EARLIEST =
      Comparator.<Assigned>comparingInt(shape -> shape.fileId())
          .thenComparingLong(Assigned::offset)
          .thenComparingLong(Assigned::hash);

  /**
   * A template of the run.
   *
   * @param template its name and text
   * @param shapes how many shapes are of it
   * @param earliest the one whose sample stands first in the logs
   */
  public record Mined(Template template, long shapes, Assigned earliest) {}

  /**
   * A shape of the run.
   *
   * @param templateId null until it was mined
   * @param isFault whether its records announce a known fault
   * @param fileId and {@code path}, {@code offset}: where the sample stands
   */
  public record Assigned(
      long hash,
      String text,
      String templateId,
      boolean isFault,
      int fileId,
      String path,
      long offset,
      String sample) {

    private Assigned of(Template template) {
      return new Assigned(hash, text, template.id(), isFault, fileId, path, offset, sample);
    }
  }

  /**
   * Mines the shapes of a run.
   *
   * @param shapes those of a {@link dev.faultline.shape.Cube}, after the budget
   */
  public static RunTemplates of(Dataset<Row> shapes, TemplateMiner miner) {
    List<Assigned> found = new ArrayList<>();
    for (Row row :
        shapes
            .select(
                col("shape_hash"),
                col("shape"),
                col("cause").isNotNull(),
                col("file_id"),
                col("sample_path"),
                col("offset"),
                col("sample"))
            .collectAsList()) {
      found.add(
          new Assigned(
              row.getLong(0),
              row.getString(1),
              null,
              row.getBoolean(2),
              row.getInt(3),
              row.getString(4),
              row.getLong(5),
              row.getString(6)));
    }
    found.sort(EARLIEST);
    Map<String, Template> byText = mined(found, miner);
    Map<String, List<Assigned>> members = new HashMap<>();
    Map<String, Template> templates = new TreeMap<>();
    List<Assigned> assigned = new ArrayList<>();
    for (Assigned shape : found) {
      Template template = byText.get(shape.text());
      Assigned whole = shape.of(template);
      assigned.add(whole);
      templates.put(template.text(), template);
      members.computeIfAbsent(template.id(), id -> new ArrayList<>()).add(whole);
    }
    List<Mined> inOrder =
        templates.values().stream()
            .map(
                template -> {
                  List<Assigned> own = members.get(template.id());
                  return new Mined(template, own.size(), own.get(0));
                })
            .toList();
    return new RunTemplates(inOrder, Collections.unmodifiableList(assigned));
  }

  private static Map<String, Template> mined(List<Assigned> inOrder, TemplateMiner miner) {
    Map<String, String> samples = new TreeMap<>();
    inOrder.forEach(shape -> samples.putIfAbsent(shape.text(), shape.sample()));
    return mined(samples, miner);
  }

  /** Mines texts, each with a sample, and returns the template of each. */
  static Map<String, Template> mined(Map<String, String> samples, TemplateMiner miner) {
    List<Shape> shapes =
        new TreeMap<>(samples)
            .entrySet().stream().map(shape -> new Shape(shape.getKey(), shape.getValue())).toList();
    List<Template> templates = miner.mine(shapes);
    Map<String, Template> byText = new HashMap<>();
    for (int i = 0; i < shapes.size(); i++) {
      byText.put(shapes.get(i).text(), templates.get(i));
    }
    return byText;
  }

  /** Returns {@code shape_hash, template_id, is_fault}, a row per shape. */
  public LocalRows assignments() {
    return new LocalRows(
        ASSIGNMENTS,
        shapes.stream()
            .map(shape -> RowFactory.create(shape.hash(), shape.templateId(), shape.isFault()))
            .toList());
  }

  /**
   * Returns {@code template_id, template}, a row per template.
   *
   * @param written how a text is written
   */
  public LocalRows texts(UnaryOperator<String> written) {
    return new LocalRows(
        TEXTS,
        templates.stream()
            .map(Mined::template)
            .map(template -> RowFactory.create(template.id(), written.apply(template.text())))
            .toList());
  }

  /**
   * Returns {@code template_id, template, shapes, sample, sample_path, sample_offset}, a row per
   * template.
   */
  public LocalRows rows() {
    return new LocalRows(
        TEMPLATES,
        templates.stream()
            .map(
                mined ->
                    RowFactory.create(
                        mined.template().id(),
                        mined.template().text(),
                        mined.shapes(),
                        mined.earliest().sample(),
                        mined.earliest().path(),
                        mined.earliest().offset()))
            .toList());
  }
}
