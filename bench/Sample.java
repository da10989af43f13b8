import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the sample logs of {@code data/sample}: one invented night, 2026-03-14, of a small GPU
 * cluster.
 *
 * <p>Usage: {@code java bench/Sample.java data/sample}. The same source gives the same bytes each
 * time. Every host, user, address and message is made up; {@code data/README.md} tells the story
 * and how to check its counts.
 */
public final class Sample {

  private static final String NIGHT = "2026-03-14";

  /** Boot of gpu-node-01, so that 02:11:09 on the night is 12,345.68 s of uptime. */
  private static final long NODE1_BOOT = micros("2026-03-13T22:45:23.321099Z");

  /** Boot of gpu-node-03: its rtc_cmos line says 18:02:11 UTC at 1.842318 s of uptime. */
  private static final long NODE3_BOOT = micros("2026-03-13T18:02:09.157682Z");

  private static final DateTimeFormatter RFC3164 = format("MMM dd HH:mm:ss");
  private static final DateTimeFormatter SEED = format("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter PYTHON = format("yyyy-MM-dd HH:mm:ss,SSS");
  private static final DateTimeFormatter RFC5424 = format("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
  private static final DateTimeFormatter RSYSLOG = format("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'");
  private static final DateTimeFormatter DMESG_T = format("EEE MMM d HH:mm:ss yyyy");

  private Sample() {}

  /** Writes the sample under the folder given as the only argument. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: java bench/Sample.java DIR");
      System.exit(2);
    }
    Path night = Path.of(args[0], NIGHT);
    node1().write(night.resolve("gpu-node-01/kern.log"), "\n");
    node2().write(night.resolve("gpu-node-02/syslog-rfc5424.log"), "\n");
    node3Boot().write(night.resolve("gpu-node-03/dmesg.txt"), "\n");
    node3Later().write(night.resolve("gpu-node-03/dmesg-T.txt"), "\n");
    resnet50().write(night.resolve("training/resnet50.log"), "\n");
    gpt2().write(night.resolve("training/gpt2.log"), "\n");
    pretrain().write(night.resolve("training/pretrain-py.log"), "\n");
    api().write(night.resolve("api/api.log"), "\n");
    apiRotated().write(night.resolve("api/api.log.1.gz"), "\n");
    // This one came off a Windows laptop, so it keeps CRLF line ends.
    apiErrors().write(night.resolve("api/errors.log"), "\r\n");
    smolServer().write(night.resolve("smolcluster/server-mini1.log"), "\n");
    smolWorker(0).write(night.resolve("smolcluster/worker-rank0-mini2.log"), "\n");
    smolWorker(1).write(night.resolve("smolcluster/worker-rank1-mini3.log"), "\n");
  }

  // ---- gpu-node-01: RFC 3164 kern.log -------------------------------------------------------

  private static Log node1() {
    Log log = new Log(1);
    Kern k = new Kern(log, "gpu-node-01");
    node1Boot(k);
    node1Noise(k);

    // The slot of GPU 3b:00 corrects more and more PCIe errors before the GPU is lost.
    for (int i = 0; i < 24; i++) {
      long at = at("00:20:11") + (long) (Math.sqrt(i / 24.0) * 6_500e6);
      k.kernel(at, "pcieport 0000:3a:00.0: AER: Corrected error received: 0000:3b:00.0");
      k.kernel(
          at + 40,
          "nvidia 0000:3b:00.0: PCIe Bus Error: severity=Corrected, type=Physical Layer,"
              + " (Receiver ID)");
      k.kernel(
          at + 70, "nvidia 0000:3b:00.0:   device [10de:2330] error status/mask=00000001/0000e000");
      k.kernel(at + 90, "nvidia 0000:3b:00.0:    [ 0] RxErr                  (First)");
    }
    k.kernel(
        at("02:11:08", 912_004),
        "pcieport 0000:3a:00.0: AER: PCIe Bus Error: severity=Uncorrectable (Fatal), type=Data Link"
            + " Layer, (Receiver ID)");
    k.kernel(at("02:11:08", 940_117), "pcieport 0000:3a:00.0: pciehp: Slot(7): Link Down");
    k.kernel(
        at("02:11:09", 0),
        "NVRM: Xid (PCI:0000:3b:00): 79, pid=31877, name=python3, GPU has fallen off the bus.");
    k.kernel(at("02:11:09", 310), "NVRM: GPU 0000:3b:00.0: GPU has fallen off the bus.");
    k.kernel(
        at("02:11:09", 702),
        "NVRM: A GPU crash dump has been created. If possible, please run nvidia-bug-report.sh as"
            + " root to collect this data before the NVIDIA kernel module is unloaded.");
    for (int i = 0; i < 6; i++) {
      k.kernel(
          at("02:11:10") + i * 210_000L,
          "NVRM: Xid (PCI:0000:3b:00): 45, pid=31877, name=python3, Ch " + hex8(8 + i));
    }

    // A user programme at fault: no hardware action is due.
    k.kernel(
        at("00:50:31", 118_220),
        "NVRM: Xid (PCI:0000:86:00): 31, pid=27102, name=python3, Ch 0000000a, intr 00000000. MMU"
            + " Fault: ENGINE GRAPHICS GPCCLIENT_T1_3 faulted @ 0x7f3a_42c00000. Fault is of type"
            + " FAULT_PDE ACCESS_TYPE_VIRT_READ");
    for (int i = 0; i < 3; i++) {
      k.kernel(
          at("00:52:07", 55_000 + i * 900),
          "NVRM: Xid (PCI:0000:86:00): 13, pid=27340, name=python3, Graphics SM Warp Exception on"
              + " (GPC 2, TPC "
              + (i + 1)
              + ", SM 0): Out Of Range Address");
    }

    // A double bit error, contained, and the row remap it asks for.
    k.kernel(
        at("01:33:12", 400_100),
        "NVRM: Xid (PCI:0000:af:00): 48, pid=29511, name=python3, DBE (Double Bit Error) ECC Error"
            + " 0x2 in FBPA 4 partition 8 subpartition 1");
    k.kernel(
        at("01:33:12", 402_900),
        "NVRM: Xid (PCI:0000:af:00): 63, pid='<unknown>', name=<unknown>, Row Remapper: New row"
            + " marked for remapping, reset gpu to activate.");
    k.kernel(
        at("01:33:12", 431_700),
        "NVRM: Xid (PCI:0000:af:00): 94, pid=29511, name=python3, Contained: CE User Channel (0x9)."
            + " RST: No, D-RST: No");
    k.kernel(
        at("01:47:40", 12_700),
        "NVRM: Xid (PCI:0000:af:00): 63, pid='<unknown>', name=<unknown>, Row Remapper: New row"
            + " marked for remapping, reset gpu to activate.");

    // The GSP of GPU 5e:00 stops answering.
    for (int i = 0; i < 4; i++) {
      k.kernel(
          at("03:02:18", 90_310) + i * 45_100_000L,
          "NVRM: Xid (PCI:0000:5e:00): 119, pid=33310, name=nvidia-smi, Timeout after 45s of"
              + " waiting for RPC response from GPU2 GSP! Expected function 76 (GSP_RM_CONTROL)"
              + " (0x20802a02 0x8).");
    }

    // NVLink and NVSwitch.
    for (int i = 0; i < 2; i++) {
      k.kernel(
          at("03:40:02", 1_200 + i * 800_000),
          "NVRM: Xid (PCI:0000:d8:00): 74, pid='<unknown>', name=<unknown>, NVLink: fatal error"
              + " detected on link "
              + (4 + i)
              + "(0x10000, 0x0, 0x0, 0x0, 0x0, 0x0, 0x0)");
    }
    k.kernel(
        at("03:40:03", 0),
        "nvidia-nvswitch0: SXid (PCI:0000:c1:00.0): 20034, Fatal, Link 30 LTSSM Fault Up");
    k.kernel(
        at("03:41:30", 700),
        "nvidia-nvswitch0: SXid (PCI:0000:c1:00.0): 12028, Non-fatal, Link 32 egress non-posted"
            + " PRIV error (First)");

    // A DIMM with corrected errors.
    for (int i = 0; i < 6; i++) {
      long at = at("00:31:00") + i * 2_417_300_000L;
      k.kernel(at, "mce: [Hardware Error]: Machine check events logged");
      k.kernel(
          at + 210,
          "EDAC MC0: "
              + (1 + i % 3)
              + " CE memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0"
              + " (channel:0 slot:0 page:0x"
              + log.hex(7)
              + " offset:0x"
              + log.hex(3)
              + " grain:32 syndrome:0x0 -  err_code:0x0101:0x0091 ProcessorSocketId:0x0)");
    }

    node1Hang(k);
    node1Oom(k);
    node1Disk(k);

    // The Ethernet uplink flaps.
    for (int i = 0; i < 7; i++) {
      long at = at("02:50:04") + i * 9_300_000L;
      k.kernel(at, "mlx5_core 0000:17:00.0 ens3f0np0: Link down");
      k.kernel(at + 2_100_000, "mlx5_core 0000:17:00.0 ens3f0np0: Link up");
    }

    // Two lines that no syslog reader can place, and two empty ones.
    log.raw(at("02:11:09", 800), "[ GPU0 - - - - ]  <<< serial console reattached >>>");
    log.raw(at("03:02:20"), "");
    log.raw(at("04:05:40"), "~~~~ ttyS1: short write ~~~~");
    log.raw(at("04:41:00"), "");
    return log;
  }

  private static void node1Boot(Kern k) {
    String[] boot = {
      "Linux version 5.15.0-119-generic (builder@example) (gcc (Ubuntu 11.4.0) 11.4.0, GNU ld 2.38)"
          + " #129-Ubuntu SMP Fri Aug 2 19:25:20 UTC 2024",
      "Command line: BOOT_IMAGE=/vmlinuz-5.15.0-119-generic root=/dev/sda2 ro pci=realloc=off"
          + " mce=bootlog",
      "BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable",
      "BIOS-e820: [mem 0x0000000000100000-0x000000005ba7ffff] usable",
      "DMI: Example Systems GX-8/X13, BIOS 2.1.7 11/02/2025",
      "tsc: Detected 2100.000 MHz processor",
      "ACPI: Early table checksum verification disabled",
      "Memory: 2113418572K/2146949036K available (16393K kernel code, 4376K rwdata)",
      "mce: CPU0: Thermal monitoring enabled (TM1)",
      "smpboot: CPU0: Intel(R) Xeon(R) Platinum 8480C (family: 0x6, model: 0x8f, stepping: 0x8)",
      "Performance Events: XSAVE Architectural LBR, PEBS fmt4+-baseline, Intel PMU driver.",
      "RAS: Correctable Errors collector initialized.",
      "ERST: Error Record Serialization Table (ERST) support is initialized.",
      "GHES: APEI firmware first mode is enabled by APEI bit and WHEA _OSC.",
      "EDAC MC: Ver: 3.0.0",
      "EDAC i10nm: No hardware errors found at load",
      "pcieport 0000:3a:00.0: AER: enabled with IRQ 122",
      "pcieport 0000:5d:00.0: AER: enabled with IRQ 123",
      "nvme nvme0: 64/0/0 default/read/poll queues",
      "nvme nvme1: 64/0/0 default/read/poll queues",
      "EXT4-fs (sda2): mounted filesystem with ordered data mode. Opts: errors=remount-ro. Quota"
          + " mode: none.",
      "EXT4-fs (nvme1n1p1): mounted filesystem with ordered data mode. Opts: (null).",
      "nvidia: loading out-of-tree module taints kernel.",
      "nvidia: module verification failed: signature and/or required key missing - tainting kernel",
      "nvidia-nvlink: Nvlink Core is being initialized, major device number 508",
      "NVRM: loading NVIDIA UNIX x86_64 Kernel Module  550.90.07  Fri May 31 09:35:42 UTC 2024",
      "nvidia-modeset: Loading NVIDIA Kernel Mode Setting Driver for UNIX platforms  550.90.07",
      "nvidia-uvm: Loaded the UVM driver, major device number 506.",
      "mlx5_core 0000:17:00.0: firmware version: 28.39.1002",
      "mlx5_core 0000:17:00.0 ens3f0np0: Link up",
    };
    for (int i = 0; i < boot.length; i++) {
      k.kernel(NODE1_BOOT + i * i * 21_413L, boot[i]);
    }
  }

  private static void node1Noise(Kern k) {
    Random r = k.log.random;
    long start = NODE1_BOOT + 40_000_000;
    long end = at("06:00:00");
    for (int i = 0; i < 430; i++) {
      long at = start + (long) ((end - start) * ((i + r.nextDouble()) / 430));
      int session = 1200 + i;
      switch (r.nextInt(15)) {
        case 0 -> {
          int pid = 20_000 + r.nextInt(9_000);
          k.other(
              at,
              "sshd["
                  + pid
                  + "]: Accepted publickey for svc-train from 10.20.0."
                  + (4 + r.nextInt(5))
                  + " port "
                  + (40_000 + r.nextInt(20_000))
                  + " ssh2: ED25519 SHA256:"
                  + k.log.hex(24));
          k.other(
              at + 1_300_000,
              "sshd["
                  + pid
                  + "]: pam_unix(sshd:session): session opened for user"
                  + " svc-train(uid=1107) by (uid=0)");
        }
        case 1 -> k.other(at, "systemd[1]: Started Session " + session + " of user svc-train.");
        case 2 -> k.other(at, "systemd[1]: session-" + session + ".scope: Succeeded.");
        case 3 -> k.other(at, "systemd[1]: Finished Cleanup of Temporary Directories.");
        case 4 -> k.other(at, "systemd[1]: sysstat-collect.service: Deactivated successfully.");
        case 5 -> {
          String veth = "veth" + k.log.hex(7);
          k.kernel(at, "cni0: port 4(" + veth + ") entered blocking state");
          k.kernel(at + 900, "cni0: port 4(" + veth + ") entered forwarding state");
        }
        case 6 ->
            k.kernel(
                at, "IPv6: ADDRCONF(NETDEV_CHANGE): veth" + k.log.hex(7) + ": link becomes ready");
        case 7 ->
            k.kernel(
                at,
                "audit: type=1400 audit("
                    + at / 1_000_000
                    + "."
                    + millis(at)
                    + ":"
                    + (90 + i)
                    + "): apparmor=\"STATUS\" operation=\"profile_replace\" profile=\"unconfined\""
                    + " name=\"cri-containerd.apparmor.d\" pid="
                    + (11_000 + i));
        case 8 ->
            k.other(at, "CRON[" + (18_000 + i) + "]: (root) CMD (run-parts /etc/cron.hourly)");
        case 9 ->
            k.other(
                at,
                "nvidia-persistenced[1904]: device 0000:"
                    + pick(r, "5e", "86", "af", "d8")
                    + ":00.0 - persistence mode enabled, ECC error correction enabled.");
        case 10 ->
            k.other(at, "smartd[1733]: Device: /dev/sda [SAT], SMART self-test passed, 0 errors");
        case 11 ->
            k.other(
                at,
                "gpu-health[2207]: sweep " + i + " done: 0 errors, 0 failed links, 0 fatal events");
        case 12 -> k.other(at, "chronyd[1511]: Selected source 10.20.0.1 (ntp.example)");
        case 13 -> k.other(at, "systemd[1]: Reached target Network is Online (no failed units).");
        default ->
            k.kernel(
                at,
                "perf: interrupt took too long ("
                    + (2_500 + i * 3)
                    + " > 2500), lowering kernel.perf_event_max_sample_rate to 79000");
      }
    }
  }

  private static void node1Hang(Kern k) {
    long at = at("03:20:45", 300_000);
    for (int i = 0; i < 2; i++) {
      String task = i == 0 ? "kworker/u258:3:20411" : "python3:33120";
      k.kernel(at, "INFO: task " + task + " blocked for more than 120 seconds.");
      k.kernel(at + 20, "      Tainted: P           OE     5.15.0-119-generic #129-Ubuntu");
      k.kernel(
          at + 30, "\"echo 0 > /proc/sys/kernel/hung_task_timeout_secs\" disables this message.");
      k.kernel(at + 50, "Call Trace:");
      k.kernel(at + 60, " __schedule+0x24e/0x590");
      k.kernel(at + 65, " schedule+0x69/0x110");
      k.kernel(at + 70, " rwsem_down_write_slowpath+0x23c/0x3e0");
      at += 120_800_000;
    }
  }

  private static void node1Oom(Kern k) {
    long at = at("04:05:33", 700_421);
    String[] lines = {
      "python3 invoked oom-killer: gfp_mask=0x1100cca(GFP_HIGHUSER_MOVABLE), order=0,"
          + " oom_score_adj=0",
      "CPU: 61 PID: 40127 Comm: python3 Tainted: P           OE     5.15.0-119-generic #129-Ubuntu",
      "Call Trace:",
      " dump_stack_lvl+0x4a/0x63",
      " oom_kill_process.cold+0xb/0x10",
      " out_of_memory+0x106/0x2e0",
      "Mem-Info:",
      "active_anon:48219 inactive_anon:521994011 isolated_anon:0",
      "Tasks state (memory values in pages):",
      "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name",
      "[  40127]  1107 40127 523880113 519944210 4190552064        0             0 python3",
      "[  40188]  1107 40188   991203    84112  1720320        0             0 python3",
      "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0-1,global_oom,"
          + "task_memcg=/user.slice/user-1107.slice/session-1410.scope,task=python3,pid=40127,"
          + "uid=1107",
      "Out of memory: Killed process 40127 (python3) total-vm:2095520452kB,"
          + " anon-rss:2079776840kB, file-rss:0kB, shmem-rss:0kB, UID:1107 pgtables:4092336kB"
          + " oom_score_adj:0",
    };
    for (int i = 0; i < lines.length; i++) {
      k.kernel(at + i * 30L, lines[i]);
    }
    k.kernel(
        at + 4_900_000,
        "oom_reaper: reaped process 40127 (python3), now anon-rss:0kB, file-rss:0kB,"
            + " shmem-rss:0kB");
  }

  private static void node1Disk(Kern k) {
    Log log = k.log;
    long at = at("04:40:12", 90_008);
    for (int i = 0; i < 5; i++) {
      k.kernel(at + i * 800L, "nvme nvme1: I/O " + (400 + i * 5) + " QID 7 timeout, aborting");
    }
    k.kernel(at + 30_500_000, "nvme nvme1: I/O 415 QID 7 timeout, reset controller");
    for (int i = 0; i < 8; i++) {
      k.kernel(
          at + 31_000_000 + i * 400L,
          "blk_update_request: I/O error, dev nvme1n1, sector "
              + (918_224_000 + i * 256)
              + " op 0x0:(READ) flags 0x80700 phys_seg 4 prio class 0");
    }
    for (int i = 0; i < 3; i++) {
      k.kernel(
          at + 31_100_000 + i * 300L,
          "Buffer I/O error on dev nvme1n1p1, logical block "
              + (114_778_000 + i)
              + ", async page read");
    }
    for (int i = 0; i < 4; i++) {
      k.kernel(
          at + 31_200_000 + i * 500L,
          "EXT4-fs error (device nvme1n1p1): ext4_find_entry:1612: inode #"
              + (28_705_000 + i)
              + ": comm python3: reading directory lblock 0");
    }
    k.kernel(at + 31_300_000, "EXT4-fs (nvme1n1p1): Remounting filesystem read-only");
    k.kernel(at + 44_000_000, "nvme nvme1: 64/0/0 default/read/poll queues");
    log.raw(at + 44_000_010, "");
  }

  // ---- gpu-node-02: RFC 5424 and rsyslog ISO ------------------------------------------------

  private static Log node2() {
    Log log = new Log(2);
    Random r = log.random;
    String host = "gpu-node-02";
    for (int i = 0; i < 300; i++) {
      long at = at("00:00:03") + (long) (i * 71.3e6) + r.nextInt(900_000);
      int gpu = i % 8;
      switch (i % 10) {
        case 0, 5, 7 ->
            log.raw(
                at,
                "<165>1 "
                    + RFC5424.format(time(at))
                    + " "
                    + host
                    + " dcgm-exporter 2211 ID47"
                    + " [gpu@32473 index=\""
                    + gpu
                    + "\"] sample temperature="
                    + (61 + r.nextInt(9))
                    + "C memory_temperature="
                    + (70 + r.nextInt(8))
                    + "C power="
                    + (590 + r.nextInt(90))
                    + "W utilization="
                    + (92 + r.nextInt(8))
                    + "%");
        case 1 ->
            log.raw(
                at,
                "<165>1 "
                    + RFC5424.format(time(at))
                    + " "
                    + host
                    + " dcgm-exporter 2211 ID47 -"
                    + " scrape finished: 8 GPUs, 412 series, 0 errors, "
                    + String.format(Locale.ROOT, "%.1f", 8 + r.nextDouble() * 4)
                    + " ms");
        case 2 ->
            log.raw(
                at,
                RSYSLOG.format(time(at))
                    + " "
                    + host
                    + " sshd["
                    + (5_000 + i)
                    + "]: Accepted"
                    + " publickey for svc-deploy from 10.20.0.9 port "
                    + (41_000 + r.nextInt(9_000))
                    + " ssh2: ED25519 SHA256:"
                    + log.hex(24));
        case 3 ->
            log.raw(
                at,
                RSYSLOG.format(time(at))
                    + " "
                    + host
                    + " containerd[1822]: time=\""
                    + SEED.format(time(at)).replace(' ', 'T')
                    + "Z\" level=info msg=\"PullImage"
                    + " \\\"registry.example/trainer:2.4\\\" returns image reference\"");
        case 4 ->
            log.raw(
                at,
                "<30>1 "
                    + RFC5424.format(time(at))
                    + " "
                    + host
                    + " systemd 1 - - Started"
                    + " sysstat-collect.service - system activity accounting tool.");
        case 6 ->
            log.raw(
                at,
                RSYSLOG.format(time(at))
                    + " "
                    + host
                    + " kubelet[2015]: I0314 "
                    + time(at).toString().substring(11, 19)
                    + ".000000    2015 kubelet_getters.go:187] \"Pod status updated\""
                    + " pod=\"kube-system/node-agent-"
                    + log.hex(5)
                    + "\" status=Running");
        case 8 ->
            log.raw(
                at,
                "<78>1 "
                    + RFC5424.format(time(at))
                    + " "
                    + host
                    + " CRON "
                    + (9_000 + i)
                    + " - - (root) CMD (test -x /usr/sbin/anacron)");
        default ->
            log.raw(
                at,
                RSYSLOG.format(time(at))
                    + " "
                    + host
                    + " gpu-health[2230]: check passed: error correction enabled, 0 retired pages,"
                    + " 0 failed GPUs");
      }
    }
    // A password guesser from outside.
    for (int i = 0; i < 36; i++) {
      long at = at("01:14:20") + i * 2_700_000L;
      log.raw(
          at,
          RSYSLOG.format(time(at))
              + " "
              + host
              + " sshd["
              + (7_100 + i)
              + "]: Failed password for"
              + " invalid user "
              + pick(r, "admin", "test", "oracle", "guest")
              + " from 192.0.2.44 port "
              + (33_000 + r.nextInt(20_000))
              + " ssh2");
    }
    // Cooling: one GPU throttles.
    for (int i = 0; i < 9; i++) {
      long at = at("02:35:10") + i * 60_000_000L;
      log.raw(
          at,
          "<164>1 "
              + RFC5424.format(time(at))
              + " "
              + host
              + " dcgm-exporter 2211 ID51 [gpu@32473"
              + " index=\"5\"] GPU 5 thermal violation: "
              + (88 + i % 4)
              + "C is above the slowdown limit 87C, clocks throttled (HW Slowdown active)");
    }
    long xid = at("02:44:31", 118_022);
    log.raw(
        xid,
        "<3>1 "
            + RFC5424.format(time(xid))
            + " "
            + host
            + " kernel - - - [41870.220145] NVRM: Xid"
            + " (PCI:0000:b8:00): 94, pid=51120, name=python3, Contained: SM (0x1). RST: No,"
            + " D-RST: No");
    log.raw(
        xid + 900,
        "<3>1 "
            + RFC5424.format(time(xid + 900))
            + " "
            + host
            + " kernel - - - [41870.221045]"
            + " NVRM: Xid (PCI:0000:b8:00): 64, pid='<unknown>', name=<unknown>, Row Remapper:"
            + " Failed to remap row, remapping resources exhausted");
    // The log partition fills.
    for (int i = 0; i < 11; i++) {
      long at = at("03:15:02") + i * 30_000_000L;
      log.raw(
          at,
          RSYSLOG.format(time(at))
              + " "
              + host
              + " rsyslogd[1204]: file '/var/log/trainer.log'[9]"
              + " write error - see https://www.example.com/e/2027 : No space left on device");
    }
    long evict = at("03:16:40", 4_111);
    log.raw(
        evict,
        RSYSLOG.format(time(evict))
            + " "
            + host
            + " kubelet[2015]: W0314 03:16:40.004111    2015"
            + " eviction_manager.go:344] \"Attempting to reclaim\" resourceName=\"ephemeral-storage"
            + "\"");
    log.raw(at("03:21:00"), "");
    log.raw(at("03:21:01"), "<165>1 2026-03-14T03:21:0");
    return log;
  }

  // ---- gpu-node-03: dmesg, relative to boot, then dmesg -T ----------------------------------

  private static Log node3Boot() {
    Log log = new Log(3);
    Random r = log.random;
    String[] head = {
      "Linux version 5.15.0-119-generic (builder@example) (gcc (Ubuntu 11.4.0) 11.4.0) #129-Ubuntu"
          + " SMP",
      "Command line: BOOT_IMAGE=/vmlinuz-5.15.0-119-generic root=/dev/nvme0n1p2 ro",
      "KERNEL supported cpus:",
      "  Intel GenuineIntel",
      "  AMD AuthenticAMD",
      "x86/fpu: Supporting XSAVE feature 0x001: 'x87 floating point registers'",
      "BIOS-provided physical RAM map:",
      "NX (Execute Disable) protection: active",
    };
    for (String line : head) {
      log.raw(NODE3_BOOT, "[    0.000000] " + line);
    }
    for (int i = 0; i < 60; i++) {
      dmesg(
          log,
          NODE3_BOOT + 4_000 + i * 11_003L,
          i % 2 == 0
              ? "pci 0000:" + hex2(i) + ":00.0: [8086:352a] type 01 class 0x060400"
              : "pci 0000:" + hex2(i - 1) + ":00.0: PME# supported from D0 D3hot D3cold");
    }
    dmesg(log, NODE3_BOOT + 900_112, "RAS: Correctable Errors collector initialized.");
    dmesg(log, NODE3_BOOT + 911_540, "pcieport 0000:15:00.0: AER: enabled with IRQ 34");
    dmesg(log, NODE3_BOOT + 1_310_227, "rtc_cmos 00:04: registered as rtc0");
    dmesg(
        log,
        NODE3_BOOT + 1_842_318,
        "rtc_cmos 00:04: setting system clock to 2026-03-13T18:02:11 UTC (1773424931)");
    dmesg(log, NODE3_BOOT + 2_004_500, "EDAC MC: Ver: 3.0.0");
    dmesg(log, NODE3_BOOT + 3_410_018, "EXT4-fs (nvme0n1p2): mounted filesystem with ordered data");
    dmesg(log, NODE3_BOOT + 9_120_001, "NVRM: loading NVIDIA UNIX x86_64 Kernel Module  550.90.07");
    dmesg(log, NODE3_BOOT + 12_500_630, "mlx5_core 0000:9a:00.0 ibp154s0: Link up");
    for (int i = 0; i < 150; i++) {
      long at = NODE3_BOOT + 20_000_000 + i * 190_000_000L + r.nextInt(90_000_000);
      String veth = "veth" + log.hex(7);
      switch (i % 4) {
        case 0 ->
            dmesg(log, at, "cni0: port " + (1 + i % 9) + "(" + veth + ") entered disabled state");
        case 1 -> dmesg(log, at, "device " + veth + " entered promiscuous mode");
        case 2 -> dmesg(log, at, "IPv6: ADDRCONF(NETDEV_CHANGE): " + veth + ": link becomes ready");
        default ->
            dmesg(
                log,
                at,
                "TCP: request_sock_TCP: Possible SYN flooding on port 8443. Sending cookies.");
      }
    }
    dmesg(
        log,
        at("00:58:14", 310_040),
        "pt_main_thread[53644]: segfault at 7f797fe00000 ip 00007f7c7ac69996 sp 00007f7c12fd7c30"
            + " error 4 in libnccl.so.2[7f7c7ac00000+d3d3000]");
    for (int i = 0; i < 3; i++) {
      dmesg(
          log,
          at("01:20:00", 15) + i * 28_000_000L,
          "watchdog: BUG: soft lockup - CPU#18 stuck for 2" + (3 + i) + "s! [python3:54956]");
    }
    for (int i = 0; i < 5; i++) {
      dmesg(
          log,
          at("02:10:40", 90_000) + i * 600_000L,
          "mlx5_core 0000:9a:00.0: Port module event[error]: module 0, Cable error, High"
              + " Temperature");
    }
    dmesg(log, at("02:10:44", 2_000), "mlx5_core 0000:9a:00.0 ibp154s0: Link down");
    return log;
  }

  private static Log node3Later() {
    Log log = new Log(4);
    Random r = log.random;
    for (int i = 0; i < 110; i++) {
      long at = at("02:15:00") + i * 138_000_000L + r.nextInt(60_000_000);
      String veth = "veth" + log.hex(7);
      dmesgT(
          log,
          at,
          switch (i % 3) {
            case 0 -> "cni0: port " + (1 + i % 9) + "(" + veth + ") entered forwarding state";
            case 1 -> "eth0: renamed from " + veth;
            default -> "nvidia-uvm: page retirement check: 0 errors, error correction enabled";
          });
    }
    dmesgT(log, at("02:28:51"), "mlx5_core 0000:9a:00.0 ibp154s0: Link up");
    for (int i = 0; i < 2; i++) {
      dmesgT(
          log,
          at("04:12:09") + i * 610_000_000L,
          "NVRM: Xid (PCI:0000:19:00): 63, pid='<unknown>', name=<unknown>, Row Remapper: New row"
              + " marked for remapping, reset gpu to activate.");
    }
    dmesgT(
        log,
        at("05:01:44"),
        "NVRM: Xid (PCI:0000:cb:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the"
            + " bus.");
    dmesgT(log, at("05:01:44", 10), "NVRM: GPU 0000:cb:00.0: GPU has fallen off the bus.");
    for (int i = 0; i < 3; i++) {
      dmesgT(
          log,
          at("05:40:00") + i * 2_000_000L,
          "nvme nvme0: I/O tag "
              + (20 + i)
              + " (2016) opcode 0x2 (Admin Cmd) QID 0 timeout, reset"
              + " controller");
    }
    log.raw(at("05:40:09"), "dmesg: read kernel buffer failed: Operation not permitted");
    return log;
  }

  // ---- training: the seed format and Python logging -----------------------------------------

  private static Log resnet50() {
    Log log = new Log(5);
    Random r = log.random;
    long at = at("00:00:04");
    seed(log, at, "INFO Starting training session");
    seed(log, at + 1_000_000, "INFO Loading dataset from /data/train");
    seed(log, at + 9_000_000, "INFO Dataset loaded: 1281167 samples");
    seed(log, at + 10_000_000, "INFO Model architecture: ResNet50");
    at += 20_000_000;
    int epochs = 62;
    for (int e = 1; e <= epochs; e++) {
      at += 148_000_000 + r.nextInt(9_000_000);
      double loss = 0.42 + 6.4 * Math.exp(-e / 9.0) + r.nextDouble() * 0.02;
      // From epoch 48 on the validation loss climbs while the training loss still falls.
      double val = loss + 0.04 + Math.max(0, e - 47) * 0.014;
      double acc = 0.78 * (1 - Math.exp(-e / 11.0));
      seed(
          log,
          at,
          String.format(
              Locale.ROOT,
              "INFO Epoch %d/100 - loss: %.4f - accuracy: %.4f - val_loss: %.4f - val_accuracy:"
                  + " %.4f",
              e,
              loss,
              acc,
              val,
              acc - 0.012));
      seed(
          log,
          at + 2_000_000,
          "INFO Throughput: "
              + (2_870 + r.nextInt(90))
              + " images/s - GPU memory: "
              + (68 + r.nextInt(4))
              + ".1/80.0 GiB - 0 errors in data loader");
      if (e % 5 == 0) {
        seed(
            log, at + 5_000_000, "INFO Checkpoint saved to /models/checkpoints/epoch_" + e + ".h5");
      }
      if (e == 3) {
        seed(log, at + 9_000_000, "WARNING Learning rate: 0.4 may be too high");
      }
      if (e == 16) {
        seed(
            log,
            at + 30_000_000,
            "ERROR CUDA out of memory: Tried to allocate 2.50 GiB (GPU 0; 79.15 GiB total capacity;"
                + " 76.02 GiB already allocated)");
        log.raw(at + 30_000_000, "Traceback (most recent call last):");
        log.raw(at + 30_000_000, "  File \"/opt/train/resnet50.py\", line 214, in train_step");
        log.raw(at + 30_000_000, "    loss.backward()");
        log.raw(
            at + 30_000_000,
            "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB");
        seed(log, at + 35_000_000, "INFO Resuming training with batch size 128");
      }
      if (e >= 55 && e % 2 == 1) {
        seed(log, at + 8_000_000, "WARNING Validation loss increased - possible overfitting");
      }
    }
    seed(log, at + 20_000_000, "INFO Early stopping triggered");
    seed(log, at + 21_000_000, "INFO Best model saved to /models/final/best_model.h5");
    seed(log, at + 22_000_000, "INFO Training completed in 158 minutes 4 seconds");
    return log;
  }

  private static Log gpt2() {
    Log log = new Log(6);
    Random r = log.random;
    long at = at("00:30:00");
    seed(log, at, "INFO Starting training session");
    seed(log, at + 3_000_000, "INFO Model architecture: GPT2-1.5B - 2 nodes - 16 GPUs");
    int step = 0;
    for (int e = 1; e <= 12; e++) {
      for (int s = 0; s < 12; s++) {
        at += 66_000_000 + r.nextInt(5_000_000);
        step += 250;
        seed(
            log,
            at,
            String.format(
                Locale.ROOT,
                "INFO Step %d - loss: %.4f - lr: 6.0e-04 - grad_norm: %.3f - %d" + " tokens/s",
                step,
                2.9 + 7 * Math.exp(-step / 2_500.0) + r.nextDouble() * 0.05,
                0.4 + r.nextDouble() * 0.3,
                148_000 + r.nextInt(3_000)));
        if (step == 8_000) {
          seed(log, at + 1_000_000, "WARNING Loss is NaN at step 8001 - skipping the update");
        }
        if (e == 8 && s == 2) {
          seed(
              log,
              at("02:11:41"),
              "ERROR NCCL watchdog: collective operation timeout on rank 3 (ALLREDUCE, 30000 ms)");
          for (String line :
              List.of(
                  "Traceback (most recent call last):",
                  "  File \"/opt/train/gpt2.py\", line 388, in <module>",
                  "    main()",
                  "  File \"/opt/train/gpt2.py\", line 301, in main",
                  "    scaler.step(optimizer)",
                  "RuntimeError: CUDA error: unspecified launch failure (device 0000:3b:00.0)")) {
            log.raw(at("02:11:41"), line);
          }
          seed(log, at("02:31:05"), "INFO Resuming training from /models/checkpoints/gpt2_e7.pt");
          at = at("02:31:40");
        }
      }
      double loss = 2.9 + 7 * Math.exp(-step / 2_500.0);
      seed(
          log,
          at + 9_000_000,
          String.format(
              Locale.ROOT,
              "INFO Epoch %d/12 - loss: %.4f - accuracy: %.4f - val_loss: %.4f - val_accuracy:"
                  + " %.4f",
              e,
              loss,
              0.41 - 0.3 / e,
              loss + 0.06,
              0.40 - 0.3 / e));
      seed(log, at + 12_000_000, "INFO Checkpoint saved to /models/checkpoints/gpt2_e" + e + ".pt");
      if (e == 5) {
        for (int i = 0; i < 3; i++) {
          seed(
              log,
              at + 14_000_000 + i * 5_000_000L,
              "ERROR Database connection failed: Connection refused (10.20.0.30:5432)");
        }
      }
    }
    seed(log, at + 15_000_000, "INFO Training completed");
    return log;
  }

  private static Log pretrain() {
    Log log = new Log(7);
    Random r = log.random;
    long at = at("01:00:00", 123_000);
    python(log, at, "trainer", "INFO", "world size 16, local rank 0, seed 1234");
    for (int step = 100; step <= 20_000; step += 100) {
      at += 78_000_000 + r.nextInt(6_000_000);
      // Step 5,300 is where gpu-node-03 loses its InfiniBand link; the run resumes once it is back.
      if (step == 5_300) {
        long lost = at("02:11:39", 207_000);
        python(log, lost, "torch.distributed", "ERROR", "rank 11 (gpu-node-03) did not respond");
        for (String line :
            List.of(
                "Traceback (most recent call last):",
                "  File \"/opt/train/pretrain.py\", line 512, in train",
                "    dist.all_reduce(grad_norm)",
                "  File \"/opt/venv/lib/python3.11/site-packages/torch/distributed/c10d.py\", line"
                    + " 2219, in all_reduce",
                "    work.wait()",
                "torch.distributed.DistBackendError: NCCL error: unhandled system error, remote"
                    + " process exited or there was a network error")) {
          log.raw(lost, line);
        }
        python(log, lost + 900_000, "trainer", "CRITICAL", "aborting: 1 of 16 ranks lost");
        python(log, at("02:31:58", 4_000), "trainer", "INFO", "restored step 5200 on 16 ranks");
        at = at("02:32:30", 11_000);
      }
      python(
          log,
          at,
          "trainer",
          "INFO",
          String.format(
              Locale.ROOT,
              "step %d/20000 loss %.4f lr 2.0e-04 grad_norm %.3f tokens/s %d",
              step,
              1.9 + 8 * Math.exp(-step / 1_800.0) + r.nextDouble() * 0.03,
              0.3 + r.nextDouble() * 0.4,
              410_000 + r.nextInt(9_000)));
      if (step % 1_700 == 0) {
        python(
            log,
            at + 700_000,
            "data.loader",
            "WARNING",
            "shard 00" + (10 + step / 1_700) + " read took " + (11 + r.nextInt(9)) + ".2 s");
      }
      if (step % 2_000 == 0) {
        python(log, at + 900_000, "checkpoint", "INFO", "saved step " + step + " (0 errors)");
      }
      if (step == 13_000) {
        python(log, at + 950_000, "checkpoint", "ERROR", "could not write /ckpt/step13000.pt");
        log.raw(at + 950_000, "Traceback (most recent call last):");
        log.raw(at + 950_000, "  File \"/opt/train/checkpoint.py\", line 88, in save");
        log.raw(at + 950_000, "    torch.save(state, path)");
        log.raw(at + 950_000, "OSError: [Errno 28] No space left on device");
      }
    }
    log.raw(at + 1_000_000, "");
    return log;
  }

  // ---- api: requests and responses ----------------------------------------------------------

  private static Log api() {
    Log log = new Log(8);
    seed(log, at("00:00:00"), "INFO [API] Server started on port 8080");
    // About one request every 32 s, with its response; 02:11 to 02:26 has failing predictions.
    requests(log, at("00:00:05"), 730, 31_800_000L);
    log.raw(at("03:00:00"), "");
    log.raw(at("03:00:01"), "--- log rotated by logrotate, pid 4410 ---");
    return log;
  }

  private static Log apiRotated() {
    Log log = new Log(9);
    requests(log, at("00:00:00") - 3_600_000_000L, 60, 58_000_000L);
    return log;
  }

  private static void requests(Log log, long start, int count, long gap) {
    Random r = log.random;
    String[] agents = {"curl/8.5.0", "python-requests/2.31.0", "trainer-client/2.4"};
    for (int i = 0; i < count; i++) {
      long at = start + i * gap + r.nextInt(20_000_000);
      String ip = "10.20.1." + (10 + r.nextInt(40));
      boolean outage = at >= at("02:11:09") && at < at("02:26:00");
      int kind = r.nextInt(100);
      if (kind < 18) {
        seed(log, at, "INFO [REQUEST] GET /health - IP: " + ip);
        seed(
            log,
            at,
            "INFO [RESPONSE] 200 - Status: healthy - Model loaded: true - GPU available: true"
                + " - Duration: "
                + (1 + r.nextInt(4))
                + "ms");
        continue;
      }
      boolean batch = kind >= 85;
      String call = batch ? "POST /predict/batch" : kind < 45 ? "POST /predict" : "GET /predict";
      String agent = agents[r.nextInt(3)];
      seed(log, at, "INFO [REQUEST] " + call + " - IP: " + ip + " - User-Agent: " + agent);
      if (outage) {
        if (r.nextInt(3) == 0) {
          seed(
              log,
              at + 30_000_000,
              "ERROR [RESPONSE] 504 - Model inference timeout: Request exceeded 30s limit"
                  + " - Duration: 30000ms");
        } else {
          seed(
              log,
              at + 1_000_000,
              "ERROR [RESPONSE] 503 - Model backend unavailable on gpu-node-01 - Duration: "
                  + (3 + r.nextInt(9))
                  + "ms");
        }
      } else if (kind == 50) {
        seed(log, at, "WARNING [REQUEST] " + call + " - IP: " + ip + " - Rate limit: 96/100");
        seed(log, at, "WARNING [RESPONSE] 429 - Too many requests - Duration: 1ms");
      } else if (kind == 51) {
        seed(log, at, "ERROR [RESPONSE] 400 - Invalid input format - Duration: 5ms");
      } else if (kind == 52) {
        seed(log, at, "ERROR [REQUEST] " + call + " - IP: " + ip + " - Authentication failed");
        seed(log, at, "ERROR [RESPONSE] 401 - Unauthorized - Duration: 2ms");
      } else if (kind == 53) {
        seed(log, at, "ERROR [RESPONSE] 404 - Unknown model: vision-v9 - Duration: 1ms");
      } else if (kind == 54 && r.nextInt(3) == 0) {
        seed(log, at, "ERROR [RESPONSE] 500 - Internal server error - Duration: 71ms");
      } else if (batch) {
        long ms = 700 + r.nextInt(900);
        seed(
            log,
            at + ms * 1_000,
            "INFO [RESPONSE] 200 - Batch size: "
                + (50 + 50 * r.nextInt(3))
                + " - Duration: "
                + ms
                + "ms");
      } else {
        seed(
            log,
            at,
            String.format(
                Locale.ROOT,
                "INFO [RESPONSE] 200 - Prediction: class_%d - Confidence: %.3f - Duration: %dms",
                r.nextInt(10),
                0.6 + r.nextDouble() * 0.4,
                28 + r.nextInt(60)));
      }
    }
  }

  private static Log apiErrors() {
    Log log = new Log(10);
    Random r = log.random;
    String[][] errors = {
      {"00:14:22", "Failed to load model from /models/vision-v9.h5: File not found"},
      {"00:41:09", "Invalid input shape: expected (224, 224, 3), got (256, 256, 3)"},
      {"01:14:51", "Authentication failed for user: svc-batch - Invalid API key"},
      {"02:11:12", "CUDA error: device-side failure on GPU 3b:00 - worker restarted"},
      {"02:11:40", "Model inference timeout: Request exceeded 30s limit"},
      {"03:15:30", "Disk I/O error: No space left on device (/var/log partition full)"},
      {"03:31:02", "Database connection failed: Connection refused (10.20.0.30:5432)"},
      {"04:02:45", "Failed to deserialize input: JSONDecodeError at line 15, column 23"},
      {"04:45:12", "Segmentation fault in preprocessing module (core dumped)"},
      {"05:20:33", "Network timeout: Failed to download dataset from https://data.example/a.zip"},
    };
    for (String[] error : errors) {
      seed(log, at(error[0]), "ERROR " + error[1]);
      int again = r.nextInt(5);
      for (int i = 1; i <= again; i++) {
        seed(log, at(error[0]) + i * 61_000_000L, "ERROR " + error[1]);
      }
    }
    return log;
  }

  // ---- smolcluster: prints and Python logging in one stream ---------------------------------

  private static Log smolServer() {
    Log log = new Log(11);
    long at = at("03:30:10", 100_000);
    String[] peer = {"('10.20.2.12', 55367)", "('10.20.2.13', 55350)"};
    for (String p : peer) {
      leader(log, at, false, "Accepted connection from " + p);
      leader(log, at + 2_000, true, "Handling worker at " + p);
      at += 4_126_000;
    }
    leader(log, at, false, "All workers connected. Starting training...");
    leader(log, at + 500, false, "Starting training for 3 epochs.");
    for (int e = 1; e <= 3; e++) {
      leader(log, at + 900, false, "Starting epoch " + e + "/3");
      for (int b = 0; b < 26; b++) {
        at += 310_000 + log.random.nextInt(90_000);
        if (e == 3 && b == 9) {
          leader(
              log,
              at,
              true,
              "ERROR",
              "Error handling worker " + peer[1] + ": [Errno 104] Connection reset by peer");
          for (String line :
              List.of(
                  "Traceback (most recent call last):",
                  "  File \"/opt/smolcluster/server.py\", line 264, in main",
                  "    command, payload = receive_message(sock)",
                  "TypeError: cannot unpack non-iterable NoneType object")) {
            log.raw(at, line);
          }
          log.raw(at, "[Leader] Storing gradients from worker 1 for batch 9[Leader] Worker 1 lost");
          return log;
        }
        for (int w = 0; w < 2; w++) {
          leader(
              log,
              at + w * 40_000L,
              true,
              "Received gradients from worker " + peer[w] + " with ID " + w + " for batch " + b);
        }
        leader(
            log,
            at + 90_000,
            false,
            "Epoch " + e + ", Batch " + b + ": Received gradients from 2/2 workers.");
      }
      leader(
          log,
          at + 200_000,
          true,
          String.format(
              Locale.ROOT,
              "Epoch %d/3, Training Loss: %.4f, Validation Loss: %.4f, Validation Accuracy: %.2f%%",
              e,
              0.71 / e,
              0.74 / e,
              78.0 + 5 * e));
    }
    return log;
  }

  private static Log smolWorker(int rank) {
    Log log = new Log(12 + rank);
    Random r = log.random;
    String tag = "[Worker-" + rank + "] ";
    String name = "Worker-" + rank;
    long at = at("03:30:11", 900_000) + rank * 4_000_000L;
    both(log, at, tag, name, "INFO", "Connected to server at 10.20.2.11:65432");
    int batches = rank == 0 ? 60 : 61;
    for (int b = 0; b < batches; b++) {
      at += 340_000 + r.nextInt(60_000);
      log.raw(at, tag + "Computing leaf gradients for batch " + b % 26);
      python(
          log,
          at + 90_000,
          name,
          "INFO",
          String.format(
              Locale.ROOT,
              "Epoch %d, Batch %d: loss %.4f, grad norm %.3f",
              1 + b / 26,
              b % 26,
              2.1 * Math.exp(-b / 30.0),
              0.5 + r.nextDouble() * 0.2));
    }
    if (rank == 1) {
      both(log, at + 500_000, tag, name, "ERROR", "CUDA out of memory while computing gradients");
      log.raw(at + 500_000, "Traceback (most recent call last):");
      log.raw(at + 500_000, "  File \"/opt/smolcluster/worker.py\", line 171, in main");
      log.raw(at + 500_000, "    grads = compute_leader_gradients(model, data, target)");
      log.raw(at + 500_000, "RuntimeError: CUDA error: out of memory");
    } else {
      both(log, at + 4_000_000, tag, name, "WARNING", "Waiting for the server: 5 s without data");
    }
    return log;
  }

  // ---- line builders ------------------------------------------------------------------------

  private static void seed(Log log, long at, String text) {
    log.raw(at, SEED.format(time(at)) + " " + text);
  }

  private static void python(Log log, long at, String name, String level, String text) {
    log.raw(at, PYTHON.format(time(at)) + " - " + name + " - " + level + " - " + text);
  }

  private static void leader(Log log, long at, boolean logged, String text) {
    leader(log, at, logged, "INFO", text);
  }

  private static void leader(Log log, long at, boolean logged, String level, String text) {
    log.raw(at, "[Leader] " + text);
    if (logged) {
      python(log, at + 1_000, "Server", level, text);
    }
  }

  private static void both(Log log, long at, String tag, String name, String level, String text) {
    log.raw(at, tag + text);
    python(log, at, name, level, text);
  }

  private static void dmesg(Log log, long at, String text) {
    log.raw(at, "[" + uptime(at - NODE3_BOOT) + "] " + text);
  }

  private static void dmesgT(Log log, long at, String text) {
    log.raw(at, "[" + DMESG_T.format(time(at)) + "] " + text);
  }

  /** Seconds since boot as the kernel prints them: {@code %5d.%06d}. */
  private static String uptime(long micros) {
    return String.format(Locale.ROOT, "%5d.%06d", micros / 1_000_000, micros % 1_000_000);
  }

  private static long at(String clock) {
    return at(clock, 0);
  }

  private static long at(String clock, int plusMicros) {
    return micros(NIGHT + "T" + clock + "Z") + plusMicros;
  }

  private static long micros(String instant) {
    Instant t = Instant.parse(instant);
    return t.getEpochSecond() * 1_000_000 + t.getNano() / 1_000;
  }

  private static Instant time(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%03d", micros / 1_000 % 1_000);
  }

  private static String hex8(int value) {
    return String.format(Locale.ROOT, "%08x", value);
  }

  private static String hex2(int value) {
    return String.format(Locale.ROOT, "%02x", value);
  }

  private static String pick(Random r, String... values) {
    return values[r.nextInt(values.length)];
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** Adds RFC 3164 lines of one host, kernel lines with their uptime. */
  private record Kern(Log log, String host) {

    void kernel(long at, String text) {
      log.raw(
          at,
          RFC3164.format(time(at))
              + " "
              + host
              + " kernel: ["
              + uptime(at - NODE1_BOOT)
              + "] "
              + text);
    }

    void other(long at, String text) {
      log.raw(at, RFC3164.format(time(at)) + " " + host + " " + text);
    }
  }

  /** Lines of one file; written in time order, lines of one instant in the order added. */
  private static final class Log {

    private record Line(long at, String text) {}

    final Random random;
    private final List<Line> lines = new ArrayList<>();

    Log(long seed) {
      random = new Random(seed);
    }

    void raw(long at, String text) {
      lines.add(new Line(at, text));
    }

    String hex(int digits) {
      StringBuilder s = new StringBuilder();
      for (int i = 0; i < digits; i++) {
        s.append(Character.forDigit(random.nextInt(16), 16));
      }
      return s.toString();
    }

    void write(Path path, String lineEnd) throws IOException {
      lines.sort(Comparator.comparingLong(Line::at));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      // GZIPOutputStream stores neither name nor time, as gzip -n does, so the bytes are stable.
      try (OutputStream out =
          path.toString().endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
        for (Line line : lines) {
          out.write((line.text() + lineEnd).getBytes(StandardCharsets.UTF_8));
        }
      }
      Files.createDirectories(path.getParent());
      Files.write(path, bytes.toByteArray());
    }
  }
}
