package dev.faultline.catalog;

import dev.faultline.incident.IncidentSpec;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.SeveritySpec;
import dev.faultline.udf.rule.ValueSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code incidents.yaml} and checks it against the causes.
 *
 * @param spec its content
 * @param causes all causes, each with its layer
 */
record IncidentFiles(IncidentSpec spec, List<CauseSpec> causes) {

  static final String FILE = "incidents.yaml";

  /** What the section silences finds. */
  private static final String SILENCE = "host_silent";

  /**
   * Reads and checks the file. A configuration need not have it: then each fault is an incident of
   * its own, in the layers of the configuration in the jar.
   *
   * @throws CatalogException naming the file and what is wrong in it
   */
  static IncidentFiles of(ConfFiles files, List<Located<CauseSpec>> located) {
    String own = files.texts().get(FILE);
    String text = own == null ? ConfFiles.bundled().required(FILE) : own;
    String place = files.at(FILE);
    IncidentSpec spec = Yaml.read(text, IncidentSpec.class, place);
    if (own == null) {
      spec = new IncidentSpec(spec.layers(), List.of(), List.of(), spec.unlogged());
    }
    Set<String> layers = new TreeSet<>();
    String last = "";
    for (IncidentSpec.Layer layer : spec.layers()) {
      requireId(layer.id(), place, "a layer");
      require(layers.add(layer.id()), place, "the layer '" + layer.id() + "' stands twice");
      last = layer.symptom() ? last : layer.id();
    }
    require(!last.isEmpty(), place, "there is no layer that is no symptom");
    String otherwise = last;
    List<CauseSpec> causes =
        located.stream().map(cause -> layered(cause, layers, otherwise)).toList();
    for (CauseSpec cause : causes) {
      require(
          !layers.contains(cause.id()), place, "the layer '" + cause.id() + "' is a cause, too");
    }
    Set<String> ids = causes.stream().map(CauseSpec::id).collect(Collectors.toSet());
    for (IncidentSpec.Unlogged unlogged : spec.unlogged()) {
      String id = unlogged.id();
      require(
          SILENCE.equals(id), place, "unlogged can only have " + SILENCE + ", not '" + id + "'");
      require(ids.add(id), place, "'" + id + "' of unlogged is a cause already");
      requireOneOf(layers, unlogged.layer(), place, "the layer of '" + id + "'");
      requireOneOf(SeveritySpec.ALL, unlogged.severity(), place, "the severity of '" + id + "'");
      require(
          Stream.of(unlogged.title(), unlogged.category(), unlogged.meaning(), unlogged.action())
              .noneMatch(value -> value == null || value.isBlank()),
          place,
          id + " of unlogged lacks title, category, meaning or action");
    }
    Set<String> both = new HashSet<>(layers);
    both.addAll(ids);
    Set<String> rules = new HashSet<>();
    for (IncidentSpec.Rule rule : spec.rules()) {
      requireId(rule.id(), place, "a rule");
      String what = "the rule '" + rule.id() + "'";
      require(rules.add(rule.id()), place, what + " stands twice");
      requireOneOf(IncidentSpec.PLACES, rule.same(), place, "same of " + what);
      require(
          rule.beforeSeconds() >= 0
              && rule.afterSeconds() >= 0
              && rule.withinSeconds() > rule.afterSeconds(),
          place,
          what + " needs within_seconds above after_seconds, and no negative seconds");
      require(
          !rule.leaders().isEmpty() && !rule.followers().isEmpty(),
          place,
          what + " lacks leaders or followers");
      rule.leaders().forEach(name -> requireNamed(both, name, place, what));
      rule.followers().forEach(name -> requireNamed(both, name, place, what));
    }
    Set<String> shared = new HashSet<>();
    for (IncidentSpec.Together together : spec.together()) {
      String cause = together.cause();
      require(ids.contains(cause), place, "together names '" + cause + "', which is no cause");
      require(shared.add(cause), place, "'" + cause + "' stands twice in together");
      require(
          together.withinSeconds() > 0 && together.hosts() > 1 && together.action() != null,
          place,
          "together needs within_seconds above 0, hosts above 1 and an action for " + cause);
    }
    return new IncidentFiles(spec, causes);
  }

  private static CauseSpec layered(
      Located<CauseSpec> located, Set<String> layers, String otherwise) {
    CauseSpec cause = located.spec();
    Set<String> values =
        cause.values().stream().map(ValueSpec::name).collect(Collectors.toCollection(TreeSet::new));
    if (!cause.device().isEmpty()) {
      requireOneOf(values, cause.device(), located.place(), "the value that device names");
    }
    if (!cause.layer().isEmpty()) {
      requireOneOf(layers, cause.layer(), located.place(), "the layer");
      return cause;
    }
    String folder = folder(located.place());
    return cause.in(layers.contains(folder) ? folder : otherwise);
  }

  private static String folder(String place) {
    String[] parts = place.split("/");
    return parts.length < 2 ? "" : parts[parts.length - 2];
  }

  private static void requireId(String id, String place, String what) {
    require(
        id != null && id.matches("[a-z][a-z0-9_]*"),
        place,
        "the id of " + what + " is '" + id + "', not lower-case letters, digits and _");
  }

  private static void requireNamed(Set<String> names, String name, String place, String what) {
    require(names.contains(name), place, what + " names '" + name + "', no layer and no cause");
  }

  private static void requireOneOf(Iterable<String> known, String name, String place, String what) {
    boolean found = false;
    for (String each : known) {
      found |= each.equals(name);
    }
    require(found, place, what + " is '" + name + "'; known are " + String.join(", ", known));
  }

  private static void require(boolean holds, String place, String otherwise) {
    if (!holds) {
      throw new CatalogException(place + ": " + otherwise + ".");
    }
  }
}
