package dev.faultline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {

  private static final String ACTIONS =
      """
      # what to do
      action,rank,meaning
      IGNORE,0,Nothing.
      RESET_GPU,9,"Reset it, then look."
      CONTACT_SUPPORT,12,Ask.
      """;
  private static final String TABLE =
      """
      # a comment, with a comma
      code,name,description,old_gpu,immediate_action,investigatory_action,severity
      1,FIRST,it broke,yes,RESET_GPU,IGNORE,high
      2,SECOND,,no,RESET_GPU,,medium
      3,THIRD,,no,,,medium
      default,,,,CONTACT_SUPPORT,IGNORE,high
      """;
  private static final String REGISTERS =
      """
      code,unit_v1,unit_v2,intr_info_v1,intr_info_v2,error_status,immediate_action,\
      action_2_intr_info_v1,action_2_intr_info_v2,action_2,investigatory_action,nvidia_severity,origin
      145,OLD,NEW,----------------------0011000010,-------------------------0000110,\
      0x00000001 0xFFFFFFFF,IGNORE,---------------------10011000010,------------------------10000110,\
      RESET_GPU,CONTACT_SUPPORT,Non-fatal,SW
      149,OLD,NEW,----------------------0111000110,-------------------------0010001,,RESET_GPU,\
      ,,,CONTACT_SUPPORT,Fatal,HW
      """;

  private static Codes read(Map<String, String> texts) {
    return Codes.read(new ConfFiles("my-conf", new TreeMap<>(texts)));
  }

  private static Codes read(String actions, String table, String registers) {
    return read(
        Map.of(
            "codes/actions.csv", actions,
            "codes/mine.csv", table,
            "codes/xid-144-150.csv", registers));
  }

  @Test
  void whatARowLeavesBlankIsThatOfTheRowForAllOthers() {
    assertThat(read(ACTIONS, TABLE, REGISTERS).tables())
        .isEqualTo(
            Map.of(
                "mine",
                List.of(
                    new CodeRow("mine", "1", "FIRST", "it broke", "RESET_GPU", "IGNORE", "high"),
                    new CodeRow("mine", "2", "SECOND", "", "RESET_GPU", "IGNORE", "medium"),
                    new CodeRow("mine", "3", "THIRD", "", "CONTACT_SUPPORT", "IGNORE", "medium"),
                    new CodeRow("mine", "default", "", "", "CONTACT_SUPPORT", "IGNORE", "high"))));
  }

  @Test
  void registersHoldForBothGenerationsEachStatusAndTheSecondAction() {
    assertThat(read(ACTIONS, TABLE, REGISTERS).registers())
        .containsExactly(
            register("145", "OLD", 0x3ff, 0xc2, 1L, "IGNORE"),
            register("145", "OLD", 0x7ff, 0x4c2, 1L, "RESET_GPU"),
            register("145", "NEW", 0x7f, 0x6, 1L, "IGNORE"),
            register("145", "NEW", 0xff, 0x86, 1L, "RESET_GPU"),
            register("145", "OLD", 0x3ff, 0xc2, 0xffffffffL, "IGNORE"),
            register("145", "OLD", 0x7ff, 0x4c2, 0xffffffffL, "RESET_GPU"),
            register("145", "NEW", 0x7f, 0x6, 0xffffffffL, "IGNORE"),
            register("145", "NEW", 0xff, 0x86, 0xffffffffL, "RESET_GPU"),
            register("149", "OLD", 0x3ff, 0x1c6, null, "RESET_GPU"),
            register("149", "NEW", 0x7f, 0x11, null, "RESET_GPU"));
  }

  private static RegisterCode register(
      String code, String unit, long mask, long bits, Long status, String action) {
    return new RegisterCode(code, unit, mask, bits, status, action, "CONTACT_SUPPORT");
  }

  @Test
  void aConfigurationNeedNotHaveTables() {
    assertThat(read(Map.of()).tables()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "3,THIRD; 2,THIRD; mine.csv:5: the code '2' stands in my-conf/codes/mine.csv:4, too",
        "3,THIRD; ,THIRD; mine.csv:5: the code is missing",
        "3,THIRD; 3,; mine.csv:5: the name is missing",
        "3,THIRD,,no,,,medium; ,,,,,,; mine.csv:5: the row is empty",
        "3,THIRD,,no,,,medium; ` `; mine.csv:5: the row is empty",
        "3,THIRD,,no,,,medium; 3,THIRD,,no,,medium; mine.csv:5: the row has 6 values, not 7",
        "3,THIRD,,no,,,medium; 3,\"TH\"IRD\",,no,,,medium; mine.csv:5: this is no CSV",
        "RESET_GPU,,medium; RESET_CPU,,medium; mine.csv:4: immediate_action 'RESET_CPU' is no",
        "RESET_GPU,,medium; IGNORE,reset,medium; mine.csv:4: investigatory_action 'reset' is no",
        "IGNORE,high; IGNORE,grave; mine.csv:3: there is no severity 'grave'; known are",
        "3,THIRD; 03,THIRD; mine.csv:5: the code '03' begins with 0",
        "name,; code,; mine.csv:2: a column stands here twice",
        "description,; text,; mine.csv: the column description is missing",
        "default,; 4,X; mine.csv: there is no row 'default'"
      })
  void aWrongRowIsNamedWithFileAndLine(String old, String with, String message) {
    assertThat(TABLE).contains(old);
    String wrong =
        TABLE
            .lines()
            .map(line -> line.replaceFirst(Pattern.quote(old), with))
            .collect(Collectors.joining("\n"));
    assertThatThrownBy(() -> read(ACTIONS, wrong, REGISTERS))
        .isInstanceOf(CatalogException.class)
        .hasMessageStartingWith("my-conf/codes/" + message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "RESET_GPU,9; RESET_GPU,far; actions.csv:4: the rank 'far' must be a whole number",
        "RESET_GPU,9; IGNORE,9; actions.csv:4: the action 'IGNORE' stands in",
        "IGNORE,0,Nothing.; IGNORE,0,; actions.csv:3: the meaning is missing"
      })
  void aWrongActionIsNamedWithFileAndLine(String old, String with, String message) {
    assertThatThrownBy(() -> read(ACTIONS.replace(old, with), TABLE, REGISTERS))
        .isInstanceOf(CatalogException.class)
        .hasMessageStartingWith("my-conf/codes/" + message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "----------------------0111000110; 0111000110; xid-144-150.csv:3: intr_info_v1 '0111000110'",
        "0xFFFFFFFF; 15; xid-144-150.csv:2: error_status '15' must be 0x and eight",
        "RESET_GPU,CONTACT_SUPPORT,Non; RESET,CONTACT_SUPPORT,Non; xid-144-150.csv:2: action_2 'RESET'"
      })
  void wrongRegistersAreNamedWithFileAndLine(String old, String with, String message) {
    assertThat(REGISTERS).contains(old);
    assertThatThrownBy(() -> read(ACTIONS, TABLE, REGISTERS.replace(old, with)))
        .isInstanceOf(CatalogException.class)
        .hasMessageStartingWith("my-conf/codes/" + message);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstLine() {
    assertThat(read("\ufeff" + ACTIONS, "\ufeff" + TABLE, REGISTERS))
        .isEqualTo(read(ACTIONS, TABLE, REGISTERS));
  }

  @Test
  void registersOfAnXidThatIsNotThereAreRefused() {
    String xids = TABLE.replace("\n3,", "\n145,");
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "codes/actions.csv", ACTIONS,
                        "codes/xid.csv", xids,
                        "codes/xid-144-150.csv", REGISTERS)))
        .isInstanceOf(CatalogException.class)
        .hasMessageStartingWith("my-conf/codes/xid-144-150.csv: there is no Xid '149'");
  }

  @Test
  void theSameRegistersTwiceAreRefused() {
    String last = REGISTERS.lines().reduce((a, b) -> b).orElseThrow();
    assertThatThrownBy(() -> read(ACTIONS, TABLE, REGISTERS + last))
        .hasMessageStartingWith("my-conf/codes/xid-144-150.csv:4: the same unit and registers");
  }
}
