package dev.faultline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faultline.catalog.Catalog;
import dev.faultline.ingest.InputException;
import dev.faultline.ingest.InputFile;
import dev.faultline.ingest.InputListing;
import dev.faultline.ingest.Ledger;
import dev.faultline.io.Compiled;
import dev.faultline.io.Flat;
import dev.faultline.io.Named;
import dev.faultline.night.LocalRows;
import dev.faultline.shape.BoundedCube;
import dev.faultline.shape.Cube;
import dev.faultline.shape.CubeSpec;
import dev.faultline.shape.ScannedCube;
import dev.faultline.shape.SqlCube;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads the inputs of a command that counts them: the scan, its account, and the cube. */
final class InputScan {

  /**
   * What was read.
   *
   * @param scan the rows of the scan
   * @param ledger the account, which balances
   * @param bounded the cube
   * @param keep keeps rows that are read several times
   */
  record Scanned(
      Dataset<Row> scan, Ledger ledger, BoundedCube bounded, UnaryOperator<Dataset<Row>> keep) {}

  /** Whatever so many lines in so many bytes are, what a scan makes of them fits the driver. */
  private static final long FEW_LINES = 50_000;

  private static final long FEW_BYTES = 16L << 20;

  /** From here on, compiling a query over what was scanned takes less than it saves. */
  private static final long MUCH_BYTES = 256L << 20;

  private final SparkSession spark;
  private final InputOptions options;
  private final Catalog catalog;
  private final Engine engine;

  InputScan(SparkSession spark, InputOptions options) {
    this.spark = spark;
    this.options = options;
    catalog = Catalog.load(options.confDir(), spark.sparkContext().hadoopConfiguration());
    engine =
        options
            .engine()
            .resolve(
                spark.conf().get("spark.plugins", ""),
                Boolean.parseBoolean(spark.conf().get("spark.rapids.sql.enabled", "true")));
  }

  Catalog catalog() {
    return catalog;
  }

  /** Returns what scans the lines: cpu or gpu. */
  Engine engine() {
    return engine;
  }

  /**
   * Reads all.
   *
   * @throws InputException if nothing can be read, or something is damaged and that is not allowed
   * @throws IllegalStateException if the account does not balance
   */
  Scanned scanned() {
    if (engine != Engine.GPU) {
      QueryTuning.forCells(spark);
    }
    Dataset<Row> scan = scan(engine == Engine.GPU ? "records" : "cube");
    Ledger ledger = Named.query("ledger", scan, Ledger::of).comparedWith(inputsNow());
    checkInputs(ledger);
    if (engine != Engine.GPU) {
      QueryTuning.forCellsOf(spark, ledger.totals().readBytes());
    }
    boolean few =
        engine != Engine.GPU
            && ledger.totals().readBytes() < FEW_BYTES
            && ledger.totals().counts().lines() < FEW_LINES;
    UnaryOperator<Dataset<Row>> keep =
        few
            ? Flat::few
            : isMuch(ledger) ? rows -> Compiled.plan(spark, () -> Flat.of(rows)) : Flat::of;
    long mostShapes = Long.parseLong(options.settings().get("shape_budget"));
    Dataset<Row> rows = few ? Named.query("scan in one place", scan, Flat::few) : scan;
    return new Scanned(rows, ledger, BoundedCube.of(cube(rows), mostShapes, keep), keep);
  }

  /** Tells whether queries over what was scanned are worth compiling. */
  static boolean isMuch(Ledger ledger) {
    return ledger.totals().readBytes() >= MUCH_BYTES;
  }

  /** Reads the inputs once more, a row per record. */
  Dataset<Row> records() {
    return sqlCube(scan("records")).records();
  }

  /** Returns rows that the driver knows. */
  Dataset<Row> local(LocalRows rows) {
    return Named.query(
        "configuration", spark.createDataFrame(rows.rows(), rows.schema()), Flat::few);
  }

  /** Reads the inputs, see {@link dev.faultline.ingest.LogSource}. */
  Dataset<Row> scan(String mode) {
    Map<String, String> read = new LinkedHashMap<>();
    read.put("mode", mode);
    read.put("paths", json(options.inputs()));
    read.put("timezone", options.zone().getId());
    put(read, "date", options.date());
    put(read, "conf_dir", options.confDir());
    put(read, "from_micros", options.times().fromMicros());
    put(read, "to_micros", options.times().toMicros());
    for (String name : List.of("split_bytes", "max_line_bytes", "max_unpack_ratio", "redact")) {
      put(read, name, options.settings().get(name));
    }
    Dataset<Row> scan = spark.read().format("faultline").options(read).load();
    // Cells are few and asked several times. Records are as many as the logs: they are read again.
    return mode.equals("cube") ? Named.query("scan", scan, Flat::of) : scan;
  }

  private static void put(Map<String, String> read, String name, Object value) {
    if (value != null) {
      read.put(name, value.toString());
    }
  }

  private Cube cube(Dataset<Row> scan) {
    return engine == Engine.GPU ? sqlCube(scan).cube() : ScannedCube.of(scan);
  }

  private SqlCube sqlCube(Dataset<Row> scan) {
    CubeSpec spec =
        new CubeSpec(
            catalog.sources(),
            options.zone(),
            catalog.formats(),
            catalog.mask(),
            catalog.knowledge(),
            options.times());
    return new SqlCube(scan.where("record IS NOT NULL").select("record.*"), spec);
  }

  /** Lists the inputs once more. */
  List<InputFile> inputsNow() {
    return InputListing.again(options.inputs(), spark.sparkContext().hadoopConfiguration());
  }

  private void checkInputs(Ledger ledger) {
    List<String> imbalances = ledger.imbalances();
    if (!imbalances.isEmpty()) {
      throw unbalanced(imbalances);
    }
    List<String> problems = ledger.allProblems();
    if (ledger.totals().readBytes() == 0 && !problems.isEmpty()) {
      throw new InputException("No input could be read: " + problems.get(0));
    }
    if (options.strict() && !problems.isEmpty()) {
      throw new InputException("Stopped by --strict: " + String.join("; ", problems));
    }
  }

  /**
   * Checks that what was counted is what was read.
   *
   * @param who counted, as the beginning of a sentence
   * @throws IllegalStateException if it is not
   */
  static void checkBalance(Ledger ledger, String who, long records) {
    if (records != ledger.countedRecords()) {
      throw unbalanced(
          List.of(
              who + " " + records + " records of " + ledger.countedRecords() + " that were read"));
    }
  }

  static IllegalStateException unbalanced(List<String> how) {
    return new IllegalStateException(
        "The ledger does not balance, nothing was published: " + String.join("; ", how));
  }

  private static String json(List<String> texts) {
    try {
      return new ObjectMapper().writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a list of texts: " + texts, e);
    }
  }
}
