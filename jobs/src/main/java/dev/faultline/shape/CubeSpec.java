package dev.faultline.shape;

import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.SourceZones;
import dev.faultline.udf.mask.MaskSpec;
import dev.faultline.udf.rule.Knowledge;
import java.time.ZoneId;
import java.util.List;

/**
 * What turns records into counts of shapes.
 *
 * @param sources zones of the times that name none
 * @param zone the same, of files that no source names
 * @param formats how lines begin
 * @param mask how messages become shapes
 * @param knowledge what shapes mean
 * @param range which times count; null for all, and for records without a time as well
 */
public record CubeSpec(
    SourceZones sources,
    ZoneId zone,
    List<FormatSpec> formats,
    MaskSpec mask,
    Knowledge knowledge,
    TimeRange range) {

  /** Copies the lists. */
  public CubeSpec {
    formats = List.copyOf(formats);
  }

  /**
   * A span of time in microseconds since 1970 UTC.
   *
   * @param fromMicros the first that counts
   * @param toMicros the first that no longer counts
   */
  public record TimeRange(long fromMicros, long toMicros) {}
}
