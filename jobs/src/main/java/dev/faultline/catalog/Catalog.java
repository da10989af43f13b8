package dev.faultline.catalog;

import dev.faultline.gpu.GpuExceptions;
import dev.faultline.incident.IncidentSpec;
import dev.faultline.schema.SectionSpec;
import dev.faultline.schema.TableSpec;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.SourceZones;
import dev.faultline.udf.mask.MaskChain;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.redact.RedactionSpec;
import dev.faultline.udf.rule.CategorySpec;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.Knowledge;
import dev.faultline.udf.rule.SeveritySpec;
import dev.faultline.udf.rule.ShapeRule;
import dev.faultline.udf.rule.SignalSpec;
import dev.faultline.udf.template.TemplateSpec;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * What Faultline knows: the content of {@code conf}, read and checked. Every sample in it was tried
 * while it was loaded, so a rule that does not do what its sample says never runs.
 *
 * @param place where it was read from, for messages
 * @param mask how messages become shapes
 * @param templates how shapes become types of log events
 * @param formats how lines begin
 * @param sources zones of files
 * @param redaction what is taken out of lines
 * @param signals messages whose numbers matter
 * @param causes messages that announce a fault
 * @param categories kinds of errors, the primary one first
 * @param severities how bad errors are for which no cause says it
 * @param codes what numbers in messages stand for
 * @param incidents how faults become incidents
 * @param sections what the report says, in order
 * @param tables the columns of what it says
 * @param gpuExceptions what need not run on a GPU
 * @param hash SHA-256 over all files, in hex: two runs of one hash know the same
 */
public record Catalog(
    String place,
    MaskSpec mask,
    TemplateSpec templates,
    List<FormatSpec> formats,
    SourceZones sources,
    RedactionSpec redaction,
    List<SignalSpec> signals,
    List<CauseSpec> causes,
    List<CategorySpec> categories,
    SeveritySpec severities,
    Codes codes,
    IncidentSpec incidents,
    List<SectionSpec> sections,
    List<TableSpec> tables,
    GpuExceptions gpuExceptions,
    String hash) {

  /** It never changes while the JVM lives, and every scan asks for it. */
  private static Catalog bundled;

  private static final String MASK = "mask.yaml";
  private static final String TEMPLATES = "templates.yaml";
  private static final String SEVERITIES = "severities.yaml";
  private static final String SOURCES = "sources.yaml";
  private static final String REDACTION = "redaction.yaml";
  private static final String GPU_EXCEPTIONS = "gpu-exceptions.yaml";
  private static final List<String> FILES =
      List.of(MASK, TEMPLATES, SEVERITIES, SOURCES, REDACTION, GPU_EXCEPTIONS, IncidentFiles.FILE);
  private static final List<String> FOLDERS =
      List.of(
          "formats", "causes", "signals", "categories", "report", "schema", SimulateFiles.FOLDER);

  /**
   * Reads and checks a configuration.
   *
   * @param folder URI of a folder like {@code conf}, or null for the one in the jar
   * @throws CatalogException naming the file, the line if there is one, and what is wrong
   */
  public static Catalog load(String folder, Configuration conf) {
    return folder == null ? bundled() : of(ConfFiles.in(folder, conf));
  }

  /**
   * Reads and checks a configuration, the grammar of its queries, what its regexes cost and what it
   * simulates, too. A run goes without that, as Spark's parser alone takes longer to start than all
   * the rest.
   *
   * @param folder as in {@link #load}
   * @throws CatalogException as {@link #load}
   */
  public static Catalog check(String folder, Configuration conf) {
    ConfFiles files = folder == null ? ConfFiles.bundled() : ConfFiles.in(folder, conf);
    Catalog catalog = of(files);
    SectionSql.check(catalog.sections(), files);
    RegexCost.check(files);
    SimulateFiles.check(files);
    return catalog;
  }

  /**
   * Returns the configuration in the jar, read once.
   *
   * @throws CatalogException as {@link #load}
   */
  public static synchronized Catalog bundled() {
    if (bundled == null) {
      bundled = of(ConfFiles.bundled());
    }
    return bundled;
  }

  private static Catalog of(ConfFiles files) {
    checkNames(files);
    MaskSpec mask = Yaml.read(files.required(MASK), MaskSpec.class, files.at(MASK));
    checkSamples(mask, files.at(MASK));
    // Without the file the settings of the jar hold.
    TemplateSpec templates =
        Yaml.read(ownOrBundled(files, TEMPLATES), TemplateSpec.class, files.at(TEMPLATES));
    TemplateSamples.check(templates, mask, files.at(TEMPLATES));
    List<Located<FormatSpec>> formats = Located.readAll(files, "formats", FormatSpec.class);
    RuleRegex regexes = new RuleRegex(files);
    FormatSamples.check(formats, files.at("formats"), regexes);

    RedactionSpec redaction =
        Yaml.read(ownOrBundled(files, REDACTION), RedactionSpec.class, files.at(REDACTION));
    RedactionSamples.check(redaction, files.at(REDACTION));

    RuleSamples samples = new RuleSamples(mask, regexes);
    List<Located<CategorySpec>> categories =
        Located.readAll(files, "categories", CategorySpec.class);
    samples.checkCategories(categories);
    SeveritySpec severities =
        Yaml.read(files.required(SEVERITIES), SeveritySpec.class, files.at(SEVERITIES));
    samples.checkSeverities(severities, files.at(SEVERITIES));
    List<Located<SignalSpec>> signals = Located.readAll(files, "signals", SignalSpec.class);
    samples.checkSignals(signals);
    List<Located<CauseSpec>> causes = Located.readAll(files, "causes", CauseSpec.class);
    Codes codes = Codes.read(files);
    samples.checkCauses(
        causes,
        categories.stream().map(c -> c.spec().id()).collect(Collectors.toSet()),
        codes.tables().keySet());

    IncidentFiles incidents = IncidentFiles.of(files, causes);

    ReportFiles report = ReportFiles.read(files);
    return new Catalog(
        files.place(),
        mask,
        templates,
        Located.specs(formats),
        sources(files),
        redaction,
        Located.specs(signals),
        incidents.causes(),
        Located.specs(categories).stream()
            .sorted(Comparator.comparingInt(CategorySpec::priority).thenComparing(CategorySpec::id))
            .toList(),
        severities,
        codes,
        incidents.spec(),
        report.sections(),
        report.tables(),
        Yaml.read(
            ownOrBundled(files, GPU_EXCEPTIONS), GpuExceptions.class, files.at(GPU_EXCEPTIONS)),
        ConfigurationHash.of(files.texts()));
  }

  /** What nothing reads is a mistake: its author takes it to be in force. */
  private static void checkNames(ConfFiles files) {
    for (String name : files.texts().keySet()) {
      boolean known = FILES.contains(name) || FOLDERS.contains(name.replaceFirst("/.*", ""));
      if (!(known && name.endsWith(".yaml")) && !Codes.isTable(name)) {
        throw new CatalogException(
            String.format(
                "%s: nothing reads this file; known are %s, files named *.yaml in %s, and *.csv in"
                    + " %s.",
                files.at(name),
                String.join(", ", FILES),
                String.join(", ", FOLDERS),
                Codes.FOLDER));
      }
    }
  }

  /** Who has no such file must not show secrets for it: then what is in the jar holds. */
  private static String ownOrBundled(ConfFiles files, String name) {
    String text = files.texts().get(name);
    return text != null ? text : ConfFiles.bundled().required(name);
  }

  /** A configuration need not have the file. */
  private static SourceZones sources(ConfFiles files) {
    String text = files.texts().get(SOURCES);
    return text == null ? SourceZones.NONE : Yaml.read(text, SourceZones.class, files.at(SOURCES));
  }

  /** Returns what decides on the meaning of shapes. */
  public Knowledge knowledge() {
    return new Knowledge(signals, causes, categories, severities, codes.severities());
  }

  /**
   * Returns the version of templates, {@code MASK.TEMPLATES}: those of two versions must not be
   * compared.
   */
  public String templateVersion() {
    return mask.version() + "." + templates.version();
  }

  /** Returns what was read, in one line. */
  public String summary() {
    return String.format(
        "%d log formats with %d lines that must match and %d that must not, "
            + "mask version %s with %d samples, template version %s with %d samples, %d redaction rules with %d lines that must match "
            + "and %d that must not, %s, %s, %s, %d categories and 3 severities with %d "
            + "samples, all as they should be",
        formats.size(),
        formats.stream().mapToInt(format -> format.matches().size()).sum(),
        formats.stream().mapToInt(format -> format.rejects().size()).sum(),
        mask.version(),
        mask.samples().size(),
        templateVersion(),
        templates.samples().size(),
        redaction.rules().size(),
        redaction.rules().stream().mapToInt(rule -> rule.matches().size()).sum(),
        redaction.rules().stream().mapToInt(rule -> rule.rejects().size()).sum(),
        counts(signals, "signals"),
        counts(causes, "causes"),
        codes.summary(),
        categories.size(),
        severities.samples().size()
            + categories.stream()
                .mapToInt(c -> c.matches().size() + c.mentions().size() + c.rejects().size())
                .sum());
  }

  private static String counts(List<? extends ShapeRule> rules, String what) {
    return String.format(
        "%d %s with %d messages that must match and %d that must not",
        rules.size(),
        what,
        rules.stream().mapToInt(rule -> rule.matches().size()).sum(),
        rules.stream().mapToInt(rule -> rule.rejects().size()).sum());
  }

  private static void checkSamples(MaskSpec mask, String place) {
    MaskScanner scanner = new MaskScanner(mask);
    MaskChain chain = new MaskChain(mask);
    for (MaskSpec.Sample sample : mask.samples()) {
      byte[] line = sample.line().getBytes(StandardCharsets.UTF_8);
      scanner.mask(line, 0, line.length);
      String scanned = new String(scanner.bytes(), 0, scanner.length(), StandardCharsets.UTF_8);
      check(sample, scanned, place);
      check(sample, chain.mask(sample.line()), place);
    }
  }

  private static void check(MaskSpec.Sample sample, String shape, String place) {
    if (!shape.equals(sample.shape())) {
      throw new CatalogException(
          String.format(
              "%s: the sample '%s' has the shape '%s', not '%s'; change the rule or the sample.",
              place, sample.line(), shape, sample.shape()));
    }
  }
}
