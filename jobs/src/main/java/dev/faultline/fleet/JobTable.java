package dev.faultline.fleet;

import dev.faultline.ingest.InputException;
import dev.faultline.udf.format.IsoTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jobs of a cluster: what {@code sacct -X --parsable2} prints, or a CSV with our own names.
 *
 * @param jobs the rows, those that are wholly equal once; a job that was requeued has several
 * @param remarks what is odd about them, sentences
 */
record JobTable(List<Job> jobs, List<String> remarks) {

  /** What all jobs together may have, so that the driver can hold it. */
  private static final int MOST_HOSTS = 1_000_000;

  private static final Column ID = Column.of("JobID", "JobIDRaw");
  private static final Column START = Column.of("Start", "start_time");
  private static final Column END = Column.of("End", "end_time");
  private static final Column HOSTS = Column.of("NodeList", "hosts", "host_list");
  private static final Column NAME = Column.of("JobName");
  private static final Column USER = Column.of("User");
  private static final Column ACCOUNT = Column.of("Account");
  private static final Column PARTITION = Column.of("Partition");
  private static final Column STATE = Column.of("State");
  private static final Column EXIT_CODE = Column.of("ExitCode");
  private static final Column NODES = Column.of("NNodes", "node_count", "AllocNodes");
  private static final Column RESOURCES = Column.of("AllocTRES", "ReqTRES");
  private static final Column GPU_COUNT = Column.of("gpu_count");

  private static final String ADVICE =
      "export with sacct -X --parsable2 --format=JobID,User,State,Start,End,AllocTRES,NNodes,NodeList"
          + " and its header";

  /** How Slurm writes that there is none. */
  private static final Set<String> UNKNOWN = Set.of("unknown", "none", "n/a", "(null)");

  private static final Pattern GPUS = Pattern.compile("gres/gpu(:[^=]*)?=([0-9]{1,7})");
  private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{9,10}");

  /** A row and where it stands. */
  private record Line(int number, Job job) {}

  /**
   * Reads the table.
   *
   * @param zone of times that name none
   * @throws InputException with file and line if a row cannot be read or ends before it begins
   */
  static JobTable of(TableText table, ZoneId zone) {
    Map<Job, Line> lines = new LinkedHashMap<>();
    long hosts = 0;
    for (TableRows.Row row : TableRows.of(table, List.of(ID, START, END, HOSTS), ADVICE).rows()) {
      String id = row.get(ID);
      if (id == null) {
        throw row.wrong("the row names no job; correct it or leave it out");
      }
      // A dot is in the ids of steps: 481206.batch, 481206.0.
      if (id.indexOf('.') < 0) {
        Job job = job(id, row, zone);
        if (lines.putIfAbsent(job, new Line(row.line(), job)) == null) {
          hosts += job.hosts().size();
        }
        if (hosts > MOST_HOSTS) {
          throw row.wrong(
              String.format(
                  Locale.ROOT,
                  "up to here the jobs have more than %,d hosts in all; export fewer days",
                  MOST_HOSTS));
        }
      }
    }
    return new JobTable(List.copyOf(lines.keySet()), overlaps(table.place(), lines.values()));
  }

  private static Job job(String id, TableRows.Row row, ZoneId zone) {
    List<String> hosts = hosts(row);
    ZonedDateTime start = time(row, zone, START);
    ZonedDateTime end = time(row, zone, END);
    if (start != null && end != null && end.toInstant().isBefore(start.toInstant())) {
      // The hour that the clock shows twice in autumn: the job may have ended in the second one.
      end = end.withLaterOffsetAtOverlap();
      if (end.toInstant().isBefore(start.toInstant())) {
        throw row.wrong(
            String.format(
                "the job %s ends (%s) before it starts (%s); correct the row or leave it out",
                id, row.get(END), row.get(START)));
      }
    }
    String state = row.get(STATE);
    Integer nodes = row.number(NODES);
    return new Job(
        id,
        row.get(NAME),
        row.get(USER),
        row.get(ACCOUNT),
        row.get(PARTITION),
        // Slurm adds who it was: CANCELLED by 1000.
        state == null ? null : state.split(" ", 2)[0],
        row.get(EXIT_CODE),
        instant(start),
        instant(end),
        nodes == null && !hosts.isEmpty() ? Integer.valueOf(hosts.size()) : nodes,
        gpus(row),
        hosts);
  }

  private static List<String> hosts(TableRows.Row row) {
    String list = row.get(HOSTS);
    try {
      return list == null ? List.of() : HostList.expand(list);
    } catch (IllegalArgumentException e) {
      throw row.wrong(e.getMessage() + "; correct the row or leave it out");
    }
  }

  private static Instant instant(ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static ZonedDateTime time(TableRows.Row row, ZoneId zone, Column column) {
    String text = row.get(column);
    if (text == null || UNKNOWN.contains(text.toLowerCase(Locale.ROOT))) {
      return null;
    }
    if (EPOCH_SECONDS.matcher(text).matches()) {
      return Instant.ofEpochSecond(Long.parseLong(text)).atZone(ZoneOffset.UTC);
    }
    try {
      return IsoTime.of(text, zone);
    } catch (DateTimeException e) {
      throw row.wrong(
          "'"
              + text
              + "' is no time; export with SLURM_TIME_FORMAT=standard, or write it as"
              + " 2026-03-14T02:00:00 or 2026-03-14T02:00:00Z");
    }
  }

  /** {@code gres/gpu} counts all, {@code gres/gpu:TYPE} those of a type; there may be both. */
  private static Integer gpus(TableRows.Row row) {
    String resources = row.get(RESOURCES);
    if (resources == null) {
      return row.number(GPU_COUNT);
    }
    int typed = 0;
    for (String resource : resources.split(",")) {
      Matcher matcher = GPUS.matcher(resource);
      if (matcher.matches()) {
        int count = Integer.parseInt(matcher.group(2));
        if (matcher.group(1) == null) {
          return count;
        }
        typed += count;
      }
    }
    return typed;
  }

  /** A job that was requeued has several rows, one after the other; these are not. */
  private static List<String> overlaps(String place, Iterable<Line> lines) {
    Map<String, List<Line>> byId = new TreeMap<>();
    for (Line line : lines) {
      if (line.job().start() != null) {
        byId.computeIfAbsent(line.job().id(), id -> new ArrayList<>()).add(line);
      }
    }
    int jobs = 0;
    String first = null;
    for (List<Line> rows : byId.values()) {
      String overlap = overlap(rows);
      if (overlap != null) {
        jobs++;
        first = first == null ? overlap : first;
      }
    }
    return jobs == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%s: %,d %s several rows whose times overlap, as %s; each of them counts",
                place,
                jobs,
                jobs == 1 ? "job has" : "jobs have",
                first));
  }

  private static String overlap(List<Line> rows) {
    rows.sort(Comparator.comparing((Line line) -> line.job().start()).thenComparing(Line::number));
    Line last = null;
    for (Line line : rows) {
      if (last != null && endOf(last).isAfter(line.job().start())) {
        return String.format(
            Locale.ROOT,
            "%s in lines %d and %d",
            line.job().id(),
            Math.min(last.number(), line.number()),
            Math.max(last.number(), line.number()));
      }
      last = last == null || endOf(line).isAfter(endOf(last)) ? line : last;
    }
    return null;
  }

  private static Instant endOf(Line line) {
    return line.job().end() == null ? Instant.MAX : line.job().end();
  }
}
