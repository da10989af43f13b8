package dev.faultline.ingest;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How a log file is stored. The name is a promise, the first bytes are the truth. */
public enum Compression {
  NONE(""),
  GZIP("gzip"),
  BZIP2("bzip2"),
  ZSTD("zstd");

  /** Bytes of a file that {@link #ofMagic} and {@link #unsupported} want to see. */
  static final int MAGIC_BYTES = 16;

  // Rotation puts its number or date after the suffix as well: x.log.gz.3, x.log.gz-20241018.
  private static final Pattern SUFFIX =
      Pattern.compile("\\.(gz|gzip|bz2|bzip2|zst|zstd)(?:[-_.]\\d[-_.\\dt]*)?$");

  private final String label;

  Compression(String label) {
    this.label = label;
  }

  /** Returns the tool's name in lower case; empty for {@link #NONE}. */
  public String label() {
    return label;
  }

  /** Returns what the suffix of a file name or path says. */
  public static Compression ofName(String name) {
    String suffix = suffixOf(name);
    if (suffix.startsWith("gz")) {
      return GZIP;
    }
    if (suffix.startsWith("bz")) {
      return BZIP2;
    }
    return suffix.isEmpty() ? NONE : ZSTD;
  }

  /** Returns the compression suffix of a name without its dot, or an empty string. */
  static String suffixOf(String name) {
    Matcher matcher = SUFFIX.matcher(name.toLowerCase(Locale.ROOT));
    return matcher.find() ? matcher.group(1) : "";
  }

  /**
   * Returns what the first bytes of a file say: RFC 1952 section 2.3.1 (gzip), RFC 8878 sections
   * 3.1.1 and 3.1.2 (zstd, with its skippable frames), and "BZh", a level and the 48-bit mark of a
   * block or of the end (bzip2, which has no standard).
   *
   * @param head the first bytes of the file
   * @param n how many of them are valid
   */
  static Compression ofMagic(byte[] head, int n) {
    if (startsWith(head, n, 0x1f, 0x8b, 0x08)) {
      return GZIP;
    }
    if (n >= 10 && startsWith(head, n, 'B', 'Z', 'h') && head[3] >= '1' && head[3] <= '9') {
      long mark = 0;
      for (int i = 4; i < 10; i++) {
        mark = mark << 8 | (head[i] & 0xff);
      }
      return mark == 0x314159265359L || mark == 0x177245385090L ? BZIP2 : NONE;
    }
    boolean skippable =
        n >= 4 && (head[0] & 0xf0) == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18;
    return skippable || startsWith(head, n, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE;
  }

  /**
   * Returns the command that unpacks a file whose format is known by its first bytes but not read
   * here, or null. None of these marks can start a text file.
   */
  static String unsupported(byte[] head, int n) {
    if (startsWith(head, n, 0xfd, '7', 'z', 'X', 'Z', 0x00)) {
      return "xz -d";
    }
    if (startsWith(head, n, 'P', 'K', 0x03, 0x04)) {
      return "unzip";
    }
    if (startsWith(head, n, '7', 'z', 0xbc, 0xaf, 0x27, 0x1c)) {
      return "7z x";
    }
    if (startsWith(head, n, 0x04, 0x22, 0x4d, 0x18)) {
      return "lz4 -d";
    }
    return startsWith(head, n, 0x1f, 0x9d) ? "uncompress" : null;
  }

  /**
   * Opens the uncompressed content. Concatenated gzip members, bzip2 streams and zstd frames are
   * read through to the end.
   *
   * @param in the stored bytes, from the first one
   * @param problems takes a text for what can be read past, such as bytes behind the end
   * @return a stream that throws an IOException or RuntimeException at damage, after it has given
   *     what came before
   */
  InputStream decompress(InputStream in, Consumer<String> problems) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GzipMembers(in, problems);
      case BZIP2 ->
          new BytewiseStream(
              new BZip2CompressorInputStream(new BufferedInputStream(in, 1 << 16), true));
      case ZSTD -> openZstd(in);
    };
  }

  private static InputStream openZstd(InputStream in) throws IOException {
    try {
      return new ZstdInputStreamNoFinalizer(new SmallReads(in));
    } catch (LinkageError e) {
      throw new IOException(
          "the zstd library does not load on this machine; unpack with zstd -d", e);
    }
  }

  private static boolean startsWith(byte[] head, int n, int... magic) {
    if (n < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
