package dev.faultline.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.udf.format.FormatSet;
import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.Header;
import dev.faultline.udf.format.LineText;
import dev.faultline.udf.format.LogFormat;
import dev.faultline.udf.format.TimeResolver;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Makes records: headers of every format, damaged ones, and bytes that are no log at all. */
final class CubeLines {

  private static final DateTimeFormatter SYSLOG =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DMESG =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);
  private static final String CHARACTERS =
      " 0019[]<>()-:.,TZ+_/aInWé€\t\"{}\u0000\u0001\u0002\u001a\u001f\u007f\u2028\u0085$\\KİÅ😀";
  private static final List<String> BODIES =
      List.of(
          "Epoch 3/10 - loss: 1.25e-03 - val_loss: nan",
          "[RESPONSE] 503 - Model overloaded - Duration: 12.5ms",
          "[RESPONSE] 200 - Prediction: class_2 - Duration: 45ms",
          "[REQUEST] GET /predict?x=1 - IP: 10.20.1.46",
          "NVRM: Xid (PCI:0000:3b:00): 79, pid=77, GPU has fallen off the bus.",
          "NVRM: Xid (PCI:0000:3b:00): 31, pid=20455, MMU Fault faulted @ 0x7f1a_c0de0000",
          "CUDA out of memory. Tried to allocate 2.50 GiB",
          "Key K İ 3 failed: 0 errors, 2 warnings request_id=ab\u0001cd",
          "",
          "-");
  private static final List<String> ZONES =
      List.of(
          "", "Z", "+00:00", "+0530", "-05:00", "+18:00", "-18:00", "+18:01", "+05:60", "-0000");

  private final Random random;
  private final ZoneId zone;
  private final FormatSet set;
  private final LineText text;
  private final List<String> samples;

  CubeLines(Random random, ZoneId zone, List<FormatSpec> formats) {
    this.random = random;
    this.zone = zone;
    set = new FormatSet(formats.stream().map(LogFormat::compile).toList());
    text = new LineText(set);
    samples =
        formats.stream()
            .flatMap(
                format ->
                    Stream.concat(
                        format.matches().stream().map(FormatSpec.Sample::line),
                        format.rejects().stream()))
            .toList();
  }

  /** Makes records of a few files. */
  List<RawRecord> records(int count) {
    List<RawRecord> records = new ArrayList<>();
    LocalDate reference = null;
    Long boot = null;
    long offset = 0;
    for (int i = 0; i < count; i++) {
      if (i % (count / 6) == 0) {
        reference = random.nextInt(6) == 0 ? null : day();
        boot = random.nextInt(3) == 0 ? null : random.nextLong(-1L << 50, 1L << 51);
        offset = 0;
      }
      String line = line();
      Text text = text(line);
      String detail = random.nextInt(8) == 0 ? random.nextBoolean() ? noise() : body() : null;
      int file = i / (count / 6);
      records.add(
          new RawRecord(
              file,
              "logs/" + file + ".log",
              offset,
              text.formatId(),
              text.line(),
              detail,
              reference,
              boot,
              text.wrapperTime()));
      offset += 1 + line.getBytes(UTF_8).length;
    }
    return records;
  }

  /** What stands in a line, its format, and when a container's runtime says it was written. */
  private record Text(String line, String formatId, Long wrapperTime) {}

  private Text text(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    text.read(bytes, 0, bytes.length);
    Header header = new Header();
    int index = text.match(-1L, header);
    index = index < 0 && text.isWrapped() ? text.matchWrapper(header) : index;
    long time = text.wrapperMicros(new TimeResolver(zone, null));
    return new Text(
        new String(text.bytes(), UTF_8),
        index < 0 ? "unparsed" : set.formats().get(index).spec().id(),
        time == TimeResolver.NONE ? null : time);
  }

  /** Id of the format of a line. */
  String format(String line) {
    return text(line).formatId();
  }

  private String line() {
    return switch (random.nextInt(10)) {
      case 0 -> noise();
      case 1 -> pick(samples);
      case 2 -> damaged(pick(samples));
      case 3, 4 -> damaged(header() + body());
      case 5 -> header() + noise();
      default -> header() + body();
    };
  }

  private String header() {
    String priority = "<" + (random.nextInt(4) == 0 ? "0" : "") + random.nextInt(230) + ">";
    String level = pick(List.of("TRACE", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "FATAL"));
    String host = pick(List.of("gpu-node-01", "-", "--", "ho\u0001st", "knoten-ü"));
    String pid = random.nextBoolean() ? "[" + random.nextInt(5000) + "]" : "";
    String uptime = random.nextInt(3) > 0 ? "[" + uptime() + "] " : "";
    return switch (random.nextInt(10)) {
      case 0 -> iso("") + " " + level + pick(List.of(" ", " [api] ", " [-] "));
      case 1 -> iso("") + " - " + pick(List.of("Server", "-", "a\u0001b")) + " - " + level + " - ";
      case 2 -> level + ":" + pick(List.of("root", "-", "a.b-c")) + ":";
      case 3 ->
          (random.nextBoolean() ? priority : "")
              + SYSLOG.format(local())
              + " "
              + host
              + " "
              + pick(List.of("kernel" + pid + ": " + uptime, ""));
      case 4 ->
          priority
              + "1 "
              + iso(zoneText())
              + " "
              + host
              + pick(List.of(" app", " -"))
              + pick(List.of(" 12", " -"))
              + " ID47 "
              + pick(List.of("- ", ""));
      case 5 -> iso(zoneText()) + " " + host + " kernel" + pid + ": " + uptime;
      case 6 -> "[" + DMESG.format(local()) + "] ";
      case 7 -> "[" + uptime() + "]" + pick(List.of(" ", "[  T412] ", " kernel: "));
      case 8 -> pick(List.of("kern  :warn  : [", "daemon:emerg: [")) + uptime() + "] ";
      default -> "[Worker-" + pick(List.of("0", "007", "2147483647", "2147483648", "1.5")) + "] ";
    };
  }

  private String zoneText() {
    return pick(ZONES);
  }

  private String uptime() {
    String whole = digits(1 + random.nextInt(random.nextInt(4) == 0 ? 14 : 6));
    return " ".repeat(random.nextInt(3)) + whole + "." + digits(1 + random.nextInt(9));
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }

  /** Day and time are sometimes none. */
  private String iso(String zoneText) {
    LocalDateTime at = local();
    int fraction = random.nextInt(10);
    String day =
        random.nextInt(4) > 0
            ? at.toLocalDate().toString()
            : String.format(
                "%s-%02d-%02d",
                pick(
                    List.of(
                        "0000", "0001", "1900", "1969", "2000", "2023", "2024", "2100", "9999")),
                random.nextInt(14),
                random.nextInt(33));
    String time =
        random.nextInt(8) > 0
            ? at.toLocalTime().toString().substring(0, 5) + String.format(":%02d", at.getSecond())
            : String.format(
                "%02d:%02d:%02d", random.nextInt(26), random.nextInt(62), random.nextInt(62));
    return day
        + pick(List.of("T", " "))
        + time
        + (fraction == 0 ? "" : pick(List.of(".", ",")) + digits(fraction))
        + zoneText;
  }

  private LocalDate day() {
    return random.nextInt(4) == 0
        ? LocalDate.of(2023 + random.nextInt(3), 8, 28).plusDays(random.nextInt(6))
        : LocalDate.of(2019, 1, 1).plusDays(random.nextInt(3000));
  }

  /** Often around a change of the zone's offset, a leap day or the turn of the year. */
  private LocalDateTime local() {
    LocalDateTime any =
        LocalDateTime.of(1970, 1, 1, 0, 0).plusSeconds(random.nextLong(70L * 365 * 86_400));
    return switch (random.nextInt(4)) {
      case 0 -> {
        ZoneOffsetTransition next = zone.getRules().nextTransition(any.toInstant(ZoneOffset.UTC));
        yield next == null
            ? any
            : next.getDateTimeBefore().plusSeconds(random.nextInt(4 * 3600) - 7200);
      }
      case 1 -> LocalDate.of(2024, 2, 29).atTime(any.toLocalTime());
      case 2 -> LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(random.nextInt(7200) - 3600);
      default -> any;
    };
  }

  private String body() {
    return pick(BODIES);
  }

  private String noise() {
    byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 3000 : 60)];
    random.nextBytes(bytes);
    return new String(bytes, UTF_8).replace('\n', '\r');
  }

  private String damaged(String good) {
    StringBuilder line = new StringBuilder(good);
    for (int left = 1 + random.nextInt(3); left > 0 && !line.isEmpty(); left--) {
      int at = random.nextInt(Math.min(line.length(), 70));
      int[] characters = CHARACTERS.codePoints().toArray();
      String c = Character.toString(characters[random.nextInt(characters.length)]);
      switch (random.nextInt(4)) {
        case 0 -> line.replace(at, at + 1, c);
        case 1 -> line.insert(at, c);
        case 2 -> line.deleteCharAt(at);
        default -> line.insert(at, line.substring(at, Math.min(at + 6, line.length())));
      }
    }
    // Damage can part the two halves of a character; decoding makes the text valid again.
    return new String(line.toString().getBytes(UTF_8), UTF_8);
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
