package dev.faultline.udf.template;

import dev.faultline.udf.cube.SparkHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the types of log events, <em>templates</em>, among the shapes of a night.
 *
 * <p>A shape has lost its numbers, but still holds names: of users, hosts, files. The miner cuts
 * each shape into tokens and makes values of those that are some by themselves (paths, {@code
 * true}). Then it compares: rows of tokens that are equal but for a part that is written like a
 * value, or for one word of which there are many, are of one template. That is repeated until
 * nothing changes. Comparing goes by hashes of rows with parts left out, so its time grows with the
 * number of tokens, and not with the square of the number of shapes.
 *
 * <p>The outcome depends on the set of shapes alone, and for names and kinds of values on their
 * samples; of several samples of one shape the smallest text counts. Immutable and thread-safe.
 */
public final class TemplateMiner {

  /** Each round makes fewer rows of many; what is not done by then is rare and stays apart. */
  private static final int MOST_ROUNDS = 10;

  private final TemplateSpec spec;

  private interface Search {
    Segments in(Row row, TokenTable table, TemplateSpec spec);
  }

  /** Makes a miner that goes by {@code spec}. */
  public TemplateMiner(TemplateSpec spec) {
    this.spec = spec;
  }

  /**
   * Finds the template of each shape.
   *
   * @param shapes shapes of one night, in any order; equal ones may come more than once
   * @return as many templates, in the order of the shapes
   */
  public List<Template> mine(List<Shape> shapes) {
    TokenTable table = new TokenTable(spec);
    Map<String, Row> rowOf = read(shapes, table);
    List<Row> rows = different(rowOf.values());
    Columns columns = new Columns(spec, table);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean changed = merge(rows, Segments::lists, table);
      changed |= merge(rows, Segments::quantities, table);
      changed |= merge(rows, Segments::fields, table);
      rows = different(rows);
      changed |= columns.merge(rows);
      rows = different(rows);
      if (!changed) {
        break;
      }
    }
    Map<Row, Template> templates = new HashMap<>();
    rows.forEach(row -> templates.put(row, template(row, table)));
    return shapes.stream().map(shape -> templates.get(rowOf.get(shape.text()).root())).toList();
  }

  private Map<String, Row> read(List<Shape> shapes, TokenTable table) {
    TreeMap<String, Shape> distinct = new TreeMap<>();
    shapes.forEach(shape -> distinct.merge(shape.text(), shape, TemplateMiner::first));
    ShapeReader reader = new ShapeReader(spec, table);
    List<ShapeReader.Cut> cuts = distinct.values().stream().map(reader::cut).toList();
    Map<String, Row> rows = new LinkedHashMap<>();
    cuts.forEach(cut -> rows.put(cut.text(), reader.read(cut)));
    return rows;
  }

  private static Shape first(Shape one, Shape other) {
    if (one.sample() == null || other.sample() == null) {
      return one.sample() == null ? other : one;
    }
    return one.sample().compareTo(other.sample()) <= 0 ? one : other;
  }

  /** Unites equal rows and returns one of each, in the order of their first. */
  private static List<Row> different(Iterable<Row> rows) {
    Map<Row, Row> firsts = new LinkedHashMap<>();
    for (Row row : rows) {
      Row equal = firsts.putIfAbsent(row, row);
      if (equal != null) {
        equal.take(row);
      }
    }
    return new ArrayList<>(firsts.keySet());
  }

  private boolean merge(List<Row> rows, Search search, TokenTable table) {
    Map<Long, List<Row>> alike = new LinkedHashMap<>();
    for (Row row : rows) {
      Segments segments = search.in(row, table, spec);
      if (segments.size() > 0) {
        alike.computeIfAbsent(segments.rest(row), key -> new ArrayList<>()).add(row);
      }
    }
    boolean changed = false;
    for (List<Row> group : alike.values()) {
      if (group.size() > 1) {
        changed |= merge(group, group.stream().map(r -> search.in(r, table, spec)).toList(), table);
      }
    }
    return changed;
  }

  /** Makes values of the segments whose content varies in rows that are equal but for them. */
  private static boolean merge(List<Row> rows, List<Segments> segments, TokenTable table) {
    boolean[] replaced = new boolean[rows.size()];
    boolean any = false;
    for (int segment = segments.get(0).size() - 1; segment >= 0; segment--) {
      if (!varies(rows, segments, segment)) {
        continue;
      }
      for (int i = 0; i < rows.size(); i++) {
        Segments of = segments.get(i);
        if (!of.isValue(segment, rows.get(i))) {
          rows.get(i).replace(of.from(segment), of.to(segment), ValueKind.ANY);
          replaced[i] = true;
          any = true;
        }
      }
    }
    for (int i = 0; i < replaced.length; i++) {
      if (replaced[i]) {
        rows.get(i).join(table);
      }
    }
    return any;
  }

  private static boolean varies(List<Row> rows, List<Segments> segments, int segment) {
    Set<Long> forms = new HashSet<>();
    boolean value = false;
    int needed = Integer.MAX_VALUE;
    for (int i = 0; i < rows.size(); i++) {
      Segments of = segments.get(i);
      forms.add(of.content(segment, rows.get(i)));
      value |= of.isValue(segment, rows.get(i));
      needed = Math.min(needed, of.needed(segment));
    }
    return forms.size() > 1 && (value || forms.size() >= needed);
  }

  private static Template template(Row row, TokenTable table) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.tokens.length; i++) {
      text.append(row.isValue(i) ? row.kinds[i].wildcard : table.text(row.tokens[i]));
    }
    String stripped = text.toString().strip();
    byte[] bytes = stripped.getBytes(StandardCharsets.UTF_8);
    return new Template(String.format("%016x", SparkHash.of(bytes, bytes.length)), stripped);
  }
}
