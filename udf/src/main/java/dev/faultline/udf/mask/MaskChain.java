package dev.faultline.udf.mask;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Applies the steps of {@link MaskSpec#expressions()} with {@link java.util.regex}: the reference
 * for the GPU's expressions and for {@link MaskScanner}, an order of magnitude slower than the
 * latter. Immutable and thread-safe.
 */
public final class MaskChain {

  private final List<UnaryOperator<String>> steps;

  /** Compiles the expressions of {@code spec}. */
  public MaskChain(MaskSpec spec) {
    steps = spec.expressions().stream().map(MaskChain::compile).toList();
  }

  /**
   * Masks one message.
   *
   * @param body the message, without unpaired surrogates
   * @return its shape
   */
  public String mask(String body) {
    String text = body;
    for (UnaryOperator<String> step : steps) {
      text = step.apply(text);
    }
    return text;
  }

  private static UnaryOperator<String> compile(MaskStep step) {
    if (step instanceof MaskStep.Cut cut) {
      return text -> cut(text, cut);
    }
    if (step instanceof MaskStep.Translate translate) {
      return text -> translate(text, translate);
    }
    if (step instanceof MaskStep.Append append) {
      return text -> text + append.suffix();
    }
    if (step instanceof MaskStep.Replace replace) {
      Pattern pattern = Pattern.compile(replace.pattern());
      return text -> pattern.matcher(text).replaceAll(replace.replacement());
    }
    MaskStep.ReplaceIfContains replace = (MaskStep.ReplaceIfContains) step;
    Pattern pattern = Pattern.compile(replace.pattern());
    return text ->
        text.contains(replace.literal())
            ? pattern.matcher(text).replaceAll(replace.replacement())
            : text;
  }

  private static String cut(String text, MaskStep.Cut cut) {
    if (text.codePointCount(0, text.length()) <= cut.maxCharacters()) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, cut.maxCharacters())) + cut.suffix();
  }

  private static String translate(String text, MaskStep.Translate translate) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int at = translate.from().indexOf(text.charAt(i));
      if (at < 0) {
        result.append(text.charAt(i));
      } else if (at < translate.to().length()) {
        result.append(translate.to().charAt(at));
      }
    }
    return result.toString();
  }
}
