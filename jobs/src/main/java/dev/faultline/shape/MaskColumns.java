package dev.faultline.shape;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.mask.MaskStep;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The mask, {@link MaskSpec#expressions()}, as Spark SQL. */
final class MaskColumns {

  private MaskColumns() {}

  /**
   * Adds a column with the mask of another one; NULL stays NULL.
   *
   * @param from name of the column to mask
   * @param to name of the new column
   */
  static Dataset<Row> of(Dataset<Row> rows, MaskSpec mask, String from, String to) {
    Dataset<Row> masked = rows.withColumn(to, col(from));
    for (MaskStep step : mask.expressions()) {
      masked = masked.withColumn(to, apply(step, col(to)));
    }
    return masked;
  }

  private static Column apply(MaskStep step, Column text) {
    if (step instanceof MaskStep.Cut cut) {
      int most = cut.maxCharacters();
      return when(length(text).gt(most), concat(substring(text, 1, most), lit(cut.suffix())))
          .otherwise(text);
    }
    if (step instanceof MaskStep.Translate translate) {
      return translate(text, translate.from(), translate.to());
    }
    if (step instanceof MaskStep.Append append) {
      return concat(text, lit(append.suffix()));
    }
    if (step instanceof MaskStep.Replace replace) {
      return regexp_replace(text, lit(replace.pattern()), lit(replace.replacement()));
    }
    MaskStep.ReplaceIfContains replace = (MaskStep.ReplaceIfContains) step;
    return when(
            text.contains(replace.literal()),
            regexp_replace(text, lit(replace.pattern()), lit(replace.replacement())))
        .otherwise(text);
  }
}
