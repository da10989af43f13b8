package dev.faultline.ingest;

import com.github.luben.zstd.ZstdOutputStream;
import dev.faultline.catalog.Catalog;
import dev.faultline.udf.format.TimeSpan;
import dev.faultline.udf.redact.RedactionKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.hadoop.conf.Configuration;

/** What the tests of this package share: files, their compressed forms, and reading them back. */
final class TestFiles {

  static final Configuration CONF = new Configuration();

  private TestFiles() {}

  /** What a scan without options reads by, with a key of its own for pseudonyms. */
  static ReadOptions options(Catalog catalog) {
    return new ReadOptions(
        LineCursor.DEFAULT_MAX_LINE_BYTES,
        UnpackLimit.DEFAULT,
        catalog.formats(),
        catalog.mask(),
        catalog.knowledge(),
        catalog.sources(),
        ZoneId.of("UTC"),
        null,
        TimeSpan.ALL,
        catalog.redaction().with(List.of()),
        RedactionKey.random());
  }

  /** One line as the cursor showed it. */
  record Line(long offset, long nextOffset, String text, int flags) {}

  /** All lines of a cursor, and what it had to say. */
  record Content(List<Line> lines, List<String> problems) {

    List<String> texts() {
      return lines.stream().map(Line::text).toList();
    }

    String problem() {
      return String.join("\n", problems);
    }
  }

  interface Packer {
    OutputStream wrap(OutputStream out) throws IOException;
  }

  static byte[] pack(Packer packer, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.wrap(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] content) {
    return pack(GZIPOutputStream::new, content);
  }

  static byte[] bzip2(byte[] content) {
    // The smallest blocks, so that a small test file has several.
    return pack(out -> new BZip2CompressorOutputStream(out, 1), content);
  }

  static byte[] zstd(byte[] content) {
    return pack(out -> new ZstdOutputStream(out).setChecksum(true), content);
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static InputFile write(Path folder, String name, byte[] content) {
    Path path = folder.resolve(name);
    try {
      Files.write(path, content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return InputListing.list(List.of(path.toString()), CONF).get(0);
  }

  static Content read(InputFile file) {
    return read(file, LineCursor.DEFAULT_MAX_LINE_BYTES);
  }

  static Content read(InputFile file, int maxLineBytes) {
    return drain(LineCursor.open(file, 0, maxLineBytes, CONF));
  }

  static Content drain(LineCursor cursor) {
    List<Line> lines = new ArrayList<>();
    try (cursor) {
      while (cursor.next()) {
        String text =
            new String(
                cursor.buffer(),
                cursor.start(),
                cursor.end() - cursor.start(),
                StandardCharsets.UTF_8);
        lines.add(new Line(cursor.offset(), cursor.nextOffset(), text, cursor.flags()));
      }
      return new Content(lines, List.copyOf(cursor.problems()));
    }
  }

  /** Counts lines with a loop of its own: newlines, and one more for a last line without one. */
  static long countLines(byte[] content) {
    long lines = 0;
    for (byte b : content) {
      if (b == '\n') {
        lines++;
      }
    }
    return content.length > 0 && content[content.length - 1] != '\n' ? lines + 1 : lines;
  }

  /**
   * Log text of about so many bytes, with line lengths that vary and some characters beyond ASCII.
   */
  static byte[] logText(int approximateBytes) {
    StringBuilder text = new StringBuilder(approximateBytes + 200);
    for (int i = 0; text.length() < approximateBytes; i++) {
      text.append("2024-10-18T12:00:").append(i % 60).append(" node").append(i % 97);
      text.append(" kernel: NVRM: Xid (PCI:0000:")
          .append(Integer.toHexString(i * 31))
          .append("): ");
      text.append("79, GPU has fallen off the bus".repeat(i % 3));
      text.append(i % 41 == 0 ? " température élevée" : "").append('\n');
    }
    return bytes(text.toString());
  }
}
