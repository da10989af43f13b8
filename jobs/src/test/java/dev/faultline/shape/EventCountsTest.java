package dev.faultline.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.LocalSpark;
import dev.faultline.io.Flat;
import dev.faultline.night.Night;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of whole files, against an account that is kept while they are written. */
class EventCountsTest {

  private static final DateTimeFormatter SYSLOG =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final long MIDNIGHT = Instant.parse("2026-03-14T00:00:00Z").getEpochSecond();

  @TempDir private Path folder;

  /** Events by host and cause; errors of no cause stand under "none". */
  private static Map<String, Long> events(Path logs) {
    Cube cube =
        ScannedCube.of(
            LocalSpark.session()
                .read()
                .format("faultline")
                .option("mode", "cube")
                .option("date", "2026-03-14")
                .load(logs.toString()));
    Map<String, Long> events = new TreeMap<>();
    for (Row row :
        Night.of(cube, Flat::of)
            .cells()
            .where("is_error")
            .groupBy("host_name", "cause")
            .sum("event_count")
            .collectAsList()) {
      events.put(row.get(0) + " " + (row.isNullAt(1) ? "none" : row.getString(1)), row.getLong(2));
    }
    return events;
  }

  private void write(String file, List<String> lines) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, lines);
  }

  private static String kernel(String host, long second, String message) {
    return SYSLOG.format(Instant.ofEpochSecond(second)) + " " + host + " kernel: " + message;
  }

  private static String xid(int gpu) {
    return "NVRM: Xid (PCI:0000:" + gpu + "b:00): 79, pid=7, GPU has fallen off the bus.";
  }

  /**
   * Bursts at least ten seconds apart, and each file leaves out some of their lines: what counts is
   * the file that has most of a burst, for each GPU on its own.
   */
  @Test
  void eachBurstCountsAsOftenAsTheFileHasItThatHasMost() throws IOException {
    Random random = new Random(5);
    Map<String, Long> expected = new TreeMap<>();
    for (int host = 0; host < 12; host++) {
      String name = "node-" + (char) ('a' + host);
      List<List<String>> files = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      long second = MIDNIGHT + random.nextInt(900);
      for (int burst = 0; burst < 40; burst++) {
        second += 10 + random.nextInt(600);
        for (int gpu = 1; gpu <= 2; gpu++) {
          long most = 0;
          for (List<String> file : files) {
            int lines = random.nextInt(4);
            most = Math.max(most, lines);
            for (int i = 0; i < lines; i++) {
              file.add(kernel(name, second + random.nextInt(3), xid(gpu)));
            }
          }
          expected.merge(name + " gpu_off_bus", most, Long::sum);
        }
      }
      write(name + "/kern.log", files.get(0));
      write(name + "/syslog", files.get(1));
      write("all/" + name + ".log", files.get(2));
    }
    assertThat(events(folder)).isEqualTo(expected);
    copyAll();
    assertThat(events(folder)).isEqualTo(expected);
  }

  /** A byte-equal copy of each file, whose name stands before or behind all others. */
  private void copyAll() throws IOException {
    List<Path> files;
    try (var walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (int i = 0; i < files.size(); i++) {
      Path copy = folder.resolve((i % 2 == 0 ? "A" : "z") + i);
      Files.createDirectories(copy);
      Files.copy(files.get(i), copy.resolve("copied.log"));
    }
  }

  @Test
  void dmesgIsOfTheHostWhoseNameItsFolderHas() throws IOException {
    write("node-a/kern.log", List.of(kernel("node-a", MIDNIGHT + 60, xid(1))));
    write("node-a/dmesg.txt", List.of("[Sat Mar 14 00:01:01 2026] " + xid(1)));
    write("node-b/dmesg.txt", List.of("[Sat Mar 14 00:01:01 2026] " + xid(1)));
    assertThat(events(folder)).isEqualTo(Map.of("node-a gpu_off_bus", 1L, "null gpu_off_bus", 1L));
  }

  /** Errors of no cause are known by their cells: three and two lines of a quarter of an hour. */
  @Test
  void otherErrorsAreEstimated() throws IOException {
    String format = "<11>1 2026-03-14T00:0%d:00Z node-a app 7 - - no answer from %d";
    write("one.log", IntStream.range(0, 3).mapToObj(i -> String.format(format, i, i)).toList());
    write("two.log", IntStream.range(0, 2).mapToObj(i -> String.format(format, i, i)).toList());
    assertThat(events(folder)).isEqualTo(Map.of("node-a none", 3L));
  }
}
