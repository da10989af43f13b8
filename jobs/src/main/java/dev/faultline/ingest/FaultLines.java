package dev.faultline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.literal.LiteralScan;
import dev.faultline.udf.mask.MaskScanner;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.rule.CauseSpec;
import dev.faultline.udf.rule.RuleSet;
import java.util.List;

/**
 * Tells the lines that announce a fault, as a driver or a program prints them without a header:
 * those whose shape a cause takes. A search for the literals of all causes at once leaves few lines
 * to look at. Not safe for use by several threads.
 */
public final class FaultLines {

  /** What the mask puts in the place of a value, so that a line does not hold it. */
  private static final String MASKED = "#|<\\*>";

  private final LiteralScan literals = new LiteralScan();
  private final MaskScanner mask;
  private final RuleSet<CauseSpec> causes;

  /**
   * Whether some cause has no literal that can be searched for, so that all lines are looked at.
   */
  private boolean isBlind;

  /**
   * Prepares the search.
   *
   * @param mask what makes shapes of messages
   */
  public FaultLines(MaskSpec mask, List<CauseSpec> causes) {
    this.mask = new MaskScanner(mask);
    this.causes = new RuleSet<>(causes);
    for (CauseSpec cause : causes) {
      cause.when().contains().forEach(this::add);
    }
  }

  private void add(String literal) {
    String longest = "";
    for (String part : literal.split(MASKED)) {
      longest = part.length() > longest.length() ? part : longest;
    }
    boolean isPlain = longest.chars().allMatch(c -> c < 0x80);
    if (isPlain && longest.length() >= LiteralScan.SHORTEST) {
      literals.add(longest, 1);
    } else {
      isBlind = true;
    }
  }

  /** Whether a line in UTF-8, from {@code from} to {@code to}, is one. */
  boolean isOne(byte[] b, int from, int to) {
    if (!isBlind && literals.find(b, from, to) == 0) {
      return false;
    }
    int length = mask.mask(b, from, to);
    String shape = new String(mask.bytes(), 0, length, UTF_8);
    return causes.choose(RuleSet.lower(shape)) != RuleSet.NONE;
  }
}
