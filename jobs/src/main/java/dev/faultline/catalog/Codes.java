package dev.faultline.catalog;

import dev.faultline.udf.rule.CodeSeverities;
import dev.faultline.udf.rule.SeveritySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What numbers in messages stand for: {@code conf/codes/*.csv}. They are looked up, not matched.
 *
 * @param tables name of the table ({@code xid}) to its rows, the one for all others last
 * @param actions what the actions in them mean, by rank
 * @param registers what the registers of Xid 144 to 150 say
 */
public record Codes(
    Map<String, List<CodeRow>> tables, List<CodeAction> actions, List<RegisterCode> registers) {

  /** Folder in the configuration. */
  static final String FOLDER = "codes";

  private static final String ACTIONS = FOLDER + "/actions.csv";
  private static final String REGISTERS = FOLDER + "/xid-144-150.csv";
  private static final Pattern NAME = Pattern.compile(FOLDER + "/([a-z][a-z0-9-]*)\\.csv");
  private static final List<String> ROW =
      List.of(
          "code", "name", "description", "immediate_action", "investigatory_action", "severity");

  /** Returns whether a file of the configuration is read here. */
  static boolean isTable(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Reads and checks all tables. A configuration need not have any.
   *
   * @throws CatalogException naming file and line, what is wrong, and what to do
   */
  static Codes read(ConfFiles files) {
    List<String> names = files.texts().keySet().stream().filter(Codes::isTable).toList();
    if (names.isEmpty()) {
      return new Codes(Map.of(), List.of(), List.of());
    }
    List<CodeAction> actions = actions(rows(files, ACTIONS, List.of("action", "rank", "meaning")));
    Map<String, CodeAction> known =
        actions.stream().collect(Collectors.toMap(CodeAction::action, action -> action));
    Map<String, List<CodeRow>> tables = new LinkedHashMap<>();
    List<RegisterCode> registers = List.of();
    for (String name : names) {
      if (name.equals(REGISTERS)) {
        registers = Registers.read(rows(files, name, Registers.COLUMNS), known);
      } else if (!name.equals(ACTIONS)) {
        String table = name.replaceFirst(".*/", "").replaceFirst("\\.csv$", "");
        tables.put(table, table(table, rows(files, name, ROW), known));
      }
    }
    checkRegisters(registers, tables.getOrDefault("xid", List.of()), files.at(REGISTERS));
    return new Codes(tables, actions, registers);
  }

  private static void checkRegisters(
      List<RegisterCode> registers, List<CodeRow> xids, String place) {
    Set<String> known = xids.stream().map(CodeRow::code).collect(Collectors.toSet());
    for (RegisterCode register : registers) {
      if (!xids.isEmpty() && !known.contains(register.code())) {
        throw new CatalogException(
            String.format(
                "%s: there is no Xid '%s' in codes/xid.csv; add it there or change it.",
                place, register.code()));
      }
    }
  }

  private static CsvRows rows(ConfFiles files, String name, List<String> columns) {
    return CsvRows.read(files.required(name), files.at(name)).with(columns);
  }

  private static List<CodeAction> actions(CsvRows rows) {
    List<CodeAction> actions = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    for (CsvRows.Row row : rows.rows()) {
      checkNew(row, "action", places);
      if (!row.get("rank").matches("[0-9]{1,3}")) {
        throw row.wrong("the rank '" + row.get("rank") + "' must be a whole number of 0 to 999");
      }
      if (row.get("meaning").isEmpty()) {
        throw row.wrong("the meaning is missing; say what to do, in a sentence");
      }
      actions.add(
          new CodeAction(row.get("action"), Integer.parseInt(row.get("rank")), row.get("meaning")));
    }
    return actions;
  }

  private static List<CodeRow> table(String table, CsvRows csv, Map<String, CodeAction> actions) {
    List<CodeRow> rows = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    CodeRow others = null;
    for (CsvRows.Row row : csv.rows()) {
      checkNew(row, "code", places);
      if (row.get("code").matches("0[0-9]+")) {
        throw row.wrong(
            "the code '" + row.get("code") + "' begins with 0, which no message writes");
      }
      checkAction(row, "immediate_action", actions);
      checkAction(row, "investigatory_action", actions);
      if (!SeveritySpec.ALL.contains(row.get("severity"))) {
        throw row.wrong(
            String.format(
                "there is no severity '%s'; known are %s", row.get("severity"), SeveritySpec.ALL));
      }
      CodeRow read =
          new CodeRow(
              table,
              row.get("code"),
              row.get("name"),
              row.get("description"),
              row.get("immediate_action"),
              row.get("investigatory_action"),
              row.get("severity"));
      if (read.code().equals(CodeRow.DEFAULT)) {
        others = read;
      } else if (read.name().isEmpty()) {
        throw row.wrong("the name is missing");
      } else {
        rows.add(read);
      }
    }
    if (others == null) {
      throw new CatalogException(
          csv.place() + ": there is no row 'default'; add it, for codes that have none.");
    }
    CodeRow filling = others;
    rows.replaceAll(row -> row.filledFrom(filling));
    rows.add(others);
    return rows;
  }

  private static void checkNew(CsvRows.Row row, String column, Map<String, String> places) {
    String key = row.get(column);
    if (key.isEmpty()) {
      throw row.wrong("the " + column + " is missing");
    }
    String other = places.putIfAbsent(key, row.place());
    if (other != null) {
      throw row.wrong(
          String.format("the %s '%s' stands in %s, too; remove one", column, key, other));
    }
  }

  /** An action may be blank. */
  static void checkAction(CsvRows.Row row, String column, Map<String, CodeAction> actions) {
    String action = row.get(column);
    if (!action.isEmpty() && !actions.containsKey(action)) {
      throw row.wrong(
          String.format(
              "%s '%s' is no action of actions.csv; add it there or change it", column, action));
    }
  }

  /** Returns the row of a code of a table that is there, or the one for all others. */
  public CodeRow row(String table, String code) {
    List<CodeRow> rows = tables.get(table);
    return rows.stream()
        .filter(row -> row.code().equals(code))
        .findFirst()
        .orElse(rows.get(rows.size() - 1));
  }

  /** Returns what an action of a row means; the action itself if it is blank. */
  public String meaning(String action) {
    return actions.stream()
        .filter(known -> known.action().equals(action))
        .map(CodeAction::meaning)
        .findFirst()
        .orElse(action);
  }

  /** Returns how bad the faults are that bear a code. */
  CodeSeverities severities() {
    return new CodeSeverities(
        tables.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    table ->
                        table.getValue().stream()
                            .collect(Collectors.toMap(CodeRow::code, CodeRow::severity)))));
  }

  /** Returns what was read, in some words. */
  String summary() {
    return String.format(
        "%d code tables with %d codes, %d actions and %d meanings of registers",
        tables.size(),
        tables.values().stream().mapToInt(rows -> rows.size() - 1).sum(),
        actions.size(),
        registers.size());
  }
}
