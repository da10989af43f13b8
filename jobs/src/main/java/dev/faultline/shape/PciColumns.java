package dev.faultline.shape;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.rule.PciAddress;
import org.apache.spark.sql.Column;

/** {@link PciAddress} as Spark SQL. */
public final class PciColumns {

  private PciColumns() {}

  /**
   * Returns the address in its one spelling, NULL where the text is none.
   *
   * @param text a column of addresses in any spelling
   */
  public static Column normalised(Column text) {
    Column domain = regexp_extract(text, PciAddress.REGEX, 1);
    Column device = regexp_extract(text, PciAddress.REGEX, 2);
    Column named = when(domain.equalTo(""), lit(PciAddress.DOMAIN)).otherwise(domain);
    // Of digits only: what lower() makes of other letters differs between engines.
    return when(device.notEqual(""), lower(concat(named, lit(":"), device)));
  }
}
