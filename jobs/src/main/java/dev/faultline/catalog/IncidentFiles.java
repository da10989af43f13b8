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

/**
 * Reads {@code incidents.yaml} and checks it against the causes.
 *
 * @param spec its content
 * @param causes all causes, each with its layer
 */
record IncidentFiles(IncidentSpec spec, List<CauseSpec> causes) {

  static final String FILE = "incidents.yaml";

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
      require(layers.add(layer.id()), place, "the layer '" + layer.id() + "' stands twice");
      last = layer.symptom() ? last : layer.id();
    }
    require(!last.isEmpty(), place, "there is no layer that is no symptom");
    String otherwise = last;
    List<CauseSpec> causes =
        located.stream().map(cause -> layered(cause, layers, otherwise)).toList();
    Set<String> ids = causes.stream().map(CauseSpec::id).collect(Collectors.toSet());
    for (IncidentSpec.Unlogged unlogged : spec.unlogged()) {
      String id = unlogged.id();
      require(ids.add(id), place, "'" + id + "' of unlogged is a cause already");
      requireOneOf(layers, unlogged.layer(), place, "the layer of '" + id + "'");
      requireOneOf(SeveritySpec.ALL, unlogged.severity(), place, "the severity of '" + id + "'");
    }
    Set<String> both = new HashSet<>(layers);
    both.addAll(ids);
    Set<String> rules = new HashSet<>();
    for (IncidentSpec.Rule rule : spec.rules()) {
      String what = "the rule '" + rule.id() + "'";
      require(rules.add(rule.id()), place, what + " stands twice");
      requireOneOf(IncidentSpec.PLACES, rule.same(), place, "same of " + what);
      require(
          rule.afterSeconds() >= 0 && rule.withinSeconds() > 0,
          place,
          what + " needs within_seconds above 0, and after_seconds not below");
      require(
          !rule.leaders().isEmpty() && !rule.followers().isEmpty(),
          place,
          what + " lacks leaders or followers");
      rule.leaders().forEach(name -> requireNamed(both, name, place, what));
      rule.followers().forEach(name -> requireNamed(both, name, place, what));
    }
    for (IncidentSpec.Together together : spec.together()) {
      requireNamed(ids, together.cause(), place, "together");
      require(
          together.withinSeconds() > 0 && together.hosts() > 1 && together.action() != null,
          place,
          "together needs within_seconds above 0, hosts above 1 and an action for "
              + together.cause());
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
