package dev.faultline.catalog;

import dev.faultline.MadePart;
import dev.faultline.udf.format.FormatSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** docs/formats.md lists the formats in conf/formats, in the order in which they are tried. */
class FormatDocsTest {

  @Test
  void theTableIsUpToDate() throws IOException {
    List<FormatSpec> formats =
        Catalog.load(null, new Configuration()).formats().stream()
            .sorted(
                Comparator.comparing(FormatSpec::catchAll)
                    .thenComparingInt(FormatSpec::priority)
                    .thenComparing(FormatSpec::id))
            .toList();
    StringBuilder table = new StringBuilder("| format | what | a line of it |\n|---|---|---|\n");
    for (FormatSpec format : formats) {
      String only = format.sniffOnly() ? " (only where the head of the file shows it)" : "";
      String line = format.matches().get(0).line();
      table.append(
          String.format(
              "| `%s` | %s%s | `` %s `` |\n",
              format.id(), format.title(), only, line.replace("|", "\\|")));
    }
    new MadePart(Path.of("../docs/formats.md"), "formats").check(table.toString());
  }
}
