package dev.faultline.cli;

import dev.faultline.ingest.NearestName;
import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a time zone, and says which one may be meant if there is none of that name. */
final class ZoneConverter implements ITypeConverter<ZoneId> {

  @Override
  public ZoneId convert(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      String nearest = NearestName.of(name, ZoneId.getAvailableZoneIds());
      throw new TypeConversionException(
          "Unknown time zone '"
              + name
              + "'; "
              + (nearest == null
                  ? "write a name like Europe/Berlin, an offset like +01:00, or UTC."
                  : "did you mean '" + nearest + "'?"));
    }
  }
}
