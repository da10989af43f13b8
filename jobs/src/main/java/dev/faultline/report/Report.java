package dev.faultline.report;

import dev.faultline.ingest.Ledger;
import java.util.List;

/**
 * All that a report tells; the renderers differ only in how.
 *
 * @param facts what it is about
 * @param ledger what was read
 * @param sections what was found, in order
 */
public record Report(RunFacts facts, Ledger ledger, List<SectionResult> sections) {

  /** Version of the keys of {@code report.json} and of the columns of the tables. */
  public static final int SCHEMA_VERSION = 1;

  /** Copies the list. */
  public Report {
    sections = List.copyOf(sections);
  }

  /** Returns the folder that all files are in, with its last slash, or the empty string. */
  String root() {
    List<Ledger.Entry> files = ledger.files();
    if (files.isEmpty()) {
      return "";
    }
    String common = files.get(0).path();
    for (Ledger.Entry file : files) {
      int i = 0;
      int most = Math.min(common.length(), file.path().length());
      while (i < most && common.charAt(i) == file.path().charAt(i)) {
        i++;
      }
      common = common.substring(0, i);
    }
    return common.substring(0, common.lastIndexOf('/') + 1);
  }
}
