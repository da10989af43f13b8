package dev.faultline.ingest;

import dev.faultline.storage.StorageException;
import dev.faultline.storage.StorageProblem;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The uncompressed bytes of one part of a file. Whatever is wrong with the file ends the bytes and
 * leaves a sentence in the list of problems. Two things are thrown: an interrupt, which is how a
 * task is stopped, and a failure of a remote storage, as the bytes may be there when the task is
 * tried again.
 */
final class ByteSource implements Closeable {

  private static final int LOCAL_BUFFER_BYTES = 4096;

  /**
   * The exceptions of S3A and HDFS that another try would not change: the file is gone, is not ours
   * to read, was replaced, or has lost bytes. By name, as S3A's are only where S3A is.
   */
  private static final Set<String> OF_THE_FILE =
      Set.of(
          "FileNotFoundException",
          "AccessDeniedException",
          "AccessControlException",
          "EOFException",
          "BlockMissingException",
          "ChecksumException",
          "RemoteFileChangedException",
          "NoVersionAttributeException");

  private final InputFile file;
  private final UnpackLimit unpack;
  private final Configuration conf;
  private final List<String> problems;
  private final long allowed;
  private boolean remote;
  private FSDataInputStream stored;
  private InputStream in;
  private Compression compression = Compression.NONE;
  private long position;
  private boolean ended;

  private ByteSource(
      InputFile file, UnpackLimit unpack, Configuration conf, List<String> problems) {
    this.file = file;
    this.unpack = unpack;
    this.conf = conf;
    this.problems = problems;
    allowed = unpack.bytes(file.lengthBytes());
  }

  /**
   * Opens a file for the lines that start at or after an offset. Its bytes begin one byte before:
   * if that is a newline, a line starts at the offset. A file that turns out to be compressed has
   * no bytes for an offset above 0, because the reader of offset 0 reads all of it.
   *
   * @param file the file, as listed
   * @param from where the first wanted line may start
   * @param unpack how many bytes a compressed file may have
   * @param problems takes one sentence per problem
   */
  static ByteSource open(
      InputFile file, long from, UnpackLimit unpack, Configuration conf, List<String> problems) {
    ByteSource source = new ByteSource(file, unpack, conf, problems);
    try {
      Path path = new Path(file.path());
      source.remote = !"file".equals(path.toUri().getScheme());
      source.stored = openStored(path, conf);
      source.start(from);
    } catch (FileNotFoundException e) {
      source.end("is gone since it was listed; none of its lines were read");
    } catch (IOException | RuntimeException e) {
      source.rethrow(e);
      // An executor that cannot reach the storage at all, for want of a class or a host.
      source.rethrowStorage(e instanceof IOException io ? io : new IOException(e));
      source.end("cannot be opened (" + reason(e) + "); none of its lines were read");
    }
    return source;
  }

  private static FSDataInputStream openStored(Path path, Configuration conf) throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    // A .crc file beside a log that was appended to would make the log unreadable.
    if (fs instanceof ChecksumFileSystem checked) {
      return checked.getRawFileSystem().open(path, LOCAL_BUFFER_BYTES);
    }
    try {
      return fs.openFile(path).opt("fs.option.openfile.read.policy", "sequential").build().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private void start(long from) throws IOException {
    byte[] head = new byte[Compression.MAGIC_BYTES];
    int n = readHead(head, from);
    String unpack = Compression.unsupported(head, n);
    if (unpack != null) {
      // Only the reader of the first byte says so; the others have nothing to add.
      end(from > 0 ? null : "is packed in a format that is not read; unpack it with " + unpack);
      return;
    }
    compression = Compression.ofMagic(head, n);
    if (from > 0) {
      startInside(from);
      return;
    }
    if (compression != file.compression()) {
      report(misnamed());
    }
    PushbackInputStream whole = new PushbackInputStream(new Stored(stored), head.length);
    whole.unread(head, 0, n);
    try {
      in = compression.decompress(whole, this::report);
    } catch (IOException | RuntimeException e) {
      rethrow(e);
      end(damage(e));
    }
  }

  private int readHead(byte[] head, long from) throws IOException {
    // A file is read only as far as it was listed, so its head ends there too.
    int wanted = (int) Math.min(head.length, file.lengthBytes());
    int n = 0;
    while (n < wanted) {
      int more = from > 0 ? stored.read(n, head, n, wanted - n) : stored.read(head, n, wanted - n);
      if (more < 0) {
        break;
      }
      n += more;
    }
    return n;
  }

  private void startInside(long from) throws IOException {
    if (compression != Compression.NONE) {
      ended = true;
      return;
    }
    position = from - 1;
    in = stored;
    try {
      stored.seek(position);
    } catch (EOFException e) {
      endShort(position);
    }
  }

  private String misnamed() {
    String suffix = Compression.suffixOf(file.path());
    if (suffix.isEmpty()) {
      return "is " + compression.label() + " data without the suffix; it was unpacked";
    }
    String promised = "named ." + suffix + " but not " + file.compression().label();
    return compression == Compression.NONE
        ? promised + "; it was read as plain text"
        : promised + "; it was unpacked as " + compression.label();
  }

  /**
   * Reads into {@code [off, off + len)} of the array.
   *
   * @return how many bytes, at least 1; or -1 at the end
   */
  int read(byte[] b, int off, int len) {
    if (ended) {
      return -1;
    }
    int wanted = len;
    if (compression == Compression.NONE) {
      long left = file.lengthBytes() - position;
      if (left <= 0) {
        // What follows was written after the listing.
        ended = true;
        return -1;
      }
      wanted = (int) Math.min(len, left);
    }
    try {
      int n = in.read(b, off, wanted);
      if (compression != Compression.NONE && n > allowed - position) {
        // Whether more follows is known only by reading it.
        n = (int) (allowed - position);
        end(unpack.problem(file.lengthBytes()));
        if (n == 0) {
          return -1;
        }
      }
      if (n < 0) {
        if (compression == Compression.NONE) {
          endShort(position);
        }
        ended = true;
        return -1;
      }
      position += n;
      return n;
    } catch (IOException | RuntimeException e) {
      rethrow(e);
      end(
          compression == Compression.NONE
              ? "cannot be read from byte " + position + " on (" + reason(e) + ")"
              : damage(e));
      return -1;
    }
  }

  /** Tells how the content is stored, as seen when it was opened. */
  Compression compression() {
    return compression;
  }

  /** Returns where the next byte lies in the file, in uncompressed bytes. */
  long position() {
    return position;
  }

  private String damage(Exception e) {
    return String.format(
        "%s data are damaged or cut off at uncompressed offset %d (%s);"
            + " the bytes before it were read",
        compression.label(), position, reason(e));
  }

  private void endShort(long reached) throws IOException {
    long now = lengthNow();
    if (remote && now >= file.lengthBytes()) {
      throw new IOException("it ended at byte " + reached + " of " + now);
    }
    long missing = file.lengthBytes() - Math.min(reached, now);
    end("shrank after listing: " + missing + " bytes missing");
  }

  private long lengthNow() throws IOException {
    Path path = new Path(file.path());
    return path.getFileSystem(conf).getFileStatus(path).getLen();
  }

  private void end(String problem) {
    ended = true;
    if (problem != null) {
      report(problem);
    }
  }

  private void report(String problem) {
    problems.add(file.path() + ": " + problem);
  }

  /** Throws what is not the file's fault. */
  private void rethrow(Exception e) {
    rethrowInterrupt(e);
    if (e instanceof StorageException) {
      throw (StorageException) e;
    }
    if (e instanceof IOException io && compression == Compression.NONE) {
      rethrowStorage(io);
    }
  }

  private void rethrowStorage(IOException e) {
    boolean ofTheFile = OF_THE_FILE.contains(e.getClass().getSimpleName());
    if (remote && (!ofTheFile || StorageProblem.isOfCredentials(e))) {
      throw new StorageException(
          "The input " + file.path() + " cannot be read: " + StorageProblem.sentence(e), e);
    }
  }

  /**
   * The stored bytes of a compressed file: a damaged file and a failing storage differ only here.
   */
  private final class Stored extends FilterInputStream {

    Stored(InputStream stored) {
      super(stored);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        rethrowStorage(e);
        throw e;
      }
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      try {
        return super.read(b, off, len);
      } catch (IOException e) {
        rethrowStorage(e);
        throw e;
      }
    }
  }

  private static void rethrowInterrupt(Exception e) {
    if (Thread.currentThread().isInterrupted() || e instanceof ClosedByInterruptException) {
      throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
    }
  }

  private static String reason(Exception e) {
    return StorageProblem.sentence(e);
  }

  @Override
  public void close() {
    try {
      if (in != null) {
        in.close();
      } else if (stored != null) {
        stored.close();
      }
    } catch (IOException e) {
      // Nothing was written: all bytes that were wanted have been read.
      ended = true;
    }
  }
}
