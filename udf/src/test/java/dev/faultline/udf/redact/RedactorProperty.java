package dev.faultline.udf.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.udf.literal.LiteralScan;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What holds of the shipped rules for any lines. */
class RedactorProperty {

  private final Redactor redactor = RedactionFiles.redactor();
  private final LiteralScan literals = new LiteralScan();

  RedactorProperty() {
    for (RedactionRule rule : RedactionFiles.shipped().with(List.of()).rules()) {
      rule.literals().forEach(literal -> literals.add(literal, 1));
    }
  }

  @Property(tries = 20_000)
  void whatIsRedactedStaysSo(@ForAll("lines") String line) {
    String once = redactor.redacted(line);
    assertThat(redactor.redacted(once)).isEqualTo(once);
  }

  @Property(tries = 5000)
  void theBytesOfTheLineStayAndWhatIsLeftIsUtf8(@ForAll("lines") String line) {
    byte[] bytes = line.getBytes(UTF_8);
    redactor.reset();
    boolean changed = redactor.redact(bytes, 0, bytes.length, 0);
    assertThat(new String(bytes, UTF_8)).isEqualTo(line);
    if (changed) {
      String left = new String(redactor.buffer(), 0, redactor.length(), UTF_8);
      assertThat(left).isNotEqualTo(line).contains("redacted-").doesNotContain("\ufffd");
    }
  }

  @Property(tries = 5000)
  void aLineWithoutALiteralIsLeftAlone(@ForAll("lines") String line) {
    byte[] bytes = line.getBytes(UTF_8);
    if (literals.find(bytes, 0, bytes.length) == 0) {
      redactor.reset();
      assertThat(redactor.redact(bytes, 0, bytes.length, 0)).isFalse();
    }
  }

  /** Who begins anywhere, 64 KiB early, finds the same in each line. */
  @Property(tries = 300)
  void theSameFromAnyPlace(
      @ForAll("files") List<String> lines, @ForAll @IntRange(max = 1000) int permille) {
    List<String> whole = from(lines, 0);
    int first = lines.size() * permille / 1001;
    long wanted = offset(lines, first) - Redactor.BLOCK_BYTES;
    int early = 0;
    while (offset(lines, early) <= wanted) {
      early++;
    }
    List<String> part = from(lines, early);
    assertThat(part.subList(first - early, part.size()))
        .isEqualTo(whole.subList(first, whole.size()));
  }

  private static long offset(List<String> lines, int line) {
    return lines.subList(0, line).stream().mapToLong(text -> text.length() + 1).sum();
  }

  private List<String> from(List<String> lines, int first) {
    redactor.reset();
    List<String> left = new ArrayList<>();
    long offset = offset(lines, first);
    for (String line : lines.subList(first, lines.size())) {
      byte[] bytes = line.getBytes(UTF_8);
      boolean changed = redactor.redact(bytes, 0, bytes.length, offset);
      left.add(changed ? new String(redactor.buffer(), 0, redactor.length(), UTF_8) : line);
      offset += bytes.length + 1;
    }
    return left;
  }

  /** Blocks that begin and do or do not end, among lines long enough to leave them behind. */
  @Provide
  Arbitrary<List<String>> files() {
    String base64 = "MIIEowIBAAKCAQEA7bq3vZk93hQ0vLm27TtYwMIIEowIBAAKCAQEA7bq3vZk93hQ";
    return Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just("-----BEGIN PRIVATE KEY-----")),
            Tuple.of(1, Arbitraries.just("-----END PRIVATE KEY-----")),
            Tuple.of(4, Arbitraries.just(base64)),
            Tuple.of(2, Arbitraries.just("x ".repeat(9000))),
            Tuple.of(1, Arbitraries.just("an ordinary line, password=hunter2")))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  /** Pieces of secrets and of what stands around them. */
  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.frequencyOf(
            Tuple.of(
                10,
                Arbitraries.of(
                    "password",
                    "token",
                    "secret",
                    "api_key",
                    "Authorization",
                    "Bearer",
                    "Basic",
                    "Cookie",
                    "sid",
                    "pwd",
                    "--password",
                    "--token",
                    "-p",
                    "mysql",
                    "curl -u",
                    "://",
                    "@",
                    "example.com",
                    "user",
                    "AKIA",
                    "IOSFODNN7EXAMPLE",
                    "ghp_",
                    "sk-",
                    "hf_",
                    "eyJhbGciOiJIUzI1NiJ9",
                    ".eyJzdWIiOiIxMjM0NTY3ODkwIn0",
                    "AccountKey",
                    "sig",
                    "X-Amz-Signature",
                    "wandb",
                    "login",
                    "-----BEGIN PRIVATE KEY-----",
                    "-----END PRIVATE KEY-----",
                    "redacted-email-123456789012",
                    "redacted-jwt-",
                    "123456789012")),
            Tuple.of(
                12,
                Arbitraries.of(
                    "=", ":", ": ", " ", " ", "\"", "'", "\\\"", ",", ";", "&", "{", "}", "[", "]",
                    "(", ")", "<", ">", "/", "?", "\\n", "-", "_", ".", "\t", "=>")),
            Tuple.of(
                6,
                Arbitraries.of(
                    "Zk93hQ0vLm27TtYw",
                    "16C7e42F292c6912E7710c838347Ae178B4a",
                    "hunter2",
                    "12",
                    "0af7651916cd43dd8448eb211c80319c0123abcd",
                    "é",
                    "密",
                    "😀",
                    "\u0085",
                    "None")))
        .list()
        .ofMaxSize(14)
        .map(tokens -> String.join("", tokens));
  }
}
