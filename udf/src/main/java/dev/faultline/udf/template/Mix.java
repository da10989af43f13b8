package dev.faultline.udf.template;

/** Hashes of rows that can be computed with a part left out. */
final class Mix {

  private Mix() {}

  /** Spreads the bits of a number. */
  static long of(long x) {
    long h = x + 0x9e3779b97f4a7c15L;
    h = (h ^ (h >>> 32)) * 0xd6e8feb86659fd93L;
    h = (h ^ (h >>> 32)) * 0xd6e8feb86659fd93L;
    return h ^ (h >>> 32);
  }

  /** The share of a token in the hash of its row. */
  static long of(int token, int index) {
    return of(((long) index << 32) + token);
  }

  /** Goes on with a hash of what comes before. */
  static long then(long hash, int token) {
    return of(hash * 31 + token);
  }
}
