package dev.faultline.udf.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PciAddressTest {

  /** How an address of these numbers may be written. */
  record Written(String text, String expected) {}

  @ParameterizedTest
  @CsvSource({
    "0000:4b:00.0,        0000:4b:00",
    "00000000:4B:00.0,    0000:4b:00",
    "4b:00.0,             0000:4b:00",
    "4B:00,               0000:4b:00",
    "PCI:0000:4b:00,      0000:4b:00",
    "pci@0000:4b:00.0,    0000:4b:00",
    "0000:3a:00.0:,       0000:3a:00",
    "0008:01:00,          0008:01:00",
    "10000:e1:00.0,       10000:e1:00",
    "00010000:E1:1F.7,    10000:e1:1f",
    "0001:00:1f.3,        0001:00:1f"
  })
  void everySpellingIsTheSame(String text, String expected) {
    assertThat(PciAddress.normalised(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "N/A",
        "4b",
        "4b:00.8",
        "4b:20.0",
        "12:34:56",
        "000:4b:00.0",
        "0000:4b:00.0 x",
        "x0000:4b:00.0",
        "123456789:4b:00.0",
        "PCI:1:0:0",
        "0000.4b.00.0",
        "٠٠٠٠:4b:00.0"
      })
  void whatIsNoneIsNull(String text) {
    assertThat(PciAddress.normalised(text)).isNull();
  }

  @Property
  void writtenAndReadAgain(@ForAll("addresses") Written address) {
    assertThat(PciAddress.normalised(address.text())).isEqualTo(address.expected());
    assertThat(PciAddress.normalised(address.expected())).isEqualTo(address.expected());
  }

  @Provide
  Arbitrary<Written> addresses() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 0xffff_ffffL),
            Arbitraries.integers().between(0, 0xff),
            Arbitraries.integers().between(0, 0x1f),
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(0, 63))
        .as(PciAddressTest::written);
  }

  private static Written written(long domain, int bus, int device, int function, int style) {
    long shown = (style & 1) == 0 ? domain : domain & 0x1ffff;
    boolean bare = (style & 2) != 0;
    String place = String.format(Locale.ROOT, "%02x:%02x", bus, device);
    String text =
        bare
            ? place
            : String.format(Locale.ROOT, (style & 4) == 0 ? "%04x:" : "%08x:", shown) + place;
    text += (style & 8) == 0 ? "." + function : "";
    text = ((style & 16) == 0 ? "" : "PCI:") + text;
    text = (style & 32) == 0 ? text : text.toUpperCase(Locale.ROOT);
    return new Written(
        text, bare ? "0000:" + place : String.format(Locale.ROOT, "%04x:", shown) + place);
  }
}
