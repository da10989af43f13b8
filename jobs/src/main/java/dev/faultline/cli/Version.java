package dev.faultline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {

  static String text() {
    try (InputStream in = Version.class.getResourceAsStream("/faultline/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new IllegalStateException("version.properties is not in the jar", e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"faultline " + text()};
  }
}
