package dev.faultline.udf.cube;

import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** The hash by which shapes and streams are known: what Spark's {@code xxhash64} gives. */
public final class SparkHash {

  /** The seed that Spark uses. */
  private static final long SEED = 42;

  private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

  private SparkHash() {}

  /** Returns XXH64 of the first bytes of a buffer, which hold a text in UTF-8. */
  public static long of(byte[] buffer, int length) {
    return HASH.hash(buffer, 0, length, SEED);
  }
}
