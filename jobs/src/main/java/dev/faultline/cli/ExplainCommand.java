package dev.faultline.cli;

import dev.faultline.catalog.Catalog;
import dev.faultline.explain.Explainer;
import dev.faultline.explain.Explanation;
import dev.faultline.explain.ExplanationText;
import dev.faultline.ingest.FaultLines;
import dev.faultline.ingest.FileHead;
import dev.faultline.ingest.InputFile;
import dev.faultline.ingest.InputListing;
import dev.faultline.ingest.LineKind;
import dev.faultline.ingest.Redactions;
import dev.faultline.storage.StorageSettings;
import dev.faultline.udf.format.AnsiEscapes;
import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.redact.Redactor;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the configuration makes of a line, or of the first lines of a file. */
@Command(
    name = "explain",
    description = "Shows what Faultline makes of a line, or of the first lines of a file.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Examples:",
      "  faultline explain '2026-03-14 02:11:41 ERROR NCCL watchdog timeout on rank 7'",
      "  faultline explain /var/log/kern.log --date 2026-03-14",
      "  faultline explain app.log --conf-dir my-conf     # while writing a format or a rule",
      "",
      "Exit codes: 0 done; 2 wrong usage or configuration; 3 the file is missing or unreadable."
    })
final class ExplainCommand implements Callable<Integer> {

  private static final int HEAD_LINES = 2000;
  private static final int MOST_SHOWN = 20;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "LINE|FILE",
      description = {
        "A log line, in quotes, or a file on any Hadoop file system.",
        "A line may bring the lines of its stack trace, each behind a newline."
      })
  private String subject;

  @Mixin private Reading reading;

  private Catalog catalog;
  private FormatSet formats;
  private Redactor redactor;

  @Override
  public Integer call() {
    Configuration conf = StorageSettings.withoutSpark(System.getenv());
    catalog = Catalog.load(reading.confDir(), conf);
    formats = Explainer.compile(catalog.formats());
    redactor = Redactions.redactor(catalog);
    if (isFile(conf)) {
      explainFile(InputListing.list(List.of(subject), conf).get(0), conf);
    } else {
      List<String> lines = redactor.redacted(AnsiEscapes.removed(subject)).lines().toList();
      String line = lines.isEmpty() ? "" : lines.get(0);
      List<String> rest = lines.isEmpty() ? List.of() : lines.subList(1, lines.size());
      LocalDate near = reading.date() != null ? reading.date() : LocalDate.now(ZoneOffset.UTC);
      print(ExplanationText.of(explainer(near).explain(line, rest), catalog.codes()));
    }
    out().flush();
    return ExitCode.DONE;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Prints what may hold parts of a log. */
  private void print(String text) {
    out().print(Printable.onOut(text));
  }

  private Explainer explainer(LocalDate near) {
    return new Explainer(catalog.mask(), formats, catalog.knowledge(), reading.zone(), near);
  }

  /**
   * A line of a log has spaces or, in JSON, quotes; a name without them is told to be missing like
   * any other input.
   */
  private boolean isFile(Configuration conf) {
    boolean likeName = subject.matches("[^ \"]*[/.][^ \"]*");
    try {
      Path path = new Path(subject);
      return path.getFileSystem(conf).exists(path) || likeName;
    } catch (IOException | IllegalArgumentException e) {
      return likeName;
    }
  }

  private void explainFile(InputFile file, Configuration conf) {
    ZoneId zone = catalog.sources().of(file.path(), reading.zone());
    FaultLines faults = new FaultLines(catalog.mask(), catalog.knowledge().causes());
    FileHead head =
        FileHead.read(file, formats, zone, reading.date(), HEAD_LINES, redactor, faults, conf);
    List<FileHead.Line> lines = head.lines();
    print(String.format(Locale.ROOT, "%s, its first %,d lines:%n", file.path(), lines.size()));
    out().print(ExplanationText.shares(shares(lines)));
    head.problems().forEach(problem -> print("  problem: " + problem + "\n"));
    Explainer explainer = explainer(reading.date());
    // As grep -n counts, so that a line is found again.
    int number = 1;
    for (int i = 0; i < Math.min(MOST_SHOWN, lines.size()); i++) {
      FileHead.Line line = lines.get(i);
      if (beginsRecord(line)) {
        Explanation explanation =
            explainer.explain(
                line.text(), continuation(lines, i), line.format(), line.timeMicros());
        out().println();
        print("line " + number + ": " + ExplanationText.of(explanation, catalog.codes()));
      } else if (line.kind() == LineKind.CONTINUATION) {
        String what =
            line.overwritten() ? "is overwritten by the next" : "belongs to the record above";
        print("line " + number + ": " + what + ": " + line.text() + "\n");
      }
      number += line.overwritten() ? 0 : 1;
    }
  }

  /** The lines of each format, then those that no format takes; the most first. */
  private List<Map.Entry<String, Long>> shares(List<FileHead.Line> lines) {
    Map<String, Long> counts = new TreeMap<>();
    for (FileHead.Line line : lines) {
      String name =
          line.kind() == LineKind.RECORD
              ? formats.formats().get(line.format()).spec().id()
              : "(" + line.kind().name().toLowerCase(Locale.ROOT) + ")";
      counts.merge(name, 1L, Long::sum);
    }
    List<Map.Entry<String, Long>> rows = new ArrayList<>(counts.entrySet());
    rows.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    return rows;
  }

  private static boolean beginsRecord(FileHead.Line line) {
    return line.kind() == LineKind.RECORD || line.kind() == LineKind.UNPARSED;
  }

  private static List<String> continuation(List<FileHead.Line> lines, int record) {
    return lines.subList(record + 1, lines.size()).stream()
        .takeWhile(line -> !beginsRecord(line))
        .filter(line -> line.kind() == LineKind.CONTINUATION && !line.overwritten())
        .map(FileHead.Line::text)
        .toList();
  }
}
