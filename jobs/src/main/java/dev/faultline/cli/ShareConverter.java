package dev.faultline.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share of a whole. */
final class ShareConverter implements ITypeConverter<BigDecimal> {

  @Override
  public BigDecimal convert(String text) {
    try {
      BigDecimal share = new BigDecimal(text);
      if (share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0) {
        return share;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is too large.
    }
    throw new TypeConversionException("'" + text + "' is no share; write it like 0.95 (0 to 1).");
  }
}
