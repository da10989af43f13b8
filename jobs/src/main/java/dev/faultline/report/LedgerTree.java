package dev.faultline.report;

import dev.faultline.ingest.Ledger;
import dev.faultline.ingest.Levels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ledger as the tree of {@code report.json}; docs/report.md names its keys. */
public final class LedgerTree {

  /** Version of the keys of {@code report.json}. */
  public static final int SCHEMA_VERSION = 1;

  private LedgerTree() {}

  /** Returns the tree, with its keys in a fixed order. */
  public static Map<String, Object> of(Ledger ledger, Levels levels) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("schema_version", SCHEMA_VERSION);
    tree.putAll(totals(ledger));
    tree.put("levels", levels.byLevel());
    tree.put("formats", levels.byFormat());
    tree.put("time", time(levels));
    tree.put("errors_by_file", errorsByFile(ledger, levels));
    tree.put("files", files(ledger));
    tree.put("skipped", ledger.skipped());
    tree.put("problems", ledger.allProblems());
    return tree;
  }

  /** Returns only the sums, {@code lines} and {@code bytes}. */
  public static Map<String, Object> totals(Ledger ledger) {
    Ledger.Totals totals = ledger.totals();
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("read", totals.lines());
    lines.put("records", totals.records());
    lines.put("continuation", totals.continuationLines());
    lines.put("unparsed", totals.unparsedLines());
    lines.put("blank", totals.blankLines());
    lines.put("undecodable", totals.undecodableLines());
    lines.put("nul", totals.nulLines());
    lines.put("cut", totals.cutLines());

    Map<String, Object> bytes = new LinkedHashMap<>();
    bytes.put("read", totals.readBytes());
    bytes.put("stored", totals.storedBytes());

    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("lines", lines);
    tree.put("bytes", bytes);
    return tree;
  }

  private static Map<String, Object> time(Levels levels) {
    Map<String, Object> time = new LinkedHashMap<>();
    if (levels.first() != null) {
      time.put("first", levels.first().toString());
      time.put("last", levels.last().toString());
    }
    return time;
  }

  private static Map<String, Long> errorsByFile(Ledger ledger, Levels levels) {
    Map<String, Long> errors = new LinkedHashMap<>();
    levels.errorsByFile().forEach((id, n) -> errors.put(ledger.files().get(id).path(), n));
    return errors;
  }

  private static List<Map<String, Object>> files(Ledger ledger) {
    List<Map<String, Object>> files = new ArrayList<>();
    for (Ledger.Entry file : ledger.files()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("log_file_path", file.path());
      tree.put("compression", file.compression());
      tree.put("stored_bytes", file.lengthBytes());
      tree.put("read_bytes", file.readBytes());
      tree.put("lines", file.lines());
      tree.put("records", file.records());
      tree.put("continuation_lines", file.continuationLines());
      tree.put("unparsed_lines", file.unparsedLines());
      tree.put("blank_lines", file.blankLines());
      tree.put("undecodable_lines", file.undecodableLines());
      tree.put("nul_lines", file.nulLines());
      tree.put("cut_lines", file.cutLines());
      tree.put("problems", file.problems());
      files.add(tree);
    }

    return files;
  }
}
