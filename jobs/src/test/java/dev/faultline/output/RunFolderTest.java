package dev.faultline.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What writers leave, and what readers make of it, also of what a killed writer left. */
class RunFolderTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-14");
  private static final Instant START = Instant.parse("2026-03-15T02:00:00Z");

  @TempDir private Path folder;

  private RunFolder run(Path output, Instant started) throws IOException {
    return new RunFolder(output.toString(), started, new Configuration());
  }

  private RunFolder published(int hour, int keep) throws IOException {
    RunFolder run = run(folder, START.plus(Duration.ofHours(hour)));
    run.write("report.txt", "report " + hour);
    run.publish(DAY, Map.of());
    run.tidy(DAY, keep, START);
    return run;
  }

  private RunReader reader() throws IOException {
    return RunReader.open(folder.toString(), DAY, new Configuration());
  }

  private List<String> in(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatAFailedRunMadeIsRemoved() throws IOException {
    RunFolder run = run(folder.resolve("deep/out"), START);
    assertThat(folder.resolve("deep/out/_unfinished").resolve(run.runId())).isEmptyFile();
    run.write("report.txt", "text");
    run.abandon();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatWasThereBeforeAFailedRunStays() throws IOException {
    RunFolder before = published(0, 0);
    run(folder, START).abandon();
    assertThat(reader().runId()).isEqualTo(before.runId());
    assertThat(in("_runs")).containsExactly(before.runId());
    assertThat(in("_unfinished")).isEmpty();
  }

  @Test
  void aPublishedRunIsReadBack() throws IOException {
    RunFolder run = published(0, 3);
    assertThat(in("dt=2026-03-14")).containsExactly("_runs", "manifest.json");
    assertThat(in("_unfinished")).isEmpty();
    RunReader reader = reader();
    assertThat(reader.runId()).isEqualTo(run.runId());
    assertThat(reader.date()).isEqualTo(DAY);
    assertThat(reader.path()).isEqualTo(run.path());
    assertThat(reader.read("report.txt")).isEqualTo("report 0");
    assertThat(RunReader.open(folder.toString(), null, new Configuration()).date()).isEqualTo(DAY);
    assertThat(RunReader.dates(folder.toString(), new Configuration())).containsExactly(DAY);
    assertThatThrownBy(() -> reader.read("report.html"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("There is no report.html in " + run.path() + ".");
  }

  @Test
  void whatIsNoTextIsReadBackAsItIs() throws IOException {
    RunFolder run = run(folder, START);
    byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0, (byte) 0xff};
    run.write("plots/a.png", bytes);
    run.publish(DAY, Map.of());
    assertThat(reader().readBytes("plots/a.png")).isEqualTo(bytes);
  }

  @Test
  void aRunIsNoResultBeforeItIsPublished() throws IOException {
    RunFolder run = run(folder, START);
    run.write("report.txt", "text");
    assertThatThrownBy(this::reader)
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("There is no result of 2026-03-14 in " + folder + ".");
    published(1, 3);
    assertThat(reader().read("report.txt")).isEqualTo("report 1");
  }

  @Test
  void ofTwoRunsAtOnceTheLastToPublishIsTheResultAndBothAreWhole() throws IOException {
    RunFolder first = run(folder, START);
    RunFolder second = run(folder, START);
    second.write("report.txt", "second");
    first.write("report.txt", "first");
    second.publish(DAY, Map.of());
    first.publish(DAY, Map.of());
    assertThat(reader().read("report.txt")).isEqualTo("first");
    second.tidy(DAY, 3, START);
    first.tidy(DAY, 3, START);
    assertThat(in("_runs")).containsExactlyInAnyOrder(first.runId(), second.runId());
  }

  @Test
  void aTornPointerLeadsToTheNewestWholeRun() throws IOException {
    published(0, 3);
    RunFolder newest = published(1, 3);
    Path pointer = folder.resolve("dt=2026-03-14/manifest.json");
    for (String torn : List.of("", "{\"run_id\" : \"2026", "{}", "null", "[]")) {
      Files.writeString(pointer, torn);
      assertThat(reader().runId()).as(torn).isEqualTo(newest.runId());
    }
    Files.delete(pointer);
    assertThat(reader().runId()).isEqualTo(newest.runId());
  }

  @Test
  void theOldestRunsOfTheDayGo() throws IOException {
    published(0, 3);
    RunFolder second = published(1, 3);
    RunFolder third = published(2, 3);
    RunFolder fourth = published(3, 3);
    List<String> kept = List.of(second.runId(), third.runId(), fourth.runId());
    assertThat(in("_runs")).containsExactlyElementsOf(kept);
    assertThat(in("dt=2026-03-14/_runs")).containsExactlyElementsOf(kept);
    assertThat(in("_unfinished")).isEmpty();
    published(4, 0);
    assertThat(in("_runs")).hasSize(4);
  }

  @Test
  void ofTwoRunsTheOnePublishedLastStaysWhicheverBeganFirst() throws Exception {
    RunFolder early = run(folder, START);
    RunFolder late = run(folder, START.plus(Duration.ofHours(1)));
    late.publish(DAY, Map.of());
    // Marks are told apart by the time of their making.
    Thread.sleep(20);
    early.write("report.txt", "early");
    early.publish(DAY, Map.of());
    late.tidy(DAY, 1, START);
    early.tidy(DAY, 1, START);
    assertThat(reader().runId()).isEqualTo(early.runId());
    assertThat(in("_runs")).containsExactly(early.runId());
  }

  @Test
  void theRunThatThePointerNamesStaysThoughAnotherWasMarkedLater() throws IOException {
    RunFolder pointed = published(0, 0);
    Path pointer = folder.resolve("dt=2026-03-14/manifest.json");
    String manifest = Files.readString(pointer);
    RunFolder later = published(1, 0);
    Files.writeString(pointer, manifest);
    later.tidy(DAY, 1, START);
    assertThat(in("_runs")).containsExactly(pointed.runId(), later.runId());
  }

  @Test
  void aRunThatCannotBePublishedLeavesNothing() throws IOException {
    Files.createDirectories(folder.resolve("dt=2026-03-14/manifest.json/in-the-way"));
    RunFolder run = run(folder, START);
    assertThatThrownBy(() -> run.publish(DAY, Map.of())).isInstanceOf(IOException.class);
    run.abandon();
    assertThat(in("")).containsExactly("dt=2026-03-14");
    assertThat(in("dt=2026-03-14")).containsExactly("manifest.json");
  }

  @Test
  void whatFailsBehindThePointerDoesTheResultNoHarm() throws IOException {
    RunFolder run = run(folder, START);
    run.write("report.txt", "whole");
    run.publish(DAY, Map.of());
    run.abandon();
    assertThat(reader().read("report.txt")).isEqualTo("whole");
  }

  @Test
  void aMarkWithoutItsRunIsPassedOver() throws IOException {
    RunFolder run = published(0, 3);
    Files.delete(folder.resolve("dt=2026-03-14/manifest.json"));
    Files.createFile(folder.resolve("dt=2026-03-14/_runs/20260401T000000Z-abcdef"));
    Files.createDirectories(folder.resolve("dt=2026-04-01"));
    assertThat(reader().runId()).isEqualTo(run.runId());
    assertThat(RunReader.open(folder.toString(), null, new Configuration()).date()).isEqualTo(DAY);
  }

  @Test
  void onlyFilesOfTheRunAreRead() throws IOException {
    published(0, 3);
    RunReader reader = reader();
    for (String name : List.of("", "..", "../../x", "/etc/passwd", "csv/../../x", "a:b", "a//b")) {
      assertThatThrownBy(() -> reader.read(name))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("'" + name + "' is no file of a run.");
    }
  }

  @Test
  void runsOfOtherDaysStay() throws IOException {
    RunFolder other = run(folder, START);
    other.publish(DAY.minusDays(1), Map.of());
    other.tidy(DAY.minusDays(1), 1, START);
    RunFolder run = published(1, 1);
    assertThat(in("_runs")).containsExactly(other.runId(), run.runId());
  }

  @Test
  void whatAKilledRunLeftGoesAfterAWeek() throws IOException {
    RunFolder killed = run(folder, START);
    killed.write("report.txt", "half");
    killed.write("manifest.json", "{\"dt\" : \"2026-");
    RunFolder next = published(1, 3);
    assertThat(in("_runs")).contains(killed.runId());
    next.tidy(DAY, 3, START.plus(Duration.ofDays(6)));
    assertThat(in("_runs")).contains(killed.runId());
    next.tidy(DAY, 3, START.plus(Duration.ofDays(8)));
    assertThat(in("_runs")).containsExactly(next.runId());
    assertThat(in("_unfinished")).isEmpty();
  }

  @Test
  void aRunKilledAfterItWasPublishedStays() throws IOException {
    RunFolder killed = run(folder, START);
    killed.write("report.txt", "whole");
    killed.publish(DAY, Map.of());
    RunFolder next = run(folder, START);
    next.publish(DAY.plusDays(1), Map.of());
    next.tidy(DAY.plusDays(1), 3, START.plus(Duration.ofDays(8)));
    assertThat(reader().read("report.txt")).isEqualTo("whole");
    assertThat(in("_unfinished")).isEmpty();
  }

  @Test
  void whatIsNotOursStays() throws IOException {
    Files.createDirectories(folder.resolve("_unfinished/notes"));
    Files.createDirectories(folder.resolve("dt=2026-03-14/_runs"));
    Files.writeString(folder.resolve("dt=2026-03-14/_runs/notes.txt"), "mine");
    Files.createDirectories(folder.resolve("dt=yesterday"));
    RunFolder run = published(0, 1);
    run.tidy(DAY, 1, START.plus(Duration.ofDays(80)));
    assertThat(folder.resolve("_unfinished/notes")).isDirectory();
    assertThat(folder.resolve("dt=2026-03-14/_runs/notes.txt")).hasContent("mine");
    assertThat(RunReader.dates(folder.toString(), new Configuration())).containsExactly(DAY);
  }

  @Test
  void anOutputThatCannotBeWrittenIsOneSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertThatThrownBy(() -> run(file, START))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The output " + file + " cannot be written: ");
    assertThatThrownBy(() -> new RunFolder("s4a://bucket/out", START, new Configuration()).runId())
        .hasMessageContaining("there is no file system s4a:");
  }
}
