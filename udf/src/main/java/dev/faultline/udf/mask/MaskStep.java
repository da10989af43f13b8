package dev.faultline.udf.mask;

/**
 * One step of the mask as a column expression. A caller applies the steps of {@link
 * MaskSpec#expressions()} in order, with {@link MaskChain} or as Spark SQL; every pattern keeps to
 * what NVIDIA RAPIDS can run on a GPU (ASCII classes, greedy quantifiers, no look-around, no
 * anchors, no branch of an alternation that ends in {@code *}, {@code $n} back-references where a
 * group that took no part is empty).
 */
public sealed interface MaskStep {

  /**
   * Keeps the first {@code maxCharacters} code points; a longer text gets {@code suffix} in place
   * of the rest. In Spark: {@code if(length(c) > n, concat(substring(c, 1, n), suffix), c)}.
   */
  record Cut(int maxCharacters, String suffix) implements MaskStep {}

  /**
   * Spark's {@code translate}: the i-th character of {@code from} becomes the i-th of {@code to},
   * or is dropped where {@code to} is shorter.
   */
  record Translate(String from, String to) implements MaskStep {}

  /** Spark's {@code concat(c, suffix)}. */
  record Append(String suffix) implements MaskStep {}

  /** {@code regexp_replace(c, pattern, replacement)}, all matches. */
  record Replace(String pattern, String replacement) implements MaskStep {}

  /** {@link Replace} on texts that contain {@code literal}; other texts stay as they are. */
  record ReplaceIfContains(String literal, String pattern, String replacement)
      implements MaskStep {}
}
