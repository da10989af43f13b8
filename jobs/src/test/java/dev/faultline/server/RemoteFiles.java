package dev.faultline.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * What a server holds, as a test puts and reads it.
 *
 * @param conf the Hadoop configuration that reaches the server
 */
public record RemoteFiles(Configuration conf) {

  /** Copies a local file, or a folder with all in it, to a URI that does not exist. */
  public void put(java.nio.file.Path local, String uri) throws IOException {
    Path target = new Path(uri);
    try (FileSystem fs = FileSystem.newInstance(target.toUri(), conf)) {
      fs.copyFromLocalFile(new Path(local.toUri()), target);
    }
  }

  /** Returns whether there is a file or a folder. */
  public boolean exists(String uri) throws IOException {
    Path path = new Path(uri);
    try (FileSystem fs = FileSystem.newInstance(path.toUri(), conf)) {
      return fs.exists(path);
    }
  }

  /** Returns the content of all files below a URI, by their paths relative to it. */
  public Map<String, byte[]> read(String uri) throws IOException {
    Path root = new Path(uri);
    Map<String, byte[]> contents = new TreeMap<>();
    try (FileSystem fs = FileSystem.newInstance(root.toUri(), conf)) {
      String above = fs.makeQualified(root) + "/";
      RemoteIterator<LocatedFileStatus> files = fs.listFiles(root, true);
      while (files.hasNext()) {
        Path file = files.next().getPath();
        try (InputStream in = fs.open(file)) {
          contents.put(file.toString().substring(above.length()), in.readAllBytes());
        }
      }
    }
    return contents;
  }
}
