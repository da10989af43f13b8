package dev.faultline.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/** Small files on any file system; text is in UTF-8. */
public final class WholeFile {

  /** Where a rename replaces the file that has the name in one step. */
  private static final Set<String> RENAME_IS_ATOMIC = Set.of("hdfs", "viewfs");

  private WholeFile() {}

  /** Returns the text of a file. */
  public static String read(FileSystem fs, Path path) throws IOException {
    return new String(readBytes(fs, path), StandardCharsets.UTF_8);
  }

  /** Returns all of a file. */
  public static byte[] readBytes(FileSystem fs, Path path) throws IOException {
    try (InputStream in = fs.open(path)) {
      return in.readAllBytes();
    }
  }

  /** Makes an empty file, or leaves one that is there. */
  public static void mark(FileSystem fs, Path path) throws IOException {
    write(fs, path, "", true);
  }

  /** Writes a file that is not there yet. */
  public static void create(FileSystem fs, Path path, String text) throws IOException {
    write(fs, path, text, false);
  }

  /** Writes a file that is not there yet. */
  public static void create(FileSystem fs, Path path, byte[] bytes) throws IOException {
    write(fs, path, bytes, false);
  }

  /**
   * Writes a file so that whoever reads it meanwhile finds what was there before, or all of the
   * text. A local disk and HDFS rename over the old file; an object store shows an object when it
   * is whole. On any other file system a reader may find the file half written.
   *
   * @param aside where the text may be written first; gone afterwards where it was needed
   */
  public static void replace(FileSystem fs, Path path, String text, Path aside) throws IOException {
    String scheme = fs.getUri().getScheme();
    boolean local = "file".equals(scheme);
    if (!local && !RENAME_IS_ATOMIC.contains(scheme)) {
      write(fs, path, text, true);
      return;
    }
    write(fs, aside, text, true);
    fs.mkdirs(path.getParent());
    if (local) {
      Files.move(local(fs, aside), local(fs, path), StandardCopyOption.ATOMIC_MOVE);
    } else {
      Configuration conf = fs.getConf();
      FileContext.getFileContext(fs.getUri(), conf).rename(aside, path, Rename.OVERWRITE);
    }
  }

  private static java.nio.file.Path local(FileSystem fs, Path path) {
    return java.nio.file.Path.of(fs.makeQualified(path).toUri().getPath());
  }

  private static void write(FileSystem fs, Path path, String text, boolean overwrite)
      throws IOException {
    write(fs, path, text.getBytes(StandardCharsets.UTF_8), overwrite);
  }

  private static void write(FileSystem fs, Path path, byte[] bytes, boolean overwrite)
      throws IOException {
    try (FSDataOutputStream out = fs.create(path, overwrite)) {
      out.write(bytes);
    } catch (FSError e) {
      throw notWritten(path, e);
    }
  }

  /** Returns what Hadoop tells by an Error, that a local disk is full, as others tell it. */
  public static IOException notWritten(Path path, FSError e) {
    return new IOException(path + " cannot be written: " + e.getCause().getMessage(), e);
  }
}
