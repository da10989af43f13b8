package dev.faultline.udf.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private final Redactor redactor = RedactionFiles.redactor();

  private static Redactor with(String... asked) {
    return new Redactor(RedactionFiles.shipped().with(List.of(asked)), RedactionFiles.KEY);
  }

  /** {@code printf hunter2 | openssl dgst -sha256 -hmac 'a key that only tests use'}. */
  @Test
  void aPseudonymIsTheHmacOfTheSecret() {
    long first = 0xad93c158e83a8a3bL;
    assertThat(redactor.redacted("x password=hunter2 y"))
        .isEqualTo("x password=redacted-password-%012d y", (first >>> 1) % 1_000_000_000_000L);
  }

  @Test
  void theSameSecretHasTheSamePseudonymAndNoOther() {
    String a = redactor.redacted("login alice@example.com, password=Zk93hQ0v");
    assertThat(redactor.redacted("{\"mail\": \"alice@example.com\"}"))
        .contains(a.substring(6, a.indexOf(',')));
    assertThat(redactor.redacted("login alicf@example.com, password=Zk93hQ0v"))
        .doesNotContain(a.substring(6, a.indexOf(',')))
        .endsWith(a.substring(a.indexOf("password")));
    Redactor other = new Redactor(RedactionFiles.shipped().with(List.of()), RedactionKey.random());
    assertThat(other.redacted("password=Zk93hQ0v"))
        .isNotEqualTo(redactor.redacted("password=Zk93hQ0v"));
  }

  @Test
  void whatIsNotEnabledIsLeftUnlessAsked() {
    String line = "Failed password for invalid user guest from 192.0.2.44 port 42491 ssh2";
    assertThat(redactor.redacted(line)).isEqualTo(line);
    assertThat(with("ip-address").redacted(line))
        .matches(".* user guest from redacted-ip-address-\\d{12} port 42491 ssh2");
    assertThat(with("ip-address", "user-name").redacted(line)).doesNotContain("guest", "192.0.2");
    assertThatThrownBy(() -> with("ip-adress"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'ip-adress'")
        .hasMessageContaining("known are aws-access-key-id, ");
  }

  @Test
  void countsArePerRuleAndOfTheLastLine() {
    byte[] line = "a@example.com b@example.com password=x9 ".getBytes(UTF_8);
    Map<String, Long> counts = new TreeMap<>();
    assertThat(redactor.redact(line, 0, line.length, 0)).isTrue();
    redactor.count(counts);
    assertThat(counts).isEqualTo(Map.of("email", 2L, "password", 1L));
    assertThat(redactor.redact(line, 0, 14, 41)).isTrue();
    redactor.count(counts);
    assertThat(counts).isEqualTo(Map.of("email", 3L, "password", 1L));
  }

  @Test
  void aBlockEndsAtItsEndOrItsReach() {
    String key = "MIIEowIBAAKCAQEA7bq3vZk93hQ0vLm27TtYwMIIEowIBAAKCAQEA7bq3vZk93hQ";
    byte[] begin = "-----BEGIN EC PRIVATE KEY-----".getBytes(UTF_8);
    byte[] line = key.getBytes(UTF_8);
    redactor.reset();
    assertThat(redactor.redact(line, 0, line.length, 0)).isFalse();
    assertThat(redactor.redact(begin, 0, begin.length, 100)).isFalse();
    assertThat(redactor.redact(line, 0, line.length, 200)).isTrue();
    assertThat(redactor.redact(line, 0, line.length, 99 + Redactor.BLOCK_BYTES)).isTrue();
    assertThat(redactor.redact(line, 0, line.length, 100 + Redactor.BLOCK_BYTES)).isFalse();
  }

  @Test
  void aKeyIsLongAndNeverShown() {
    Map<String, String> environment = Map.of(RedactionKey.VARIABLE, "fifteen letters");
    assertThatThrownBy(() -> RedactionKey.of(environment))
        .hasMessageContaining(RedactionKey.VARIABLE)
        .hasMessageContaining("15 characters")
        .hasMessageNotContaining("fifteen");
    assertThat(RedactionFiles.KEY).hasToString("RedactionKey");
    assertThat(RedactionKey.of(Map.of())).isSameAs(RedactionKey.of(Map.of()));
  }

  /** No line takes long, whatever it is made of. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "@",
        "a@",
        "a.",
        "a@a.",
        "://",
        "://a:",
        "a:",
        "password",
        "password=",
        "password=\"\\",
        "password=\"\\\"",
        "password=a,",
        "pwd ",
        "--password ",
        "token:",
        "token: a",
        "secret=",
        "-token ",
        "api_key\":",
        "authorization:",
        "authorization: bearer ",
        "bearer ",
        "cookie: a=",
        "cookie: a=b; ",
        "a=b; ",
        "sk-",
        "sk-a",
        "eyJh",
        "eyJhbGciOiJI.",
        "mysql ",
        "mysql -u ",
        "curl -u ",
        "wandb login ",
        "wandb key --a ",
        "AccountKey=",
        "sig=",
        "session_id=",
        "sid=a",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\\n",
        "-----BEGIN ",
        "A",
        "\\n",
        "\"",
        "'",
        "=",
        "\\",
        "<pass",
        " ",
        "1.",
        "0:",
        "user ",
        "for user ",
        "\u0085"
      })
  void noLineTakesLong(String piece) {
    Redactor all = with("ip-address", "user-name");
    for (String head : List.of("", "token: ")) {
      String line = head + piece.repeat((1 << 17) / piece.length());
      // A pattern whose time grows with the square of the length takes a minute; others take less
      // than a second, and on a busy machine several.
      assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> all.redacted(line), () -> head + piece);
    }
  }
}
