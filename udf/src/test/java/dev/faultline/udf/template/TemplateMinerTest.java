package dev.faultline.udf.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped mask and settings make of messages; {@code ;;} stands between them. */
class TemplateMinerTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        // A value alone, by its sample
        "took 45 s => took <NUM> s",
        "took 45ms => took <*>",
        "took 007 s => took <*> s",
        "from 10.0.0.7:22 => from <IP>",
        "at 0x7f1a => at <HEX>",
        "wrote /var/log/a.log => wrote <PATH>",
        "fetched https://example.org/a?b=1 twice => fetched <PATH> twice",
        "at 12:13:14 => at <TIME>",
        // Words that are values wherever they stand
        "charging: false => charging: <*>",
        "user=none => user=<*>",
        "none of them => none of them",
        "since Sun, Jun  9 => since <*>, <*> <NUM>",
        "May be 9 => May be <NUM>",
        // Names with digits
        "loaded utf8 table 7 => loaded utf8 table <NUM>",
        "gpu7 lost => <*> lost",
        "tcp2_rcv_reset 4 => tcp2_rcv_reset <NUM>",
        // Joined values
        "bssid 5c:50:15:4c:be:ed => bssid <*>",
        "to proxy.example.org:8080 => to <*>",
        "handler.c:17 failed => handler.c:<NUM> failed",
        "cache enable.....1 => cache enable.....<NUM>",
        "wrote core.17 and x-1.rc => wrote core.<NUM> and <*>",
        // Fields
        "name=org.example.app.Main => name=<*>",
        "tty=ssh => tty=ssh",
        "cmp=org.example/.Main => cmp=<*>",
      })
  void aMessageAlone(String message, String template) {
    assertThat(TemplateFiles.templates(List.of(message))).containsExactly(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        // Many words in one place are values, few are not
        "stop ntpd ;; stop httpd ;; stop sshd ;; stop crond ;; stop named => stop <*>",
        "stop ntpd ;; stop httpd => stop ntpd ;; stop httpd",
        // ... fewer if one has digits, or all are dotted
        "stop ntpd ;; stop httpd ;; stop ttyS0 => stop <*>",
        "ping a.example ;; ping b.example ;; ping c.example => ping <*>",
        // The first word says what a message is
        "ntpd up ;; httpd up ;; sshd up ;; crond up ;; named up "
            + "=> ntpd up ;; httpd up ;; sshd up ;; crond up ;; named up",
        // Fields of two kinds of content are values, symbols are not
        "lock tag=Audio n=1 ;; lock tag=Radio n=2 => lock tag=<*> n=<NUM>",
        "key action=KEY_UP ;; key action=KEY_DOWN => key action=KEY_UP ;; key action=KEY_DOWN",
        // Names of fields are none
        "a=1 ;; b=1 ;; c=1 ;; d=1 ;; e=1 => a=<NUM> ;; b=<NUM> ;; c=<NUM> ;; d=<NUM> ;; e=<NUM>",
        // Three texts in quotes are values, commands in quotes are not
        "at \"in a\" ;; at \"by b\" ;; at \"up\" => at \"<*>\"",
        "got \"GET /a HTTP/1.1\" ;; got \"PUT /b HTTP/1.1\" ;; got \"HEAD /c HTTP/1.1\""
            + " => got \"GET <PATH> <*>\" ;; got \"PUT <PATH> <*>\" ;; got \"HEAD <PATH> <*>\"",
        // Lists of changing length
        "free: 1 2 ;; free: 1 2 3 ;; free: 4 => free: <*>",
        "free: 1 2 ;; used: 1 2 3 => free: <NUM> <NUM> ;; used: <NUM> <NUM> <NUM>",
        // Quantities
        "sent 12 bytes, done ;; sent 2048 bytes (2 KB), done => sent <*>, done",
        "sent 12 bytes ;; sent 13 bytes => sent <NUM> bytes",
        // A name before a value
        "synced to LOCAL(0), stratum 3 ;; synced to 10.0.0.1, stratum 2 => synced to <*>, stratum <NUM>",
        // An identifier with a digit inside is a name, if the digit never changes
        "tcp2_open a ;; tcp2_open b => tcp2_open a ;; tcp2_open b",
        "tcp2_open a ;; tcp3_open b => <*> a ;; <*> b",
        // Kinds that differ
        "at 1, k=ann ;; at 0x1f, k=bob => at <*>, k=<*>",
      })
  void messagesTogether(String messages, String templates) {
    List<String> mined = TemplateFiles.templates(List.of(messages.split(" ;; ")));
    assertThat(new LinkedHashSet<>(mined))
        .containsExactlyElementsOf(List.of(templates.split(" ;; ")));
  }

  @Test
  void aWordThatWasAValueElsewhereIsOneBesideAValue() {
    List<String> messages =
        List.of(
            "login of ann ok",
            "login of bob ok",
            "login of cat ok",
            "login of dan ok",
            "login of eve ok",
            "logout by ann",
            "logout by host7");
    assertThat(TemplateFiles.templates(messages)).endsWith("logout by <*>", "logout by <*>");
  }

  @Test
  void whatFollowsTheLastTokenThatIsLookedAtIsOneValue() {
    String words = IntStream.range(0, 300).mapToObj(i -> "a").collect(Collectors.joining(" "));
    String template = TemplateFiles.templates(List.of(words)).get(0);
    assertThat(template).endsWith("a <*>").hasSize(2 * 100 + "<*>".length());
  }

  @Test
  void anIdIsTheHashOfTheText() {
    Shape shape = new Shape("ABC", null);
    // SELECT lower(hex(xxhash64('ABC')))
    assertThat(TemplateFiles.MINER.mine(List.of(shape)))
        .containsExactly(new Template("38fa6e9192581dcb", "ABC"));
  }

  @Test
  void ofAShapeOfTwoLinesTheSecondHasNoKinds() {
    Shape shape = new Shape("job # failed | ValueError: bad #", "app: job 7 failed");
    assertThat(TemplateFiles.MINER.mine(List.of(shape)))
        .extracting(Template::text)
        .containsExactly("job <NUM> failed | ValueError: bad <*>");
  }

  @Test
  void withoutSamplesNoKindIsCertain() {
    List<Template> mined =
        TemplateFiles.MINER.mine(
            Arrays.asList(new Shape("took # s", null), new Shape("wrote /a/b in # s", null)));
    assertThat(mined)
        .extracting(Template::text)
        .containsExactly("took <*> s", "wrote <PATH> in <*> s");
  }

  @Test
  void noShapesNoTemplates() {
    assertThat(TemplateFiles.MINER.mine(List.of())).isEmpty();
  }
}
