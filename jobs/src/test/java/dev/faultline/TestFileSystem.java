package dev.faultline;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under a scheme of their own, for tests of what a file system may do. */
public abstract class TestFileSystem extends RawLocalFileSystem {

  /** Without the permissions, which the local file system would start a process to find. */
  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return Arrays.stream(super.listStatus(path))
        .map(
            s ->
                new FileStatus(
                    s.getLen(), s.isDirectory(), 1, 1, s.getModificationTime(), s.getPath()))
        .toArray(FileStatus[]::new);
  }
}
