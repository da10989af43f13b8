package dev.faultline.catalog;

/** The configuration is wrong. The message names the file and says what to do. */
public final class CatalogException extends RuntimeException {

  public CatalogException(String message) {
    super(message);
  }

  public CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
