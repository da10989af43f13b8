package dev.faultline.simulate;

/**
 * Random numbers that are the same on every machine and Java: SplitMix64.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood: Fast splittable
 *     pseudorandom number generators, 2014</a>
 */
final class Dice {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /**
   * Returns the dice of one thing in a night.
   *
   * @param seed of the night
   * @param name of the thing, such as a file and a part of it
   * @param number tells things of one name apart
   */
  static Dice of(long seed, String name, long number) {
    return of(seed, hash(name), number);
  }

  /** The same for the hash of a name. */
  static Dice of(long seed, long name, long number) {
    Dice dice = new Dice(0);
    dice.begin(seed, name, number);
    return dice;
  }

  /** Goes on as the dice of something else, without making an object. */
  void begin(long seed, long name, long number) {
    state = mix(mix(mix(seed + GOLDEN) ^ name) + number * GOLDEN);
  }

  /** Returns 64 bits for a name: FNV-1a over its UTF-16 units. */
  static long hash(String name) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** Returns a number from 0 to below the bound, which is positive. */
  int below(int bound) {
    return (int) ((next() >>> 32) * bound >>> 32);
  }

  /** Returns a number between both, which may come out too. */
  long between(long least, long most) {
    long span = most - least + 1;
    return span > 0 && span <= Integer.MAX_VALUE
        ? least + below((int) span)
        : least + Math.floorMod(next(), span);
  }

  /** Returns a number from 0 to below 1. */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
