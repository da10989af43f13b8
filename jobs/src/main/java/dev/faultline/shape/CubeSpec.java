package dev.faultline.shape;

import dev.faultline.udf.format.FormatSpec;
import dev.faultline.udf.format.SourceZones;
import dev.faultline.udf.format.TimeSpan;
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
 * @param range which records count
 */
public record CubeSpec(
    SourceZones sources,
    ZoneId zone,
    List<FormatSpec> formats,
    MaskSpec mask,
    Knowledge knowledge,
    TimeSpan range) {

  /** Copies the lists. */
  public CubeSpec {
    formats = List.copyOf(formats);
  }
}
