package dev.faultline.ingest;

import dev.faultline.catalog.Catalog;
import dev.faultline.catalog.CatalogException;
import dev.faultline.udf.redact.RedactionKey;
import dev.faultline.udf.redact.RedactionSpec;
import dev.faultline.udf.redact.Redactor;
import java.util.Arrays;
import java.util.List;

/** What a reader takes out of lines, as its user asks for it. */
public final class Redactions {

  private Redactions() {}

  /**
   * Returns the rules in force.
   *
   * @param asked ids of rules that are not enabled, with commas between them
   * @throws CatalogException if there is no such rule
   */
  static RedactionSpec inForce(Catalog catalog, String asked) {
    List<String> ids =
        Arrays.stream(asked.split(",")).map(String::strip).filter(id -> !id.isEmpty()).toList();
    try {
      return catalog.redaction().with(ids);
    } catch (IllegalArgumentException e) {
      throw new CatalogException(catalog.place() + ": " + e.getMessage() + ".", e);
    }
  }

  /**
   * Returns the key of this process and its environment.
   *
   * @throws CatalogException if it could be guessed
   */
  static RedactionKey key() {
    try {
      return RedactionKey.of(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new CatalogException(e.getMessage(), e);
    }
  }

  /**
   * Returns what takes the secrets out of lines that are shown to a person.
   *
   * @throws CatalogException if the key could be guessed
   */
  public static Redactor redactor(Catalog catalog) {
    return new Redactor(inForce(catalog, ""), key());
  }
}
