package dev.faultline.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Empty files that are named like runs. */
final class RunMarks {

  private static final Comparator<FileStatus> LAST_FIRST =
      Comparator.comparingLong(FileStatus::getModificationTime)
          .thenComparing(mark -> mark.getPath().getName())
          .reversed();

  private RunMarks() {}

  /** Returns the runs that have a mark in a folder, the last one made first. */
  static List<String> in(FileSystem fs, Path folder) throws IOException {
    try {
      return Arrays.stream(fs.listStatus(folder))
          .filter(mark -> RunId.started(mark.getPath().getName()) != null)
          .sorted(LAST_FIRST)
          .map(mark -> mark.getPath().getName())
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
