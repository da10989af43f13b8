package dev.faultline.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is around the content of the page: {@code report.html} with the style sheet and the script
 * in it. Its Content-Security-Policy lets the browser run this one script and load nothing, so that
 * a text that escaped its escaping would still do no harm.
 */
final class PageFrame {

  private static final String FOLDER = "/faultline/";
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private PageFrame() {}

  /**
   * Returns the whole page.
   *
   * @param title text, escaped already
   * @param body HTML
   */
  static String around(String title, String body) {
    String style = styleSheet();
    String script = resource("report.js");
    Map<String, String> parts =
        Map.of(
            "title", title,
            "style", style,
            "style_hash", hash(style),
            "script", script,
            "script_hash", hash(script),
            "body", body);
    // Only the frame is searched for places: what a log says is never taken for one.
    Matcher place = PLACE.matcher(resource("report.html"));
    StringBuilder page = new StringBuilder();
    while (place.find()) {
      place.appendReplacement(page, Matcher.quoteReplacement(parts.get(place.group(1))));
    }
    return place.appendTail(page).toString();
  }

  static String styleSheet() {
    return resource("report.css");
  }

  /** Returns what a policy takes for the hash of a style sheet or script between its tags. */
  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = PageFrame.class.getResourceAsStream(FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
