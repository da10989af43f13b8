package dev.faultline.server;

import dev.faultline.output.RunReader;
import dev.faultline.server.FaultyProxy.Fault;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * S3 with the sample in {@code s3a://logs/sample}, which runs reach by way of a faulty proxy. It
 * serves one class of tests; behind each test all faults end.
 */
public final class FaultyStore implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  public static final String SAMPLE = "s3a://logs/sample";

  /** The day of the sample. */
  public static final LocalDate DATE = LocalDate.parse("2026-03-14");

  /** What a run asks of the store, in the order of a run. */
  public enum Stage {
    LISTING,
    READING,
    TABLES,
    REPORTS,
    POINTER,
    TIDYING;

    /** Returns the stage of a request of the proxy, or null for one of no stage. */
    public static Stage of(String request) {
      boolean writes = request.startsWith("PUT ") || request.startsWith("POST ");
      if (request.startsWith("GET /logs")) {
        return request.contains("list-type=2") ? LISTING : READING;
      }
      if (request.startsWith("DELETE ") && request.contains("/_unfinished/")) {
        return TIDYING;
      }
      if (writes && request.contains("/tables/")) {
        return TABLES;
      }
      if (writes && request.contains("/report.html")) {
        return REPORTS;
      }
      return writes && request.matches(".*/dt(=|%3D)[0-9-]*/manifest.json.*") ? POINTER : null;
    }
  }

  private S3Server server;
  private FaultyProxy proxy;

  /** Starts it, with the buckets {@code logs} and {@code reports}. */
  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    // The first run of a checkout makes its archive of classes, and says so.
    Sample.local();
    server = S3Server.start(TestFolders.create("s3"), "key", "secret");
    server.createBucket("logs");
    server.createBucket("reports");
    server.files().put(Sample.folder(), SAMPLE);
    proxy = FaultyProxy.before(server.port());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    heal();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (proxy != null) {
      proxy.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /** Lets a fault happen to each request of a stage, until {@link #heal}. */
  public void fail(Fault fault, Stage stage) {
    proxy.fail(fault, Integer.MAX_VALUE, request -> Stage.of(request) == stage);
  }

  /** Lets a fault happen to the first two requests of each of some stages. */
  public void failTwice(Fault fault, Set<Stage> stages) {
    Map<Stage, Integer> seen = new EnumMap<>(Stage.class);
    proxy.fail(
        fault,
        2 * stages.size(),
        request -> {
          Stage stage = Stage.of(request);
          return stages.contains(stage) && seen.merge(stage, 1, Integer::sum) <= 2;
        });
  }

  /** Waits until a fault of {@link #fail} has happened. */
  public void awaitFault(Faultline.Started run) throws InterruptedException {
    while (proxy.faultsLeft() == Integer.MAX_VALUE && run.isAlive()) {
      Thread.sleep(5);
    }
  }

  /** Ends all faults. */
  public void heal() {
    proxy.fail(null, 0, request -> false);
  }

  public FaultyProxy proxy() {
    return proxy;
  }

  /** Returns the store's files, past the proxy. */
  public RemoteFiles files() {
    return server.files();
  }

  /** Returns Faultline of this checkout, by way of the proxy. */
  public Faultline faultline() {
    return reachedBy(Faultline.ofCheckout());
  }

  /** Tells another Faultline the way by the proxy. */
  public Faultline reachedBy(Faultline faultline) {
    return faultline.with(server.credentials()).withHadoop(server.settings(proxy.port()));
  }

  /** Returns the run that a reader finds. */
  public RunReader reader(String output) throws IOException {
    Configuration conf = files().conf();
    // Else a bucket of the same name on the server of another test is asked.
    conf.setBoolean("fs.s3a.impl.disable.cache", true);
    return RunReader.open(output, DATE, conf);
  }

  /** Returns the results that a reader finds, with {@code LOGS} for where the sample is. */
  public Map<String, String> results(String output) throws IOException {
    return new TreeMap<>(Published.in(files().read(output)).results(SAMPLE));
  }
}
