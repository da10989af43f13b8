package dev.faultline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders below {@code target/it}, which stay there to be looked at when a test has failed. */
public final class TestFolders {

  private TestFolders() {}

  /** Makes a new folder whose name begins as given. */
  public static Path create(String name) throws IOException {
    Path parent = Files.createDirectories(Path.of("target", "it").toAbsolutePath());
    return Files.createTempDirectory(parent, name + "-");
  }
}
