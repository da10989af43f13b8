package dev.faultline.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.ingest.InputException;
import dev.faultline.storage.StorageProblem;
import dev.faultline.storage.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A table as it is stored.
 *
 * @param place its URI, without credentials, for messages and the manifest
 * @param text all of it
 */
record TableText(String place, String text) {

  /** A month of jobs of a large cluster has less, and the driver holds it several times over. */
  private static final long MOST_BYTES = 128L << 20;

  /**
   * Reads a file on any Hadoop file system.
   *
   * @param option that names the file, for messages
   * @throws InputException if it is not there, cannot be read, is too large or no text in UTF-8
   */
  static TableText read(String uri, String option, Configuration conf) {
    if (uri.isBlank()) {
      throw new InputException(option + " names no file; name one, or leave the option out.");
    }
    String place = uri.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://)[^/@]*@", "$1");
    try {
      Path path = new Path(uri);
      FileSystem fs = path.getFileSystem(conf);
      FileStatus status = fs.getFileStatus(path);
      if (status.isDirectory()) {
        throw new InputException(place + " is a folder; name a file with " + option + ".");
      }
      if (status.getLen() > MOST_BYTES) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "%s has %,d bytes, and a table may have %,d; export fewer days or columns for %s.",
                place,
                status.getLen(),
                MOST_BYTES,
                option));
      }
      return new TableText(place, decoded(WholeFile.readBytes(fs, path), place));
    } catch (FileNotFoundException e) {
      throw new InputException(place + " does not exist; check " + option + ".", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          place + " cannot be read: " + StorageProblem.sentence(e) + "; check " + option + ".", e);
    }
  }

  private static String decoded(byte[] bytes, String place) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    int nul = text.indexOf('\0');
    if (nul >= 0 || result.isError()) {
      long line =
          1 + text.chars().limit(nul < 0 ? text.length() : nul).filter(c -> c == '\n').count();
      throw new InputException(
          place + ":" + line + ": this is no text in UTF-8; unpack it, or convert it with iconv.");
    }
    // Spreadsheets write a byte-order mark.
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
