package dev.faultline.ingest;

import static dev.faultline.ingest.TestFiles.CONF;
import static dev.faultline.ingest.TestFiles.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.faultline.TestFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputListingTest {

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    for (String name :
        List.of(
            "b/app.log",
            "b/deep/er/kern.log.2.gz",
            "a/app.log",
            "a/_SUCCESS",
            "a/.app.log.swp",
            "a/_temporary/part.log",
            "a/with space #1.log",
            "a/app[1].log",
            "a/empty.log")) {
      Path path = folder.resolve(name);
      Files.createDirectories(path.getParent());
      Files.write(path, name.endsWith("empty.log") ? new byte[0] : bytes("one\ntwo\n"));
    }
  }

  private InputListing list(String... inputs) {
    return InputListing.of(
        List.of(inputs).stream().map(input -> folder + "/" + input).toList(), CONF);
  }

  private List<String> names(InputListing listing) {
    return names(listing.files().stream().map(InputFile::path).toList());
  }

  private List<String> names(List<String> paths) {
    return paths.stream()
        .map(path -> path.substring(path.indexOf(':') + 2 + folder.toString().length()))
        .toList();
  }

  @Test
  void foldersAreListedToTheirDepthsInByteOrder() {
    InputListing listing = list("");
    assertThat(names(listing))
        .containsExactly(
            "a/app.log",
            "a/app[1].log",
            "a/empty.log",
            "a/with space #1.log",
            "b/app.log",
            "b/deep/er/kern.log.2.gz");
    assertThat(listing.files()).extracting(InputFile::fileId).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(listing.files().get(2).lengthBytes()).isZero();
    assertThat(listing.files().get(5).compression()).isEqualTo(Compression.GZIP);
    assertThat(names(listing.skipped()))
        .containsExactly("a/.app.log.swp", "a/_SUCCESS", "a/_temporary");
    assertThat(listing.problems()).isEmpty();
  }

  @Test
  void listedFilesCanBeRead() {
    for (InputFile file : list("a").files()) {
      assertThat(TestFiles.read(file).problems()).as(file.path()).isEmpty();
      assertThat(TestFiles.read(file).lines()).hasSize(file.lengthBytes() == 0 ? 0 : 2);
    }
  }

  @Test
  void byteOrderIsNotJavasOrder() throws IOException {
    // U+FF5E sorts before U+1D11E by code point and in UTF-8, but after it in UTF-16.
    for (String name : List.of("\uff5e.log", "\ud834\udd1e.log", "z.log")) {
      try {
        Files.createDirectories(folder.resolve("c"));
        Files.createFile(folder.resolve("c").resolve(name));
      } catch (InvalidPathException e) {
        assumeFalse(true, "this JVM cannot write such names: " + e.getMessage());
      }
    }
    assertThat(names(list("c"))).containsExactly("c/z.log", "c/\uff5e.log", "c/\ud834\udd1e.log");
  }

  @Test
  void namesPatternsAndDuplicates() {
    assertThat(names(list("*/app.log"))).containsExactly("a/app.log", "b/app.log");
    assertThat(names(list("a/app.log", "a/app.log", "a/*.log", "a")))
        .containsExactly("a/app.log", "a/app[1].log", "a/empty.log", "a/with space #1.log");
    assertThat(names(list("a/app[1].log"))).containsExactly("a/app[1].log");
    assertThat(names(list("{a,b}/app.log"))).hasSize(2);
    assertThat(names(list("a/with space #1.log"))).hasSize(1);
  }

  @Test
  void aColonInANameIsNoScheme() throws IOException {
    Files.write(folder.resolve("b/12:00:01.log"), bytes("one\n"));
    InputListing listing = list("b");
    assertThat(names(listing)).contains("b/12:00:01.log");
    assertThat(TestFiles.read(listing.files().get(0)).texts()).containsExactly("one");
  }

  @Test
  void hiddenNamesCountWhenTheyAreAskedFor() {
    assertThat(names(list("a/_SUCCESS"))).containsExactly("a/_SUCCESS");
    assertThat(names(list("a/_S*"))).containsExactly("a/_SUCCESS");
    InputListing all = list("a/*");
    assertThat(names(all)).doesNotContain("a/_SUCCESS");
    assertThat(names(all.skipped())).contains("a/_SUCCESS");
  }

  @Test
  void aFileWithSeveralNamesIsListedOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("a/aaa-current.log"), folder.resolve("b/app.log"));
    Files.createSymbolicLink(folder.resolve("b/round"), folder);
    InputListing listing = list("");
    assertThat(names(listing)).hasSize(6).contains("b/app.log");
    assertThat(names(listing.skipped())).contains("a/aaa-current.log");
  }

  @Test
  void aMissingInputIsNamedWithWhatWasMeant() {
    assertThatThrownBy(() -> list("a/ap.log"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder + "/a/ap.log does not exist; did you mean")
        .hasMessageEndingWith("/a/app.log?");
    assertThatThrownBy(() -> list("b/deep/re/kern.log.2.gz"))
        .hasMessageContaining("there is no folder")
        .hasMessageEndingWith("/b/deep/er?");
    assertThatThrownBy(() -> list("b/deep/er/kern.log")).hasMessageEndingWith("kern.log.2.gz?");
    assertThatThrownBy(() -> list("a/quite different")).hasMessageEndingWith(" does not exist.");
    assertThatThrownBy(() -> list("a/*.txt"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("No file matches the pattern");
  }

  @Test
  void nothingToReadIsAnError() throws IOException {
    Files.createDirectory(folder.resolve("nothing"));
    assertThatThrownBy(() -> list("nothing"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no log files under " + folder + "/nothing");
    assertThatThrownBy(() -> InputListing.of(List.of(" "), CONF))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> InputListing.of(List.of("nosuch://host/x"), CONF))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nosuch");
  }

  @Test
  void whatMayNotBeReadIsAProblem() throws IOException {
    Path file = folder.resolve("a/app.log");
    Path closed = folder.resolve("b/deep");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(file), "this user may read every file");
      InputListing listing = list("");
      assertThat(names(listing)).contains("a/app.log").doesNotContain("b/deep/er/kern.log.2.gz");
      assertThat(listing.problems()).hasSize(2);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/logs/2024-10-18/app.log,2024-10-18",
    "/logs/app.log-20241018.gz,2024-10-18",
    "/logs/2024-10-17/app-20241018T0100.log,2024-10-18",
    "/logs/2024-10-18/job-20241399.log,2024-10-18",
    "/logs/app-1729252800.log,",
    "/logs/app-18991231.log,",
    "/logs/2024-1018.log,",
    "/logs/app.log,"
  })
  void theLastDateInThePathCounts(String path, LocalDate expected) {
    assertThat(DateInPath.find(path)).isEqualTo(expected);
  }

  /** A file system that is not local: listed flat, unless a folder is closed. */
  public static class ForeignFileSystem extends TestFileSystem {

    private static boolean denied;

    @Override
    public URI getUri() {
      return URI.create("foreign:///");
    }

    @Override
    public RemoteIterator<LocatedFileStatus> listFiles(
        org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
      if (denied) {
        throw new AccessDeniedException(path.toString());
      }
      return super.listFiles(path, recursive);
    }

    @Override
    public RemoteIterator<FileStatus> listStatusIterator(org.apache.hadoop.fs.Path path)
        throws IOException {
      if (denied && path.getName().equals("b")) {
        throw new AccessDeniedException(path.toString());
      }
      return super.listStatusIterator(path);
    }
  }

  @Test
  void otherFileSystemsAreListedFlat() throws IOException {
    Configuration conf = new Configuration(false);
    conf.set("fs.foreign.impl", ForeignFileSystem.class.getName());
    conf.setBoolean("fs.foreign.impl.disable.cache", true);
    List<String> inputs = List.of("foreign://" + folder);

    ForeignFileSystem.denied = false;
    InputListing flat = InputListing.of(inputs, conf);
    assertThat(names(flat)).isEqualTo(names(list("")));
    assertThat(flat.files().get(0).path()).startsWith("foreign:/");
    assertThat(names(flat.skipped())).contains("a/_temporary/part.log");
    try (LineCursor cursor = LineCursor.open(flat.files().get(0), 4, 100, conf)) {
      assertThat(TestFiles.drain(cursor).texts()).containsExactly("two");
    }

    ForeignFileSystem.denied = true;
    InputListing walked = InputListing.of(inputs, conf);
    assertThat(names(walked)).allMatch(name -> name.startsWith("a/")).hasSize(4);
    assertThat(walked.problems()).hasSize(1).allMatch(text -> text.contains("may not be read"));
  }
}
