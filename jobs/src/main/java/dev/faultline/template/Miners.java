package dev.faultline.template;

import dev.faultline.udf.template.TemplateMiner;
import dev.faultline.udf.template.TemplateSpec;

/** The one place where miners are made. */
public final class Miners {

  private static final TemplateSpec SPEC = new TemplateSpec("0");

  private Miners() {}

  /** Returns a miner. */
  public static TemplateMiner miner() {
    return new TemplateMiner(SPEC);
  }

  /** Returns the version of its rules; templates of two versions must not be compared. */
  public static String version() {
    return SPEC.version();
  }
}
