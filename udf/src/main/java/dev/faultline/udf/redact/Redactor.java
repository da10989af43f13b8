package dev.faultline.udf.redact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.literal.LiteralScan;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * Puts pseudonyms in the place of secrets, line by line. A pseudonym is {@code redacted-ID-N} with
 * the rule's id and twelve digits of an HMAC-SHA256 (RFC 2104) of the secret: equal secrets have
 * equal ones, the mask makes one shape of all, and header fields take them as names.
 *
 * <p>What becomes of a line depends on itself and on the {@link #BLOCK_BYTES} before it, so whoever
 * begins so far before a line finds the same. Not safe for use by several threads.
 */
public final class Redactor {

  /** A secret of several lines reaches so far behind the line in which it begins, in bytes. */
  public static final long BLOCK_BYTES = 64 << 10;

  private static final String PREFIX = "redacted-";
  private static final int DIGITS = 12;
  private static final long NUMBERS = 1_000_000_000_000L;
  private static final long OUTSIDE = Long.MIN_VALUE;

  private static final int MOST_PASSES = 4;

  /** Longer than the longest token of the rules, in bytes. */
  private static final int LONGEST_CUT_WORD = 4096;

  /** A rule ready for use. */
  private static final class Rule {
    private final byte[] prefix;
    private final Matcher secret;
    private final Matcher begin;
    private final Matcher end;
    private final Matcher line;

    /** Where the line stands behind which the secret goes on. */
    private long openedAt = OUTSIDE;

    private int count;

    Rule(RedactionSpec spec, RedactionRule rule) {
      prefix = (PREFIX + rule.id() + "-").getBytes(US_ASCII);
      secret = spec.compile(rule.pattern()).matcher("");
      RedactionRule.Block block = rule.block();
      begin = block == null ? null : spec.compile(block.begin()).matcher("");
      end = block == null ? null : spec.compile(block.end()).matcher("");
      line = block == null ? null : spec.compile(block.line()).matcher("");
    }
  }

  private final List<RedactionRule> specs;
  private final Rule[] rules;
  private final LiteralScan literals = new LiteralScan();
  private final Mac mac;
  private final ByteText text = new ByteText();

  /** The rules that are tried on each line, a bit each, as those without literals are. */
  private long always;

  /** The rules whose secret goes on, a bit each. */
  private long open;

  private byte[] result = new byte[1024];
  private byte[] spare = new byte[1024];
  private int length;
  private boolean isCounted;

  /**
   * Prepares the rules.
   *
   * @param spec all its rules are in force, see {@link RedactionSpec#with}
   * @throws IllegalArgumentException if a pattern is not possible
   */
  public Redactor(RedactionSpec spec, RedactionKey key) {
    specs = spec.rules();
    rules = new Rule[specs.size()];
    for (int i = 0; i < rules.length; i++) {
      RedactionRule rule = specs.get(i);
      try {
        rules[i] = new Rule(spec, rule);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("rule '" + rule.id() + "': " + e.getMessage(), e);
      }
      for (String literal : rule.literals()) {
        literals.add(literal, 1L << i);
      }
      always |= rule.literals().isEmpty() ? 1L << i : 0;
    }
    mac = key.mac();
  }

  /** Forgets what came before: the next line is the first of a file or of a part of it. */
  public void reset() {
    open = 0;
  }

  /**
   * Redacts the next line, of which the end may be missing. If a secret could have been cut in two,
   * its first part would be no secret to any rule, so the last word is left out then.
   *
   * @param isCut whether the end is missing
   * @return as {@link #redact(byte[], int, int, long)}
   */
  public boolean redact(byte[] b, int from, int to, long offset, boolean isCut) {
    int end = isCut ? beforeCutSecret(b, from, to) : to;
    boolean changed = redact(b, from, end, offset);
    if (end == to || changed) {
      return changed;
    }
    clearCounts();
    text.show(b, from, end);
    length = copy(0, text.length(), 0);
    swap();
    return true;
  }

  private int beforeCutSecret(byte[] b, int from, int to) {
    int reach = Math.max(from, to - LONGEST_CUT_WORD);
    if (literals.find(b, reach, to) == 0) {
      return to;
    }
    int end = to;
    while (end > reach && b[end - 1] != ' ' && b[end - 1] != '\t') {
      end--;
    }
    return end;
  }

  /**
   * Redacts the next line.
   *
   * @param b holds it as UTF-8 in {@code [from, to)}, and is left as it is
   * @param offset where the line starts in its file
   * @return whether there was a secret; then {@link #buffer()} holds what is left of the line
   */
  public boolean redact(byte[] b, int from, int to, long offset) {
    long wanted = literals.find(b, from, to) | always | open;
    return wanted != 0 && redact(b, from, to, offset, wanted);
  }

  private boolean redact(byte[] b, int from, int to, long offset, long wanted) {
    clearCounts();
    text.show(b, from, to);
    long goingOn = 0;
    for (long rest = wanted; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      boolean goesOn = rules[i].begin != null && goesOn(rules[i], 1L << i, offset);
      goingOn |= goesOn ? 1L << i : 0;
    }
    boolean changed = replaceAll(wanted, goingOn);
    boolean more = changed;
    // What stands beside a pseudonym may look like a secret only now.
    for (int pass = 1; more && pass < MOST_PASSES; pass++) {
      more = replaceAll(literals.find(result, 0, length) | always, goingOn);
    }
    return changed;
  }

  private boolean replaceAll(long wanted, long goingOn) {
    boolean changed = false;
    for (long rest = wanted | goingOn; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      changed |= replace(rules[i], rules[i].secret);
      changed |= (goingOn >>> i & 1) != 0 && replace(rules[i], rules[i].line);
    }
    return changed;
  }

  private void clearCounts() {
    if (isCounted) {
      for (Rule rule : rules) {
        rule.count = 0;
      }
      isCounted = false;
    }
  }

  /** Tells whether a secret goes on in this line, and notes whether it does so behind it. */
  private boolean goesOn(Rule rule, long bit, long offset) {
    boolean goesOn = (open & bit) != 0 && offset - rule.openedAt < BLOCK_BYTES;
    int begin = lastStart(rule.begin);
    int end = lastStart(rule.end);
    if (begin > end) {
      rule.openedAt = offset;
      open |= bit;
    } else if (end >= 0 || !goesOn) {
      open &= ~bit;
    }
    return goesOn;
  }

  private int lastStart(Matcher matcher) {
    matcher.reset(text);
    int last = -1;
    while (matcher.find()) {
      last = matcher.start();
    }
    return last;
  }

  /** Replaces what a pattern finds in the text, and shows the outcome as the text. */
  private boolean replace(Rule rule, Matcher matcher) {
    matcher.reset(text);
    int done = 0;
    int size = 0;
    while (matcher.find()) {
      int group = secretGroup(matcher);
      int start = wholeFrom(matcher.start(group));
      int end = wholeTo(matcher.end(group));
      if (start < done || start == end || isPseudonym(start, end)) {
        continue;
      }
      size = copy(done, start, size);
      size = pseudonym(rule.prefix, start, end, size);
      done = end;
      rule.count++;
    }
    if (done == 0) {
      return false;
    }
    isCounted = true;
    length = copy(done, text.length(), size);
    swap();
    return true;
  }

  /** What was written to the spare buffer is the result, and the text from now on. */
  private void swap() {
    byte[] old = result;
    result = spare;
    spare = old;
    text.show(result, 0, length);
  }

  private static int secretGroup(Matcher matcher) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.start(group) >= 0) {
        return group;
      }
    }
    return 0;
  }

  /** A character of several bytes is taken whole. */
  private int wholeFrom(int start) {
    int from = start;
    while (from > 0 && from < text.length() && (text.charAt(from) & 0xc0) == 0x80) {
      from--;
    }
    return from;
  }

  private int wholeTo(int end) {
    int to = end;
    while (to < text.length() && (text.charAt(to) & 0xc0) == 0x80) {
      to++;
    }
    return to;
  }

  /** Whether the text is what another rule, or another run, left of a secret, and signs behind. */
  private boolean isPseudonym(int start, int to) {
    int end = to;
    while (end > start && isSign(text.charAt(end - 1))) {
      end--;
    }
    int digits = end - DIGITS;
    if (digits - 1 <= start + PREFIX.length() || text.charAt(digits - 1) != '-') {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean fits =
          i < start + PREFIX.length()
              ? c == PREFIX.charAt(i - start)
              : i < digits ? c == '-' || (c >= 'a' && c <= 'z') : c >= '0' && c <= '9';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSign(char c) {
    return c < 0x80 && !Character.isLetterOrDigit(c);
  }

  private int copy(int from, int to, int size) {
    makeRoom(size + to - from);
    for (int i = from; i < to; i++) {
      spare[size + i - from] = (byte) text.charAt(i);
    }
    return size + to - from;
  }

  private int pseudonym(byte[] prefix, int start, int end, int size) {
    for (int i = start; i < end; i++) {
      mac.update((byte) text.charAt(i));
    }
    long number = (ByteBuffer.wrap(mac.doFinal()).getLong() >>> 1) % NUMBERS;
    makeRoom(size + prefix.length + DIGITS);
    System.arraycopy(prefix, 0, spare, size, prefix.length);
    for (int i = size + prefix.length + DIGITS - 1; i >= size + prefix.length; i--) {
      spare[i] = (byte) ('0' + number % 10);
      number /= 10;
    }
    return size + prefix.length + DIGITS;
  }

  private void makeRoom(int size) {
    if (spare.length < size) {
      spare = Arrays.copyOf(spare, 2 * size);
    }
  }

  /** Returns the array that holds what is left of the line, from 0, until the next line. */
  public byte[] buffer() {
    return result;
  }

  /** Returns how many bytes of the buffer are valid. */
  public int length() {
    return length;
  }

  /**
   * Adds how many secrets of each rule were in the line that was changed last, by the rules' ids.
   */
  public void count(Map<String, Long> counts) {
    for (int i = 0; i < rules.length; i++) {
      if (rules[i].count > 0) {
        counts.merge(specs.get(i).id(), (long) rules[i].count, Long::sum);
      }
    }
  }

  /** Returns a text of one or several lines without its secrets, as if they were a whole file. */
  public String redacted(String lines) {
    reset();
    String[] parts = lines.split("\n", -1);
    for (int i = 0; i < parts.length; i++) {
      byte[] line = parts[i].getBytes(UTF_8);
      if (redact(line, 0, line.length, 0)) {
        parts[i] = new String(result, 0, length, UTF_8);
      }
    }
    reset();
    return String.join("\n", parts);
  }

  /** Returns what finds the pseudonyms of a rule. */
  public static Pattern pseudonyms(RedactionRule rule) {
    return Pattern.compile(PREFIX + rule.id() + "-[0-9]{" + DIGITS + "}");
  }
}
