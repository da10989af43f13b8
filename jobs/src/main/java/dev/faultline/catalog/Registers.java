package dev.faultline.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the table of what the registers of Xid 144 to 150 say. A row of it holds for drivers of two
 * generations, whose bits differ, and may have a second pattern with an action of its own: each is
 * a {@link RegisterCode}.
 */
final class Registers {

  static final List<String> COLUMNS =
      List.of(
          "code",
          "unit_v1",
          "unit_v2",
          "intr_info_v1",
          "intr_info_v2",
          "error_status",
          "immediate_action",
          "action_2_intr_info_v1",
          "action_2_intr_info_v2",
          "action_2",
          "investigatory_action",
          "nvidia_severity",
          "origin");

  private static final Pattern BITS = Pattern.compile("[01-]{32}");
  private static final Pattern STATUS = Pattern.compile("0x[0-9A-Fa-f]{8}");

  private Registers() {}

  static List<RegisterCode> read(CsvRows csv, Map<String, CodeAction> actions) {
    List<RegisterCode> codes = new ArrayList<>();
    Map<List<String>, String> places = new HashMap<>();
    for (CsvRows.Row row : csv.rows()) {
      for (String column : List.of("immediate_action", "investigatory_action", "action_2")) {
        Codes.checkAction(row, column, actions);
      }
      List<String> key = COLUMNS.subList(0, 6).stream().map(row::get).toList();
      String other = places.putIfAbsent(key, row.place());
      if (other != null) {
        throw row.wrong("the same unit and registers stand in " + other + ", too; remove one");
      }
      for (Long status : statuses(row)) {
        for (String generation : List.of("v1", "v2")) {
          codes.add(code(row, generation, "", "immediate_action", status));
          if (!row.get("action_2").isEmpty()) {
            codes.add(code(row, generation, "action_2_", "action_2", status));
          }
        }
      }
    }
    return codes;
  }

  private static RegisterCode code(
      CsvRows.Row row, String generation, String prefix, String action, Long status) {
    String column = prefix + "intr_info_" + generation;
    String bits = row.get(column);
    if (!BITS.matcher(bits).matches()) {
      throw row.wrong(column + " '" + bits + "' must be 32 characters 0, 1 and -");
    }
    return new RegisterCode(
        row.get("code"),
        row.get("unit_" + generation),
        Long.parseLong(bits.replace('0', '1').replace('-', '0'), 2),
        Long.parseLong(bits.replace('-', '0'), 2),
        status,
        row.get(action),
        row.get("investigatory_action"));
  }

  /** One null for any. */
  private static List<Long> statuses(CsvRows.Row row) {
    List<Long> statuses = new ArrayList<>();
    if (row.get("error_status").isEmpty()) {
      statuses.add(null);
      return statuses;
    }
    for (String status : row.get("error_status").split(" ")) {
      if (!STATUS.matcher(status).matches()) {
        throw row.wrong("error_status '" + status + "' must be 0x and eight hexadecimal digits");
      }
      statuses.add(Long.parseLong(status.substring(2), 16));
    }
    return statuses;
  }
}
