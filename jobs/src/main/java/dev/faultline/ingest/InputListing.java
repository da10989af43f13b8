package dev.faultline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.storage.StorageProblem;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files that a run reads, found once at its start.
 *
 * @param files all files, sorted by path in byte order; {@code files.get(i).fileId() == i}
 * @param skipped paths that were left out on purpose: hidden names inside folders, and second names
 *     of a listed file
 * @param problems one sentence for each file or folder that may not be read. Such a file is listed
 *     all the same, a folder is not
 */
public record InputListing(List<InputFile> files, List<String> skipped, List<String> problems) {

  private static final int MOST_SIBLINGS = 10_000;

  public InputListing {
    files = List.copyOf(files);
    // A store lists in any order it likes; a report must not change with it.
    skipped = skipped.stream().sorted().toList();
    problems = problems.stream().sorted().toList();
  }

  /**
   * Returns the files of {@link #of}.
   *
   * @throws InputException as {@link #of}
   */
  public static List<InputFile> list(List<String> inputs, Configuration conf) {
    return of(inputs, conf).files();
  }

  /**
   * Lists files, folders (with all folders in them) and glob patterns on any Hadoop file system.
   * Object stores are listed flat, a thousand objects a request.
   *
   * @param inputs paths or patterns; a path without a scheme is one of the default file system
   * @param conf the Hadoop configuration that knows the file systems
   * @throws InputException if an input does not exist, a pattern matches nothing, there is no file
   *     in the end, or a store does not answer
   */
  public static InputListing of(List<String> inputs, Configuration conf) {
    Lister lister = new Lister(conf);
    for (String input : inputs) {
      lister.add(input);
    }
    return lister.listing(inputs);
  }

  /**
   * Returns the files of {@link #list} that are there now, after a run has read what it listed.
   * Inputs that are gone meanwhile are no error.
   *
   * @throws InputException if a store does not answer
   */
  public static List<InputFile> again(List<String> inputs, Configuration conf) {
    Lister lister = new Lister(conf);
    for (String input : inputs) {
      try {
        lister.add(input);
      } catch (InputException e) {
        // Only what a storage throws has a cause.
        if (e.getCause() != null) {
          throw e;
        }
      }
    }
    return lister.files();
  }

  private static final class Lister {

    private final Configuration conf;
    private final Map<String, FileStatus> found = new HashMap<>();
    private final Map<String, String> realFolders = new HashMap<>();
    private final Set<String> walkedFolders = new HashSet<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Lister(Configuration conf) {
      this.conf = conf;
    }

    void add(String input) {
      if (input == null || input.isBlank()) {
        throw new InputException("An input has an empty name; name a file, a folder or a pattern.");
      }
      try {
        Path path = new Path(input);
        FileSystem fs = path.getFileSystem(conf);
        // Checksum files would hide here; they are counted as hidden names instead.
        fs = fs instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : fs;
        // First as a plain name: a log file may well be called app[1].log.
        FileStatus status = statusOf(fs, path);
        if (status != null) {
          addTree(fs, status);
        } else if (hasPattern(input)) {
          addMatches(fs, path, input);
        } else {
          throw missing(fs, fs.makeQualified(path), input);
        }
      } catch (IOException | IllegalArgumentException e) {
        throw new InputException(
            "The input " + input + " cannot be listed: " + StorageProblem.sentence(e), e);
      }
    }

    private static FileStatus statusOf(FileSystem fs, Path path) throws IOException {
      try {
        return fs.getFileStatus(path);
      } catch (FileNotFoundException e) {
        return null;
      }
    }

    private static boolean hasPattern(String input) {
      return input.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
    }

    private void addMatches(FileSystem fs, Path pattern, String input) throws IOException {
      FileStatus[] matches = fs.globStatus(pattern);
      if (matches == null || matches.length == 0) {
        throw new InputException("No file matches the pattern " + input + ".");
      }
      boolean hiddenWanted = isHidden(pattern.getName());
      for (FileStatus match : matches) {
        if (!hiddenWanted && isHidden(match.getPath().getName())) {
          skipped.add(match.getPath().toString());
        } else {
          addTree(fs, match);
        }
      }
    }

    private void addTree(FileSystem fs, FileStatus root) throws IOException {
      if (!root.isDirectory()) {
        addFile(fs, root);
      } else if (isLocal(fs) || !addFlat(fs, root.getPath())) {
        walk(fs, root.getPath());
      }
    }

    /** Returns false if a folder may not be read: then each folder must be tried on its own. */
    private boolean addFlat(FileSystem fs, Path root) throws IOException {
      List<FileStatus> files = new ArrayList<>();
      try {
        RemoteIterator<? extends FileStatus> all = fs.listFiles(root, true);
        while (all.hasNext()) {
          files.add(all.next());
        }
      } catch (IOException e) {
        if (isDenied(e)) {
          return false;
        }
        throw e;
      }
      int above = root.depth();
      for (FileStatus file : files) {
        if (hasHiddenPart(file.getPath(), above)) {
          skipped.add(file.getPath().toString());
        } else {
          addFile(fs, file);
        }
      }
      return true;
    }

    private static boolean hasHiddenPart(Path path, int above) {
      for (Path part = path; part.depth() > above; part = part.getParent()) {
        if (isHidden(part.getName())) {
          return true;
        }
      }
      return false;
    }

    private void walk(FileSystem fs, Path root) throws IOException {
      Deque<Path> folders = new ArrayDeque<>();
      folders.add(root);
      while (!folders.isEmpty()) {
        Path folder = folders.remove();
        // A link to a folder above would otherwise be followed round and round.
        if (!walkedFolders.add(isLocal(fs) ? realFolder(folder) : folder.toString())) {
          continue;
        }
        if (isLocal(fs) && !(localFile(folder).canRead() && localFile(folder).canExecute())) {
          problems.add(folder + ": the folder may not be read; nothing in it was listed");
          continue;
        }
        try {
          // Not listLocatedStatus: on local disks it starts a process per file.
          RemoteIterator<FileStatus> children = fs.listStatusIterator(folder);
          while (children.hasNext()) {
            FileStatus child = children.next();
            if (isHidden(child.getPath().getName())) {
              skipped.add(child.getPath().toString());
            } else if (child.isDirectory()) {
              folders.add(child.getPath());
            } else {
              addFile(fs, child);
            }
          }
        } catch (IOException e) {
          if (!isDenied(e)) {
            throw e;
          }
          problems.add(folder + ": the folder may not be read; nothing in it was listed");
        }
      }
    }

    private void addFile(FileSystem fs, FileStatus file) throws IOException {
      String path = file.getPath().toString();
      String name = path;
      if (isLocal(fs)) {
        var local = localFile(file.getPath()).toPath();
        if (Files.isRegularFile(local, LinkOption.NOFOLLOW_LINKS)) {
          // Only its folder may have several names, and that is looked up once for all its files.
          name = new Path(realFolder(file.getPath().getParent()), relative(file)).toString();
        } else if (Files.isRegularFile(local)) {
          name = realName(file.getPath());
        } else {
          problems.add(path + ": not a regular file; it was not read");
          return;
        }
      }
      FileStatus other = found.get(name);
      if (other == null) {
        found.put(name, file);
        return;
      }
      String otherPath = other.getPath().toString();
      if (otherPath.equals(path)) {
        return;
      }
      // Of a file and the links to it, the file's own name is the one to show.
      boolean better =
          name.equals(path) || (!name.equals(otherPath) && path.compareTo(otherPath) < 0);
      if (better) {
        found.put(name, file);
      }
      skipped.add(better ? otherPath : path);
    }

    private String realFolder(Path folder) throws IOException {
      String real = realFolders.get(folder.toString());
      if (real == null) {
        real = realName(folder);
        realFolders.put(folder.toString(), real);
      }
      return real;
    }

    /** Returns one name for a local file or folder, whatever links lead to it. */
    private static String realName(Path path) throws IOException {
      return new Path("file", null, localFile(path).getCanonicalPath()).toString();
    }

    private static Path relative(FileStatus file) {
      // Not new Path(name): a colon in the name would be taken for a scheme.
      return new Path(null, null, file.getPath().getName());
    }

    private static boolean isLocal(FileSystem fs) {
      return "file".equals(fs.getUri().getScheme());
    }

    private static File localFile(Path path) {
      return new File(path.toUri().getPath());
    }

    private static boolean isHidden(String name) {
      return name.startsWith("_") || name.startsWith(".");
    }

    private static boolean isDenied(IOException e) {
      // HDFS throws its own AccessControlException, S3A and the local disk that of java.nio.
      return e instanceof AccessDeniedException
          || e.getClass().getSimpleName().equals("AccessControlException");
    }

    private static InputException missing(FileSystem fs, Path path, String input)
        throws IOException {
      Path gone = path;
      Path parent = path.getParent();
      while (parent != null && statusOf(fs, parent) == null) {
        gone = parent;
        parent = parent.getParent();
      }
      StringBuilder text = new StringBuilder("The input ").append(input).append(" does not exist");
      if (!gone.equals(path)) {
        text.append(": there is no folder ").append(gone);
      }
      String nearest = parent == null ? null : NearestName.of(gone.getName(), names(fs, parent));
      if (nearest != null) {
        text.append("; did you mean ").append(new Path(parent, new Path(null, null, nearest)));
        text.append('?');
      } else {
        text.append('.');
      }
      return new InputException(text.toString());
    }

    private static Collection<String> names(FileSystem fs, Path folder) {
      List<String> names = new ArrayList<>();
      try {
        RemoteIterator<FileStatus> children = fs.listStatusIterator(folder);
        while (children.hasNext() && names.size() < MOST_SIBLINGS) {
          names.add(children.next().getPath().getName());
        }
      } catch (IOException e) {
        // The guess is a courtesy; what is known so far will do.
        return names;
      }
      return names;
    }

    InputListing listing(List<String> inputs) {
      if (found.isEmpty()) {
        String why = problems.isEmpty() ? "." : " (" + problems.get(0) + ").";
        throw new InputException("There are no log files under " + String.join(", ", inputs) + why);
      }
      List<InputFile> files = files();
      return new InputListing(files, skipped, problems);
    }

    private List<InputFile> files() {
      // Strings compare by UTF-16 unit; the order of the bytes is the one other tools have as well.
      TreeMap<byte[], FileStatus> sorted = new TreeMap<>(Arrays::compareUnsigned);
      for (FileStatus status : found.values()) {
        sorted.put(status.getPath().toString().getBytes(UTF_8), status);
      }
      List<InputFile> files = new ArrayList<>(sorted.size());
      for (FileStatus status : sorted.values()) {
        files.add(toInputFile(files.size(), status));
      }
      return files;
    }

    private InputFile toInputFile(int fileId, FileStatus status) {
      Path path = status.getPath();
      if ("file".equals(path.toUri().getScheme()) && !localFile(path).canRead()) {
        problems.add(path + ": the file may not be read");
      }
      return new InputFile(
          fileId,
          path.toString(),
          status.getLen(),
          Instant.ofEpochMilli(status.getModificationTime()),
          Compression.ofName(path.getName()),
          DateInPath.find(path.toString()));
    }
  }
}
