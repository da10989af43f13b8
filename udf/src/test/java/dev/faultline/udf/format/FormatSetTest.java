package dev.faultline.udf.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many formats there may be. */
class FormatSetTest {

  /** The shipped ones of JSON, and others that take lines with their number. */
  private static List<LogFormat> formats(int others) {
    List<LogFormat> formats = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      formats.add(
          LogFormat.compile(
              FormatFiles.parse("{id: n" + i + ", pattern: '" + i + ": {body}', priority: 7}")));
    }
    FormatFiles.shipped().stream()
        .map(LogFormat::compile)
        .filter(format -> format.json() != null)
        .forEach(formats::add);
    return formats;
  }

  @Test
  void formatsOfJsonDoNotCountForTheLimit() {
    FormatSet set = new FormatSet(formats(FormatSet.MOST_FORMATS));
    Sniffer sniffer = new Sniffer(set);
    byte[] line = "63: x".getBytes(US_ASCII);
    assertThat(sniffer.feed(line, 0, line.length, true)).isTrue();
    int index = set.match(line, 0, line.length, sniffer.candidates(), new Header());
    assertThat(set.formats().get(index).spec().id()).isEqualTo("n63");
    byte[] none = "64: x".getBytes(US_ASCII);
    assertThat(sniffer.feed(none, 0, none.length, true)).isFalse();
    assertThat(set.match(none, 0, none.length, -1L, new Header())).isNegative();

    LineText text = new LineText(set);
    byte[] json = "{\"msg\":\"x\",\"level\":\"info\"}".getBytes(US_ASCII);
    text.read(json, 0, json.length);
    assertThat(set.formats().get(text.match(-1L, new Header())).spec().id()).isEqualTo("json");
  }

  @Test
  void oneTooManyIsToldSo() {
    assertThatThrownBy(() -> new FormatSet(formats(FormatSet.MOST_FORMATS + 1)))
        .hasMessageContaining("65 log formats that are no JSON; at most 64");
  }
}
