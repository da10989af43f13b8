package dev.faultline.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultline.LocalSpark;
import dev.faultline.TestFileSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that are damaged: the run goes on, and the report names each with what was done. */
class AnalyzeDamageTest {

  private static final String RECORD = "2026-03-14 10:00:00 ERROR out of luck\n";

  @TempDir private Path folder;

  private Path logs() throws IOException {
    return Files.createDirectories(folder.resolve("logs"));
  }

  private JsonNode report(String input) {
    AnalyzeRun run = AnalyzeRun.of(folder.resolve("out"), input);
    assertThat(run.exitCode()).as("%s", run.err()).isZero();
    ReportFigures.assertAddsUp(run.report());
    ReportFigures.assertAllRecordsCount(run.report());
    return run.report();
  }

  private static JsonNode file(JsonNode report, String name) {
    for (JsonNode file : report.get("files")) {
      if (file.get("log_file_path").asText().endsWith("/" + name)) {
        return file;
      }
    }
    throw new AssertionError("The report does not name " + name);
  }

  private static List<String> problems(JsonNode report, String name) {
    return StreamSupport.stream(report.get("problems").spliterator(), false)
        .map(JsonNode::asText)
        .filter(problem -> problem.contains("/" + name + ": "))
        .toList();
  }

  @Test
  void eachKindOfDamageIsNamedAndNothingIsLost() throws IOException {
    byte[] invalid = RECORD.getBytes(US_ASCII);
    invalid[invalid.length - 2] = (byte) 0xff;
    Files.write(logs().resolve("invalid.log"), invalid);
    Files.writeString(logs().resolve("nul.log"), RECORD.replace("luck", "l\0ck"));
    Files.writeString(
        logs().resolve("long.log"), RECORD.strip() + "z".repeat(50 << 20) + "\n" + RECORD);
    Files.writeString(logs().resolve("empty.log"), "");
    Files.write(logs().resolve("cut.log.gz"), cutGzip());
    byte[] noise = new byte[20_000];
    new Random(5).nextBytes(noise);
    Files.write(logs().resolve("binary.log"), noise);
    Files.writeString(logs().resolve("good.log"), RECORD);

    JsonNode report = report(logs().toString());

    assertThat(report.get("files")).hasSize(7);
    assertThat(file(report, "invalid.log").get("undecodable_lines").asLong()).isEqualTo(1);
    assertThat(file(report, "invalid.log").get("errors").asLong()).isEqualTo(1);
    assertThat(file(report, "nul.log").get("nul_lines").asLong()).isEqualTo(1);
    assertThat(file(report, "nul.log").get("errors").asLong()).isEqualTo(1);
    assertThat(file(report, "long.log").get("cut_lines").asLong()).isEqualTo(1);
    assertThat(file(report, "long.log").get("errors").asLong()).isEqualTo(2);
    assertThat(file(report, "long.log").get("read_bytes").asLong())
        .isEqualTo((50L << 20) + 2 * RECORD.length());
    assertThat(file(report, "empty.log").get("lines").asLong()).isZero();
    assertThat(file(report, "cut.log.gz").get("errors").asLong()).isBetween(1L, 99_999L);
    assertThat(problems(report, "cut.log.gz")).hasSize(1).first().asString().contains("cut off");
    JsonNode binary = file(report, "binary.log");
    assertThat(binary.get("lines").asLong() - binary.get("overwritten_lines").asLong())
        .isEqualTo(Grep.lines(noise));
    assertThat(problems(report, "binary.log")).hasSize(1).first().asString().contains("binary");
    assertThat(file(report, "good.log").get("errors").asLong()).isEqualTo(1);
    assertThat(problems(report, "good.log")).isEmpty();
    assertThat(report.at("/lines/undecodable").asLong()).isPositive();
    assertThat(report.at("/lines/cut").asLong()).isEqualTo(1);
  }

  private static byte[] cutGzip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(RECORD.repeat(100_000).getBytes(US_ASCII));
    }
    return Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
  }

  @Test
  void emptyFilesAloneMakeAnEmptyReport() throws IOException {
    Files.writeString(logs().resolve("empty.log"), "");
    JsonNode report = report(logs().toString());
    assertThat(report.at("/lines/read").asLong()).isZero();
    assertThat(file(report, "empty.log").get("lines").asLong()).isZero();
  }

  /** A local file system on which one file may not be read, and one grows while it is. */
  public static final class FickleFileSystem extends TestFileSystem {

    @Override
    public URI getUri() {
      return URI.create("fickle:///");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize)
        throws IOException {
      if (path.getName().equals("locked.log")) {
        throw new AccessDeniedException(path.toString());
      }
      if (path.getName().startsWith("down.log")) {
        FSDataInputStream whole = super.open(path, bufferSize);
        return new FSDataInputStream(new CutOff(whole));
      }
      if (path.getName().equals("growing.log")) {
        Files.writeString(pathToFile(path).toPath(), RECORD, StandardOpenOption.APPEND);
      }
      return super.open(path, bufferSize);
    }
  }

  /** A connection that is lost behind the first bytes, which tell how the file is packed. */
  private static final class CutOff extends FSInputStream {

    private final FSDataInputStream whole;
    private int reads;

    CutOff(FSDataInputStream whole) {
      this.whole = whole;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      if (reads++ > 0) {
        throw new IOException("Connection reset");
      }
      return whole.read(b, off, Math.min(len, 16));
    }

    @Override
    public int read() throws IOException {
      return whole.read();
    }

    @Override
    public void seek(long position) throws IOException {
      whole.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return whole.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public void close() throws IOException {
      whole.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"down.log", "down.log.gz"})
  void aStorageThatFailsIsNoDamageOfTheFile(String name) throws IOException {
    var hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    hadoop.set("fs.fickle.impl", FickleFileSystem.class.getName());
    Files.writeString(logs().resolve("good.log"), RECORD);
    AnalyzeRun before = AnalyzeRun.of(folder.resolve("out"), "fickle://" + logs());
    assertThat(before.exitCode()).as("%s", before.err()).isZero();
    String pointer = Files.readString(before.pointer());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
      out.write(RECORD.repeat(9).getBytes(US_ASCII));
    }
    Files.write(logs().resolve(name), bytes.toByteArray());
    AnalyzeRun run = AnalyzeRun.of(folder.resolve("out"), "fickle://" + logs());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .isEqualTo(
            "faultline: The input fickle:"
                + logs().resolve(name)
                + " cannot be read: Connection reset"
                + System.lineSeparator());
    assertThat(Files.readString(before.pointer())).isEqualTo(pointer);
    assertThat(folder.resolve("out/_unfinished")).isEmptyDirectory();
  }

  @Test
  void nothingThatCanBeReadIsAWrongInput() throws IOException {
    var hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    hadoop.set("fs.fickle.impl", FickleFileSystem.class.getName());
    Files.writeString(logs().resolve("locked.log"), RECORD);
    AnalyzeRun run = AnalyzeRun.of(folder.resolve("out"), "fickle://" + logs());
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(run.err()).startsWith("faultline: No input could be read: ").contains("locked.log");
  }

  @Test
  void whatMayNotBeReadAndWhatGrowsIsNamed() throws IOException {
    var hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    hadoop.set("fs.fickle.impl", FickleFileSystem.class.getName());
    for (String name : List.of("locked.log", "growing.log", "good.log")) {
      Files.writeString(logs().resolve(name), RECORD);
    }
    JsonNode report = report("fickle://" + logs());
    assertThat(file(report, "locked.log").get("lines").asLong()).isZero();
    assertThat(problems(report, "locked.log"))
        .hasSize(1)
        .first()
        .asString()
        .contains("none of its lines were read");
    assertThat(file(report, "growing.log").get("lines").asLong()).isEqualTo(1);
    assertThat(problems(report, "growing.log"))
        .hasSize(1)
        .first()
        .asString()
        .contains("after listing; the rest is left for the next run");
    assertThat(file(report, "good.log").get("errors").asLong()).isEqualTo(1);
  }

  @Test
  void aTableOfRecordsThatTheReportDoesNotCountIsNotPublished() throws IOException {
    var hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    hadoop.set("fs.fickle.impl", FickleFileSystem.class.getName());
    Files.writeString(logs().resolve("growing.log"), RECORD);
    AnalyzeRun run = AnalyzeRun.of(folder.resolve("out"), "fickle://" + logs(), "--records");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("does not balance")
        .containsPattern("the table records holds [0-9]+ records of 1 that were read");
    assertThat(folder.resolve("out/dt=2026-03-14")).doesNotExist();
  }
}
