package dev.faultline.shape;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import dev.faultline.udf.rule.PciAddress;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** SQL and Java see the same address in any text, or none. */
class PciColumnsTest {

  private static final StructType TEXTS = new StructType().add("text", DataTypes.StringType);

  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void sqlAndJavaSeeTheSame(@ForAll("texts") List<String> texts) {
    List<Row> rows = new ArrayList<>();
    texts.forEach(text -> rows.add(RowFactory.create(text)));
    rows.add(RowFactory.create((String) null));
    List<Row> seen =
        LocalSpark.session()
            .createDataFrame(rows, TEXTS)
            .select(col("text"), PciColumns.normalised(col("text")))
            .collectAsList();
    for (Row row : seen) {
      assertThat(row.getString(1))
          .as("<%s>", row.getString(0))
          .isEqualTo(PciAddress.normalised(row.getString(0)));
    }
    assertThat(seen).filteredOn(row -> row.isNullAt(1)).hasSizeBetween(100, texts.size());
    assertThat(seen).filteredOn(row -> !row.isNullAt(1)).hasSizeGreaterThan(100);
  }

  /** What addresses are made of, mostly in their order, and what is foreign to them. */
  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> hex =
        Arbitraries.strings().withChars("00000019afAF").ofMinLength(1).ofMaxLength(9);
    Arbitrary<String> address =
        Combinators.combine(
                Arbitraries.of("", "", "PCI:", "pci@", "Pci:"),
                Arbitraries.frequencyOf(
                    Tuple.of(2, Arbitraries.of("", "0000:", "00000000:", "00010000:", "ABCD:")),
                    Tuple.of(1, hex.map(text -> text + ":"))),
                Arbitraries.of("4b:00", "4B:1f", "00:00", "fF:0A", "4b:20", "4:0"),
                Arbitraries.of("", ".0", ".7", ".8", ".", ":", ".0:", "\n", ".0\r\n", "\u2028"),
                Arbitraries.of("", "", "", "", " ", "é", "\u0130", "\u212a", "x"))
            .as(
                (prefix, domain, device, function, end) ->
                    prefix + domain + device + function + end);
    Arbitrary<String> token =
        Arbitraries.of(
            "0", "4b", "0000", ":", ":", ".", "PCI:", "\n", "é", "\u0130", "g", "-", " ");
    Arbitrary<String> any = token.list().ofMaxSize(8).map(tokens -> String.join("", tokens));
    return Arbitraries.frequencyOf(Tuple.of(3, address), Tuple.of(1, any)).list().ofSize(2000);
  }
}
