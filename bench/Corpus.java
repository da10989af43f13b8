import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes a large, made-up log corpus for timing.
 *
 * <p>Usage: {@code java bench/Corpus.java --bytes 1g --seed 7 --output DIR [--shapes 1000]}
 *
 * <p>Eight files under {@code DIR/2026-03-14}: four RFC 3164 syslogs (60 % of the bytes), two
 * training logs (20 %), one API log (15 %) and one Python log with tracebacks (5 %). Each covers
 * about one day, whatever its size. The same arguments give the same bytes on every machine.
 *
 * <p>{@code --shapes} is how many message templates the four syslogs draw from; the rarer ones
 * follow a Zipf-like law, as in real logs.
 */
public final class Corpus {

  private static final long DAY_MICROS = 86_400_000_000L;
  private static final double BYTES_A_LINE = 105;
  private static final int BUFFER = 1 << 20;

  /** Longest line, traceback included, that a template can render to. */
  private static final int LINE_LIMIT = 4_096;

  private static final LocalDateTime MIDNIGHT = LocalDateTime.of(2026, 3, 14, 0, 0);

  private Corpus() {}

  /** Parses the arguments, writes the files on all cores and prints what was written. */
  public static void main(String[] args) throws Exception {
    long bytes = -1;
    long seed = 7;
    int shapes = 1_000;
    Path output = null;
    try {
      for (int i = 0; i < args.length; i += 2) {
        String value = args[i + 1];
        switch (args[i]) {
          case "--bytes" -> bytes = size(value);
          case "--seed" -> seed = Long.parseLong(value);
          case "--shapes" -> shapes = Integer.parseInt(value);
          case "--output" -> output = Path.of(value);
          default -> throw new IllegalArgumentException("unknown option " + args[i]);
        }
      }
      if (bytes < 1 || output == null || shapes < 1) {
        throw new IllegalArgumentException("--bytes, --output and a positive --shapes are needed");
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.println("Corpus: bad arguments: " + e.getMessage());
      System.err.println(
          "usage: java bench/Corpus.java --bytes 1g --seed 7 --output DIR [--shapes 1000]");
      System.exit(2);
    }

    long start = System.nanoTime();
    List<FileJob> jobs = jobs(output.resolve("2026-03-14"), bytes, seed, shapes);
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    long written = 0;
    long lines = 0;
    try {
      List<Future<long[]>> results = new ArrayList<>();
      for (FileJob job : jobs) {
        results.add(pool.submit(job::write));
      }
      for (Future<long[]> result : results) {
        written += result.get()[0];
        lines += result.get()[1];
      }
    } catch (ExecutionException e) {
      System.err.println(
          "Corpus: cannot write under " + output + ": " + e.getCause() + "; is there room?");
      System.exit(1);
    } finally {
      pool.shutdownNow();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "files=%d bytes=%d lines=%d bytes_per_line=%.1f seconds=%.1f mb_per_second=%.0f%n",
        jobs.size(),
        written,
        lines,
        (double) written / lines,
        seconds,
        written / 1e6 / seconds);
  }

  /** Reads a size such as 512, 64k, 256m or 1g (powers of 1024). */
  private static long size(String text) {
    String t = text.toLowerCase(Locale.ROOT);
    int shift = "kmg".indexOf(t.charAt(t.length() - 1));
    return shift < 0
        ? Long.parseLong(t)
        : Long.parseLong(t.substring(0, t.length() - 1)) << (10 * (shift + 1));
  }

  private static List<FileJob> jobs(Path day, long bytes, long seed, int shapes) {
    List<FileJob> jobs = new ArrayList<>();
    for (int node = 1; node <= 4; node++) {
      String host = "gpu-node-0" + node;
      jobs.add(
          new FileJob(
              day.resolve(host + "/kern.log"),
              bytes * 15 / 100,
              seed * 31 + node,
              Stamp.RFC3164,
              syslogShapes(host, shapes)));
    }
    for (int run = 1; run <= 2; run++) {
      jobs.add(
          new FileJob(
              day.resolve("training/run-" + run + ".log"),
              bytes / 10,
              seed * 31 + 10 + run,
              Stamp.SEED,
              trainingShapes()));
    }
    jobs.add(
        new FileJob(
            day.resolve("api/api.log"), bytes * 15 / 100, seed * 31 + 20, Stamp.SEED, apiShapes()));
    jobs.add(
        new FileJob(
            day.resolve("training/pretrain-py.log"),
            bytes / 20,
            seed * 31 + 30,
            Stamp.PYTHON,
            pythonShapes()));
    return jobs;
  }

  // ---- what the lines say. A shape is "weight|text"; see Template for the {…} slots. ----------

  private static final String BDF = "0000:{pick:3b,5e,86,af,d8}:00";

  private static Shapes syslogShapes(String host, int count) {
    List<String> texts = new ArrayList<>();
    String k = " " + host + " kernel: [{uptime}] ";
    String o = " " + host + " ";
    for (String message :
        List.of(
            "900|IPv6: ADDRCONF(NETDEV_CHANGE): veth{hex:7}: link becomes ready",
            "900|cni0: port {dec:1:40}(veth{hex:7}) entered forwarding state",
            "500|audit: type=1400 audit(17734{digits:5}.{digits:3}:{dec:10:99999}):"
                + " apparmor=\"STATUS\" operation=\"profile_replace\" name=\"cri-containerd\""
                + " pid={dec:1000:99999}",
            "300|nvidia-uvm: page retirement check: 0 errors, error correction enabled",
            "200|perf: interrupt took too long ({dec:2500:9999} > 2500), lowering"
                + " kernel.perf_event_max_sample_rate to 79000",
            "120|pcieport " + BDF + ".0: AER: Corrected error received: " + BDF + ".0",
            "40|EDAC MC0: {dec:1:4} CE memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0"
                + " (channel:0 slot:0 page:0x{hex:7} offset:0x{hex:3} grain:32)",
            "20|mlx5_core 0000:17:00.0 ens3f0np0: Link {pick:down,up}",
            "12|blk_update_request: I/O error, dev nvme{dec:0:7}n1, sector {dec:1000:918224000} op"
                + " 0x0:(READ)",
            "8|NVRM: Xid (PCI:"
                + BDF
                + "): 31, pid={dec:1000:99999}, name=python3, Ch {hex:8},"
                + " intr 00000000. MMU Fault: ENGINE GRAPHICS faulted @ 0x7f{hex:2}_{hex:8}",
            "6|NVRM: Xid (PCI:"
                + BDF
                + "): 63, pid='<unknown>', name=<unknown>, Row Remapper: New"
                + " row marked for remapping, reset gpu to activate.",
            "4|NVRM: Xid (PCI:"
                + BDF
                + "): 94, pid={dec:1000:99999}, name=python3, Contained: SM"
                + " (0x1). RST: No, D-RST: No",
            "3|NVRM: Xid (PCI:"
                + BDF
                + "): 119, pid={dec:1000:99999}, name=nvidia-smi, Timeout"
                + " after 45s of waiting for RPC response from GPU{dec:0:7} GSP!",
            "2|NVRM: Xid (PCI:"
                + BDF
                + "): 79, pid={dec:1000:99999}, name=python3, GPU has fallen"
                + " off the bus.",
            "2|Out of memory: Killed process {dec:1000:99999} (python3) total-vm:{digits:9}kB,"
                + " anon-rss:{digits:8}kB, UID:1107",
            "2|INFO: task kworker/u258:{dec:0:9}:{dec:1000:99999} blocked for more than 120"
                + " seconds.")) {
      int bar = message.indexOf('|');
      texts.add(message.substring(0, bar + 1) + k + message.substring(bar + 1));
    }
    texts.add(
        "700|"
            + o
            + "sshd[{dec:1000:99999}]: Accepted publickey for svc-train from {ip} port"
            + " {dec:30000:65000} ssh2: ED25519 SHA256:{hex:24}");
    texts.add(
        "120|"
            + o
            + "sshd[{dec:1000:99999}]: Failed password for invalid user"
            + " {pick:admin,test,guest} from {ip} port {dec:30000:65000} ssh2");
    texts.add("900|" + o + "systemd[1]: Started Session {dec:1:999999} of user svc-train.");
    texts.add("700|" + o + "systemd[1]: session-{dec:1:999999}.scope: Succeeded.");
    texts.add(
        "500|"
            + o
            + "dcgm-exporter[2211]: gpu={dec:0:7} temperature={dec:40:79}C"
            + " power={dec:90:690}W sm={dec:0:100}% memory={dec:0:100}% xid=0 errors=0");
    // The long tail: one template for each pair of a device or service and what befell it.
    String[] who = {
      "acpi",
      "bond0",
      "bridge",
      "bnxt_en",
      "cgroup",
      "cpufreq",
      "crypto",
      "drm",
      "ext4",
      "fuse",
      "hwmon",
      "i2c",
      "ib_core",
      "igb",
      "iommu",
      "ipmi_si",
      "ixgbe",
      "kvm",
      "libata",
      "loop",
      "lustre",
      "md0",
      "megaraid",
      "mpt3sas",
      "nfsd",
      "nvmet",
      "overlayfs",
      "pcieport",
      "rdma_cm",
      "sched",
      "scsi",
      "sunrpc",
      "tg3",
      "thermal",
      "tpm_tis",
      "uas",
      "usbcore",
      "vfio",
      "xfs",
      "zram"
    };
    String[] what = {
      "queue {dec:0:63} resized to {dec:64:4096} entries, took {dec:1:900} us",
      "firmware {dec:1:9}.{dec:0:99}.{dec:100:9999} reported ready after {dec:1:60} s",
      "reset requested by watchdog on unit {dec:0:31}, {dec:1:64} commands pending",
      "buffer {hex:8} released by owner {dec:1000:99999}, {dec:1:512} pages",
      "retrying transfer {hex:6} of {dec:1:4096} kB, attempt {dec:1:5}",
      "power state changed from D{dec:0:3} to D{dec:0:3} on function {hex:4}",
      "statistics flushed: {dec:1:999999} packets, {dec:0:3} dropped",
      "lease renewed for client {ip}, valid for {dec:60:3600} seconds",
      "policy reloaded, {dec:1:400} rules active, 0 errors",
      "interrupt {dec:16:300} rebalanced to CPU {dec:0:127}",
      "cache trimmed by {dec:1:4096} MiB in {dec:1:900} ms",
      "descriptor {hex:8} mapped at {hex:12} for {dec:1:64} segments",
      "worker {dec:1:64} woke late by {dec:1:5000} us under load {dec:1:128}",
      "session {hex:8} closed after {dec:1:86400} s",
      "checksum offload verified on ring {dec:0:63}",
      "calibration finished with offset {dec:1:500} ppm",
      "heartbeat missed on path {dec:0:7}, last seen {dec:1:30} s ago",
      "snapshot {hex:10} merged, {dec:1:9000} extents freed",
      "throttle lifted on zone {dec:0:15} at {dec:40:90} degrees",
      "journal commit {dec:1000:999999} took {dec:1:9000} us",
      "timestamp drift of {dec:1:90} ns corrected",
      "table grown to {dec:1024:65536} buckets",
      "request {hex:8} merged with neighbour at {dec:1000:99999999}",
      "mode set to {dec:1:9} by pid {dec:1000:99999}",
      "quota for uid {dec:1000:1200} now {dec:1:4096} GiB",
    };
    for (int i = 0; texts.size() < count && i < who.length * what.length; i++) {
      // Stepping both lists at once spreads the weights over all of them.
      String text = who[i % who.length] + ": " + what[(i + i / who.length) % what.length];
      texts.add(Math.max(1, 600 / (i + 2)) + "|" + k + text);
    }
    return new Shapes(texts.subList(0, Math.min(count, texts.size())));
  }

  private static Shapes trainingShapes() {
    return new Shapes(
        List.of(
            "500| INFO Epoch {dec:1:100}/100 - loss: {dec:0:3}.{digits:4} - accuracy: 0.{digits:4}"
                + " - val_loss: {dec:0:3}.{digits:4} - val_accuracy: 0.{digits:4}",
            "500| INFO Step {dec:1:900000} - loss: {dec:0:3}.{digits:4} - lr: {dec:1:9}.0e-04 -"
                + " grad_norm: 0.{digits:3} - {dec:100000:990000} tokens/s - rank {dec:0:63}",
            "120| INFO Throughput: {dec:2000:2999} images/s - GPU memory:"
                + " {dec:40:79}.{digits:1}/80.0 GiB - 0 errors in data loader - worker {dec:0:31}",
            "40| INFO Checkpoint saved to /models/checkpoints/run{dec:1:9}/epoch_{dec:1:100}.h5",
            "20| INFO Dataset loaded: {dec:1000:9000000} samples",
            "12| INFO Resuming training with batch size {dec:16:512}",
            "12| WARNING Learning rate: 0.{digits:3} may be too high",
            "12| WARNING Validation loss increased - possible overfitting",
            "6| WARNING Loss is NaN at step {dec:1:900000} - skipping the update",
            "6| ERROR CUDA out of memory: Tried to allocate {dec:1:40}.{digits:2} GiB (GPU"
                + " {dec:0:7}; 79.15 GiB total capacity)",
            "3| ERROR NCCL watchdog: collective operation timeout on rank {dec:0:63} (ALLREDUCE,"
                + " 30000 ms)",
            "3| ERROR Database connection failed: Connection refused ({ip}:5432)",
            "3| ERROR Disk I/O error: No space left on device (/ckpt partition full)",
            "3| ERROR Network timeout: Failed to download dataset from"
                + " https://data.example/{hex:8}.zip",
            "3| INFO Early stopping triggered"));
  }

  private static Shapes apiShapes() {
    String from = " - IP: {ip} - User-Agent: ";
    String agent = "{pick:curl/8.5.0,python-requests/2.31.0,trainer-client/2.4}";
    return new Shapes(
        List.of(
            "300| INFO [REQUEST] GET /predict" + from + agent,
            "300| INFO [REQUEST] POST /predict" + from + agent,
            "120| INFO [REQUEST] POST /predict/batch" + from + agent,
            "120| INFO [REQUEST] GET /models/{dec:1:400}?v={dec:1:9}" + from + agent,
            "100| INFO [REQUEST] GET /health - IP: {ip}",
            "620| INFO [RESPONSE] 200 - Prediction: class_{dec:0:9} - Confidence: 0.{digits:3} -"
                + " Duration: {dec:20:99}ms",
            "120| INFO [RESPONSE] 200 - Batch size: {dec:10:500} - Duration: {dec:500:1999}ms",
            "100| INFO [RESPONSE] 200 - Status: healthy - Model loaded: true - GPU available: true"
                + " - Duration: {dec:1:4}ms",
            "30| WARNING [REQUEST] GET /predict - IP: {ip} - Rate limit: {dec:90:100}/100",
            "12| ERROR [RESPONSE] 400 - Invalid input format - Duration: {dec:1:9}ms",
            "12| ERROR [REQUEST] POST /predict - IP: {ip} - Authentication failed",
            "12| ERROR [RESPONSE] 401 - Unauthorized - Duration: {dec:1:9}ms",
            "12| WARNING [RESPONSE] 429 - Too many requests - Duration: 1ms",
            "6| ERROR [RESPONSE] 500 - Internal server error - Duration: {dec:10:900}ms",
            "6| ERROR [RESPONSE] 503 - Model backend unavailable - Duration: {dec:1:9}ms",
            "6| ERROR [RESPONSE] 504 - Model inference timeout: Request exceeded 30s limit"
                + " - Duration: 30000ms"));
  }

  private static Shapes pythonShapes() {
    String traceback =
        "\nTraceback (most recent call last):\n"
            + "  File \"/opt/train/pretrain.py\", line {dec:100:900}, in train\n"
            + "    dist.all_reduce(grad_norm)\n"
            + "  File \"/opt/train/comm.py\", line {dec:10:300}, in all_reduce\n"
            + "    work.wait()\n";
    return new Shapes(
        List.of(
            "900| - trainer - INFO - step {dec:1:900000}/900000 loss {dec:0:3}.{digits:4} lr"
                + " 2.0e-04 grad_norm 0.{digits:3} tokens/s {dec:100000:990000}",
            "60| - data.loader - WARNING - shard {digits:5} read took {dec:5:30}.{digits:1} s",
            "40| - checkpoint - INFO - saved step {dec:1:900000} (0 errors)",
            "8| - trainer - ERROR - rank {dec:0:63} did not respond"
                + traceback
                + "torch.distributed.DistBackendError: NCCL error: unhandled system error",
            "8| - trainer - ERROR - step {dec:1:900000} failed"
                + traceback
                + "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate"
                + " {dec:1:40}.{digits:2} GiB",
            "4| - checkpoint - ERROR - could not write /ckpt/step{dec:1:900000}.pt"
                + traceback
                + "OSError: [Errno 28] No space left on device",
            "2| - trainer - CRITICAL - aborting: {dec:1:4} of 64 ranks lost"));
  }

  // ---- how lines are made ---------------------------------------------------------------------

  /** Time stamp styles; the bytes for a second are kept, as most lines share theirs. */
  private enum Stamp {
    RFC3164("MMM dd HH:mm:ss", false),
    SEED("yyyy-MM-dd HH:mm:ss", false),
    PYTHON("yyyy-MM-dd HH:mm:ss", true);

    final DateTimeFormatter format;
    final boolean withMillis;

    Stamp(String pattern, boolean withMillis) {
      this.format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
      this.withMillis = withMillis;
    }

    byte[] second(long second) {
      return MIDNIGHT.plusSeconds(second).format(format).getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** Writes one file of about {@code bytes} bytes; returns the bytes and lines written. */
  private record FileJob(Path path, long bytes, long seed, Stamp stamp, Shapes shapes) {

    long[] write() throws IOException {
      Files.createDirectories(path.getParent());
      Rng rng = new Rng(seed);
      byte[] buffer = new byte[BUFFER];
      int length = 0;
      long total = 0;
      long lines = 0;
      long stepMicros = Math.max(1, (long) (DAY_MICROS / (bytes / BYTES_A_LINE + 1)));
      long micros = 0;
      long second = -1;
      byte[] stampBytes = {};
      try (OutputStream out = Files.newOutputStream(path)) {
        while (total + length < bytes) {
          if (length > BUFFER - LINE_LIMIT) {
            out.write(buffer, 0, length);
            total += length;
            length = 0;
          }
          micros += rng.below((int) Math.min(Integer.MAX_VALUE, 2 * stepMicros));
          if (micros / 1_000_000 != second) {
            second = micros / 1_000_000;
            stampBytes = stamp.second(second);
          }
          System.arraycopy(stampBytes, 0, buffer, length, stampBytes.length);
          length += stampBytes.length;
          if (stamp.withMillis) {
            buffer[length++] = ',';
            length = Template.digits(buffer, length, (int) (micros / 1_000 % 1_000), 3);
          }
          Template template = shapes.next(rng);
          length = template.render(buffer, length, micros, rng);
          buffer[length++] = '\n';
          lines += template.lines;
        }
        out.write(buffer, 0, length);
      }
      return new long[] {total + length, lines};
    }
  }

  /** Weighted choice among templates through a table of 2^16 slots. */
  private static final class Shapes {
    private static final int SLOTS = 1 << 16;
    private final Template[] table = new Template[SLOTS];

    Shapes(List<String> weighted) {
      long sum = weighted.stream().mapToLong(Shapes::weight).sum();
      int from = 0;
      long seen = 0;
      for (String w : weighted) {
        seen += weight(w);
        // Each template keeps at least one slot, so that every shape can occur.
        int to = (int) Math.min(SLOTS, Math.max(from + 1, seen * SLOTS / sum));
        Arrays.fill(table, from, to, new Template(w.substring(w.indexOf('|') + 1)));
        from = to;
      }
    }

    private static long weight(String weighted) {
      return Long.parseLong(weighted.substring(0, weighted.indexOf('|')));
    }

    Template next(Rng rng) {
      return table[rng.below(SLOTS)];
    }
  }

  /**
   * A line with slots: {@code {dec:LOW:HIGH}} a number, {@code {digits:N}} and {@code {hex:N}} N
   * digits, {@code {pick:A,B}} one of the words, {@code {ip}} an address of 10.0.0.0/8, {@code
   * {uptime}} the kernel's seconds since a boot three hours before midnight.
   */
  private static final class Template {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Powers of ten, up to the largest that an int holds: {@code {digits:N}} takes N of 1 to 9. */
    private static final int[] TEN_TO = {
      1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private enum Kind {
      TEXT,
      DEC,
      DIGITS,
      HEX,
      PICK,
      UPTIME
    }

    private record Part(Kind kind, byte[][] words, int low, int high) {}

    final int lines;
    private final Part[] parts;

    Template(String text) {
      lines = 1 + (int) text.chars().filter(c -> c == '\n').count();
      List<Part> list = new ArrayList<>();
      String rest = text.replace("{ip}", "10.{dec:0:255}.{dec:0:255}.{dec:1:254}");
      while (!rest.isEmpty()) {
        int open = rest.indexOf('{');
        if (open != 0) {
          int end = open < 0 ? rest.length() : open;
          list.add(new Part(Kind.TEXT, words(rest.substring(0, end)), 0, 0));
          rest = rest.substring(end);
          continue;
        }
        int close = rest.indexOf('}');
        list.add(slot(rest.substring(1, close)));
        rest = rest.substring(close + 1);
      }
      parts = list.toArray(Part[]::new);
    }

    private static Part slot(String slot) {
      String[] f = slot.split(":");
      return switch (f[0]) {
        case "dec" -> new Part(Kind.DEC, null, Integer.parseInt(f[1]), Integer.parseInt(f[2]));
        case "digits" -> new Part(Kind.DIGITS, null, Integer.parseInt(f[1]), 0);
        case "hex" -> new Part(Kind.HEX, null, Integer.parseInt(f[1]), 0);
        case "uptime" -> new Part(Kind.UPTIME, null, 0, 0);
        case "pick" -> new Part(Kind.PICK, words(f[1].split(",")), 0, 0);
        default -> throw new IllegalStateException("unknown slot {" + slot + "}");
      };
    }

    private static byte[][] words(String... words) {
      return Arrays.stream(words)
          .map(w -> w.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);
    }

    /** Appends the line of the time {@code micros} after midnight; returns the new end. */
    int render(byte[] to, int at, long micros, Rng rng) {
      int end = at;
      for (Part part : parts) {
        switch (part.kind) {
          case TEXT -> end = copy(part.words[0], to, end);
          case PICK -> end = copy(part.words[rng.below(part.words.length)], to, end);
          case DEC -> end = decimal(to, end, part.low + rng.below(part.high - part.low + 1));
          case DIGITS -> end = digits(to, end, rng.below(TEN_TO[part.low]), part.low);
          case HEX -> end = hex(to, end, part.low, rng);
          case UPTIME -> {
            end = decimal(to, end, (int) (micros / 1_000_000) + 10_800);
            to[end++] = '.';
            end = digits(to, end, (int) (micros % 1_000_000), 6);
          }
        }
      }
      return end;
    }

    private static int hex(byte[] to, int at, int width, Rng rng) {
      long bits = 0;
      for (int i = 0; i < width; i++) {
        // One draw holds sixteen digits.
        bits = i % 16 == 0 ? rng.next() : bits >>> 4;
        to[at + i] = HEX[(int) bits & 15];
      }
      return at + width;
    }

    private static int copy(byte[] word, byte[] to, int at) {
      System.arraycopy(word, 0, to, at, word.length);
      return at + word.length;
    }

    private static int decimal(byte[] to, int at, int value) {
      int width = 1;
      for (int v = value; v > 9; v /= 10) {
        width++;
      }
      return digits(to, at, value, width);
    }

    /** Writes {@code value} with leading zeros to {@code width} digits; returns the new end. */
    static int digits(byte[] to, int at, int value, int width) {
      int v = value;
      for (int i = at + width - 1; i >= at; i--) {
        to[i] = (byte) ('0' + v % 10);
        v /= 10;
      }
      return at + width;
    }
  }

  /** SplitMix64 (Steele, Lea and Flood, 2014): fast, and the same on every Java. */
  private static final class Rng {
    private long state;

    Rng(long seed) {
      state = seed;
      // Neighbouring seeds must not give the same stream shifted by one draw.
      state = next() ^ seed << 32;
    }

    long next() {
      state += 0x9E3779B97F4A7C15L;
      long z = state;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    }

    /** A number in [0, bound), by multiplication rather than by a slow remainder. */
    int below(int bound) {
      return (int) (((next() >>> 32) * bound) >>> 32);
    }
  }
}
