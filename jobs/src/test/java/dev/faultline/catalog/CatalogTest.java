package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {

  private static final Path SHIPPED = Path.of("../conf");

  @TempDir private Path conf;

  /** Each test breaks a copy of what ships. */
  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = conf.resolve(SHIPPED.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  private Catalog load() {
    return Catalog.load(conf.toString(), new Configuration());
  }

  private void replace(String name, String old, String with) throws IOException {
    String text = Files.readString(conf.resolve(name));
    assertThat(text).contains(old);
    Files.writeString(conf.resolve(name), text.replace(old, with));
  }

  @Test
  void whatShipsIsTheSameInTheJarAndInTheFolder() {
    Catalog bundled = Catalog.load(null, new Configuration());
    assertThat(bundled.mask()).isEqualTo(load().mask());
    assertThat(bundled.mask().samples()).isNotEmpty();
    assertThat(bundled.formats()).isEqualTo(load().formats()).isNotEmpty();
    assertThat(bundled.signals()).isEqualTo(load().signals()).isNotEmpty();
    assertThat(bundled.causes()).isEqualTo(load().causes()).isNotEmpty();
    assertThat(bundled.categories()).isEqualTo(load().categories()).isNotEmpty();
    assertThat(bundled.severities()).isEqualTo(load().severities());
    assertThat(bundled.summary()).contains("formats", "mask", "signals", "causes", "categories");
  }

  @Test
  void anUnknownKeyIsNamedWithFileAndLine() throws IOException {
    replace("mask.yaml", "blob_length:", "blob_lenght:");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageMatching("(?s).*mask\\.yaml:\\d+: unknown key 'blob_lenght'; known are .*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "incidents.yaml; leaders: [user]; leaders: [usr]; names 'usr', no layer and no cause",
        "incidents.yaml; same: device; same: rack; is 'rack'; known are device, host, job",
        "incidents.yaml; id: same_device; id: stopped_by_user; 'stopped_by_user' stands twice",
        "incidents.yaml; cause: host_silent; cause: gpu; together names 'gpu', which is no cause",
        "incidents.yaml; after_seconds: 540; after_seconds: 700; within_seconds above after_seconds",
        "incidents.yaml; - {id: pcie}; - {ids: pcie}; unknown key 'ids'",
        "incidents.yaml; - id: host_silent; - id: gpu_silent; unlogged can only have host_silent",
        "causes/gpu/gpu-cleanup.yaml; layer: recovery; layer: recover; the layer is 'recover'",
        "causes/storage/nfs-not-responding.yaml; device: server; device: host; that device names"
      })
  void aRuleOfIncidentsThatCannotBeIsNamed(String file, String text, String other, String problem)
      throws IOException {
    replace(file, text, other);
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(problem);
  }

  @Test
  void withoutTheFileEachFaultIsAnIncident() throws IOException {
    Files.delete(conf.resolve("incidents.yaml"));
    assertThat(load().incidents().rules()).isEmpty();
    assertThat(load().causes()).isEqualTo(Catalog.bundled().causes());
  }

  @Test
  void aRefusedValueIsNamed() throws IOException {
    replace("mask.yaml", "blob_length: 12", "blob_length: 900");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("mask.yaml")
        .hasMessageContaining("blob_length is 900");
  }

  @Test
  void aSampleThatDoesNotHoldIsNamed() throws IOException {
    replace("mask.yaml", "blob_length: 12", "blob_length: 60");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("the sample '")
        .hasMessageContaining("change the rule or the sample");
  }

  /** A format that is as it should be. */
  private void addFormat(String old, String with) throws IOException {
    String good =
        """
        id: mine
        title: Mine
        priority: 1
        pattern: "<{level}>{time} (up {uptime_seconds} )?(on {host}: )?{body}"
        fields:
          level: {type: level}
          time: {type: time, layout: "MMM d HH:mm:ss"}
          uptime_seconds: {type: number, layout: fraction}
          host: {type: chars, chars: "a-z"}
        levels: {E: ERROR}
        matches:
          - line: "<E>Mar 14 02:11:09 up 1.50 on node: broken"
            reference: "2026-03-14"
            timestamp: "2026-03-14T02:11:09.000Z"
            level: ERROR
            host: node
            uptime_seconds: "1.5"
            body: broken
        rejects:
          - "<I>Mar 14 02:11:09 fine"
        """;
    assertThat(good).contains(old);
    Files.writeString(conf.resolve("formats/mine.yaml"), good.replace(old, with));
  }

  @Test
  void aFormatThatReadsItsSamplesIsTaken() throws IOException {
    addFormat("Mine", "Mine");
    assertThat(load().formats()).anyMatch(format -> format.id().equals("mine"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{E: ERROR}; {F: ERROR}; ' is not taken",
        "pattern: \"<; pattern: \"{; format 'mine'",
        "<I>Mar; <E>Mar; fine' must be refused but is taken",
        "level: ERROR; level: WARN; broken' has the level 'ERROR', not 'WARN'",
        "host: node; rank: node; has the host 'node', which the sample does not state and the rank"
            + " none, not 'node'",
        "body: broken; body: brok; has the body 'broken', not 'brok'",
        "T02:11; T03:11; has the timestamp '2026-03-14T02:11:09Z', not '2026-03-14T03:11:09Z'",
        "reference: \"2026; reference: \"2027; has the timestamp '2027-03-14T02:11:09Z', not",
        "reference: \"2026-03; reference: \"2026; states the time '2026-14'; write a reference",
        "\"2026-03-14T02; \"2026-03-14 02; states the time '2026-03-14 02:11:09.000Z'; write",
        "\"1.5\"; \"1.6\"; has the uptime_seconds '1.500000', not '1.600000'",
        "\"1.5\"; \"long\"; states the uptime_seconds 'long'; write a number"
      })
  void aWrongFormatIsNamedWithItsFile(String old, String with, String message) throws IOException {
    addFormat(old, with);
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("formats/mine.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void brokenYamlIsNamedWithFileAndLine() throws IOException {
    Files.writeString(conf.resolve("mask.yaml"), "version: \"1\"\nkeep: [\n");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageMatching("(?s).*mask\\.yaml:\\d+: .*");
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatThrownBy(() -> Catalog.load(conf.resolve("none").toString(), new Configuration()))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("does not exist");
  }

  /** A cause that is as it should be, in a folder of its own below causes. */
  private void addCause(String old, String with) throws IOException {
    String good =
        """
        id: mine
        title: Mine
        priority: 1
        category: disk
        severity: high
        when:
          contains: ["flux capacitor"]
          pattern: 'flux capacitor (?:lost|gone)'
        code: 'exit code ([0-9]+)'
        values:
          - {name: volts, type: number, after: "at ", before: "V"}
        meaning: It broke.
        action: Mend it.
        source: "nobody"
        matches:
          - {message: "Flux capacitor lost at 12V, exit code 7", code: "7", values: {volts: "12"}}
        rejects:
          - "flux capacitor found"
        """;
    assertThat(good).contains(old);
    Path file = conf.resolve("causes/my/own/mine.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, good.replace(old, with));
  }

  @Test
  void aCauseInAFolderOfItsOwnIsRead() throws IOException {
    addCause("Mine", "Mine");
    assertThat(load().causes()).anyMatch(cause -> cause.id().equals("mine"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "id: mine; id: xid; the id 'xid' is that of",
        "id: mine; id: request; the id 'request' is that of",
        "id: mine; id: Mine; must start with a letter",
        "category: disk; category: dsik; there is no category 'dsik'; known are",
        "severity: high; severity: grave; there is no severity 'grave'; known are",
        "meaning: It broke.; meaning: ''; meaning is missing",
        "\"flux capacitor\"; \"Flux capacitor\"; must be in lower case",
        "[\"flux capacitor\"]; []; when.contains is empty",
        "(?:lost|gone); (?i)lost; only (?:…) is supported",
        "(?:lost|gone); (?=lost); only (?:…) is supported",
        "(?:lost|gone); lost++; possessive",
        "(?:lost|gone); (?:^|x)lost; mine.yaml:8: when.pattern 'flux capacitor (?:^|x)lost': a GPU could not",
        "(?:lost|gone); [A-Z]ost; in lower case",
        "(?:lost|gone); (lost; Unclosed group",
        "(?:lost|gone); gone; is not recognised",
        "code ([0-9]+); code [0-9]+; must have one group",
        "code: \"7\"; code: \"8\"; has the code 7, not '8'",
        "code: \"7\", ; ``; no sample has a code",
        "before: \"V\"; before: \"A\"; has the volts null, not '12'",
        "before: \"V\"; before: \"e\"; must not start like the rest of a number",
        "volts: \"12\"; ``; no sample reads the value 'volts'",
        "volts: \"12\"; volts: \"12\", amps: \"1\"; unknown values [amps]",
        "flux capacitor found; flux capacitor gone; must not be chosen"
      })
  void aWrongCauseIsNamedWithItsFile(String old, String with, String message) throws IOException {
    addCause(old, with);
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .message()
        .containsPattern("causes/my/own/mine\\.yaml(?::\\d+)?: ")
        .contains(message);
  }

  @Test
  void aTableOfCodesThatIsNotThereIsNamed() throws IOException {
    addCause("meaning: It broke.", "codes: yid\nmeaning: It broke.");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("mine.yaml: there is no table 'yid' in codes; known are [sxid, xid,");
  }

  @Test
  void aTableWithoutACodeToLookUpIsNamed() throws IOException {
    addCause("code: 'exit code ([0-9]+)'", "codes: xid");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("there is no code; add the regex that finds it");
  }

  @Test
  void aFaultWhoseCodeIsInATableMayLeaveTheSeverityToIt() throws IOException {
    addCause("severity: high", "codes: xid");
    assertThat(load().causes())
        .anyMatch(cause -> cause.id().equals("mine") && cause.severity().isEmpty());
  }

  @Test
  void aMessageThatAnotherRuleTakesIsNamed() throws IOException {
    replace("causes/gpu/gpu-off-bus.yaml", "priority: 100", "priority: 9999");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("gpu-off-bus.yaml: ")
        .hasMessageContaining("is taken by 'xid'");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "id: disk; id: other; choose another one",
        "id: disk; id: gpu; the id 'gpu' is that of",
        "'disk|space|i/o'; 'disc'; is not matched",
        "'disk|space|i/o'; 'disk|space|i/o|database'; must not match",
        "with: [error]; with: [ERROR]; must be in lower case",
        "pattern:; # pattern:; no pattern"
      })
  void aWrongCategoryIsNamedWithItsFile(String old, String with, String message)
      throws IOException {
    replace("categories/disk.yaml", old, with);
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("categories/")
        .hasMessageContaining(message);
  }

  @Test
  void aWrongSeverityIsNamedWithItsMessage() throws IOException {
    replace("severities.yaml", "- 'out of memory'", "- 'out of luck'");
    assertThatThrownBy(this::load)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("severities.yaml: the message 'CUDA out of memory")
        .hasMessageContaining("is medium, not 'high'");
  }
}
