package dev.faultline.simulate;

import dev.faultline.simulate.Template.Part;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The placeholders that are no words of a list: times, places, jobs, numbers. */
final class Placeholders {

  private static final long SECOND = 1_000_000L;
  private static final Pattern WHOLE = Pattern.compile("(-?[0-9]{1,18})-(-?[0-9]{1,18})");
  private static final Pattern DECIMAL =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)-([0-9]+(?:\\.[0-9]+)?):([0-9])");

  private static final Map<String, Function<String, Part>> KNOWN = new TreeMap<>();

  static {
    times();
    places();
    jobs();
    draws();
    line();
    KNOWN.putAll(GpuState.PLACEHOLDERS);
  }

  private Placeholders() {}

  /** Returns the placeholders by name; each makes a part from the text behind the colon. */
  static Map<String, Function<String, Part>> known() {
    return KNOWN;
  }

  private static void times() {
    plain("clock", (out, s) -> out.add(s.clock.clock()));
    plain("month", (out, s) -> out.add(s.clock.month()));
    plain("weekday", (out, s) -> out.add(s.clock.weekday()));
    plain("year", (out, s) -> out.add(s.clock.day().getYear(), 4, '0'));
    plain("month_number", (out, s) -> out.add(s.clock.day().getMonthValue(), 2, '0'));
    plain("day", (out, s) -> out.add(s.clock.day().getDayOfMonth(), 2, '0'));
    plain("day_spaced", (out, s) -> out.add(s.clock.day().getDayOfMonth(), 2, ' '));
    plain(
        "date",
        (out, s) -> {
          out.add(s.clock.day().getYear(), 4, '0');
          out.add('-');
          out.add(s.clock.day().getMonthValue(), 2, '0');
          out.add('-');
          out.add(s.clock.day().getDayOfMonth(), 2, '0');
        });
    plain("millis", (out, s) -> out.add(s.micros % SECOND / 1000, 3, '0'));
    plain("micros", (out, s) -> out.add(s.micros % SECOND, 6, '0'));
    plain("epoch_seconds", (out, s) -> out.add(s.micros / SECOND));
    plain("epoch_micros", (out, s) -> out.add(s.micros));
    plain(
        "uptime",
        (out, s) -> {
          out.add(s.uptimeMicros() / SECOND, 5, ' ');
          out.add('.');
          out.add(s.uptimeMicros() % SECOND, 6, '0');
        });
    plain("uptime_micros", (out, s) -> out.add(s.uptimeMicros()));
  }

  private static void places() {
    text("host", s -> s.node.host());
    text("address", s -> s.node.address());
    plain("rack", (out, s) -> out.add(s.node.rack() + 1, 2, '0'));
    plain("node_number", (out, s) -> out.add(s.node.number() + 1, 3, '0'));
    plain("gpu_index", (out, s) -> out.add(s.gpu().index()));
    text("pci", s -> s.gpu().pci());
    text("xid_pci", s -> s.gpu().xidPci());
    text("gpu_uuid", s -> s.gpu().uuid());
    text("gpu_serial", s -> s.gpu().serial());
  }

  private static void jobs() {
    plain("job_id", (out, s) -> out.add(s.job == null ? 0 : s.job.id()));
    text("job_name", s -> s.job == null ? "none" : s.job.name());
    text("job_user", s -> s.job == null ? "root" : s.job.user());
    plain("rank", (out, s) -> out.add(s.rank));
    plain("local_rank", (out, s) -> out.add(s.rank % s.job.ranksPerNode()));
    plain("world_size", (out, s) -> out.add(s.job.worldSize()));
    plain("job_nodes", (out, s) -> out.add(s.job.nodes().size()));
    plain("step", (out, s) -> out.add(s.step()));
    plain("epoch", (out, s) -> out.add(s.epochNow()));
    plain("epochs", (out, s) -> out.add(s.job.epochs()));
    plain("epoch_part", (out, s) -> out.addDecimal((long) (s.progress() * 300), 2));
    plain("percent", (out, s) -> out.add((long) (s.progress() * 100), 3, ' '));
    plain("loss", (out, s) -> out.addDecimal(s.loss(), 4));
    plain("val_loss", (out, s) -> out.addDecimal(s.loss() + 400, 4));
    plain("accuracy", (out, s) -> out.addDecimal(s.accuracy(), 4));
    plain("val_accuracy", (out, s) -> out.addDecimal(Math.max(0, s.accuracy() - 120), 4));
  }

  private static void draws() {
    KNOWN.put("int", Placeholders::whole);
    KNOWN.put("float", Placeholders::decimal);
    KNOWN.put("hex", arguments -> hex(count("hex", arguments)));
    KNOWN.put("base64", arguments -> base64(count("base64", arguments)));
    KNOWN.put("one", Placeholders::one);
    KNOWN.put("stable", Placeholders::stable);
    plain(
        "uuid",
        (out, s) -> {
          long high = s.dice.next();
          long low = s.dice.next();
          out.addHex(high >>> 32, 8);
          out.add('-');
          out.addHex(high >>> 16, 4);
          out.add('-');
          out.addHex(high, 4);
          out.add('-');
          out.addHex(low >>> 48, 4);
          out.add('-');
          out.addHex(low, 12);
        });
    plain(
        "ip",
        (out, s) -> {
          long bits = s.dice.next();
          out.add(new byte[] {'1', '0', '.'});
          out.add(bits >>> 8 & 63);
          out.add('.');
          out.add(bits >>> 16 & 255);
          out.add('.');
          out.add((bits >>> 24 & 127) + 1);
        });
  }

  private static void line() {
    plain("message", (out, s) -> out.add(s.message));
    plain("json_message", (out, s) -> out.addJson(s.message));
    text("service", s -> s.service);
    text("level", s -> s.level);
    plain("severity", (out, s) -> out.add(severity(s.level)));
    plain("pid", (out, s) -> out.add(s.pid));
    plain(
        "pid_in_brackets",
        (out, s) -> {
          if (s.pid.length > 0) {
            out.add('[');
            out.add(s.pid);
            out.add(']');
          }
        });
  }

  /** The number of a level in syslog (RFC 5424, section 6.2.1). */
  private static int severity(String level) {
    return switch (level) {
      case "FATAL", "CRITICAL" -> 2;
      case "ERROR" -> 3;
      case "WARN", "WARNING" -> 4;
      case "DEBUG" -> 7;
      default -> 6;
    };
  }

  /** Whole numbers from one to another. */
  private record Whole(long least, long most) {

    static Whole of(String name, String arguments, String example) {
      Matcher form = WHOLE.matcher(arguments);
      if (form.matches()) {
        Whole range = new Whole(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
        if (range.least <= range.most) {
          return range;
        }
      }
      throw new IllegalArgumentException(
          String.format(
              "{%1$s:%2$s} has no range; write one like {%1$s:%3$s}", name, arguments, example));
    }
  }

  private static Part whole(String arguments) {
    Whole range = Whole.of("int", arguments, "1-900");
    return (out, s) -> out.add(s.dice.between(range.least(), range.most()));
  }

  /** A number that a service of a node keeps, as a daemon keeps its process id. */
  private static Part stable(String arguments) {
    Whole range = Whole.of("stable", arguments, "900-4000");
    long span = range.most() - range.least() + 1;
    return (out, s) ->
        out.add(
            range.least() + Math.floorMod(Dice.hash(s.service) + 7919L * s.node.number(), span));
  }

  private static Part decimal(String arguments) {
    Matcher form = DECIMAL.matcher(arguments);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "{float:" + arguments + "} needs a range and decimal places, like {float:0.1-2:3}");
    }
    int places = Integer.parseInt(form.group(3));
    double scale = 1;
    for (int i = 0; i < places; i++) {
      scale *= 10;
    }
    long least = (long) (Double.parseDouble(form.group(1)) * scale);
    long most = (long) (Double.parseDouble(form.group(2)) * scale);
    if (least > most) {
      throw new IllegalArgumentException("{float:" + arguments + "} ends before it begins");
    }
    return (out, s) -> out.addDecimal(s.dice.between(least, most), places);
  }

  private static int count(String name, String arguments) {
    if (!arguments.matches("[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException(
          "{" + name + ":" + arguments + "} needs how many characters, like {" + name + ":8}");
    }
    return Integer.parseInt(arguments);
  }

  private static Part hex(int digits) {
    return (out, s) -> out.addHex(s.dice, digits);
  }

  private static Part base64(int characters) {
    return (out, s) -> out.addBase64(s.dice, characters);
  }

  private static Part one(String arguments) {
    String[] words = arguments.split("\\|", -1);
    Part[] parts = new Part[words.length];
    for (int i = 0; i < words.length; i++) {
      parts[i] = Template.literal(words[i]);
    }
    return (out, s) -> parts[s.dice.below(parts.length)].write(out, s);
  }

  private static void plain(String name, Part part) {
    KNOWN.put(name, arguments -> part);
  }

  private static void text(String name, Function<Scene, String> text) {
    plain(name, (out, s) -> out.addAscii(text.apply(s)));
  }
}
