package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page that is made by a test: what stands between the comment that begins with its
 * name and the next {@code <!-- end -->}.
 */
public record MadePart(Path page, String name) {

  /** Compares the part with what it must be; {@code -Dfaultline.docs=write} writes it instead. */
  public void check(String fresh) throws IOException {
    String text = Files.readString(page);
    int mark = text.indexOf("<!-- " + name + ":");
    assertThat(mark).as("mark of '%s' in %s", name, page).isNotNegative();
    int start = text.indexOf('\n', mark) + 1;
    int end = text.indexOf("<!-- end -->", start);
    assertThat(end).as("end of '%s' in %s", name, page).isNotNegative();
    // A blank line on either side, as a comment right before a table would hide it.
    String wanted = "\n" + fresh + "\n";
    if ("write".equals(System.getProperty("faultline.docs"))) {
      Files.writeString(page, text.substring(0, start) + wanted + text.substring(end));
    } else {
      assertThat(text.substring(start, end))
          .as("%s; -Dfaultline.docs=write renews it", page)
          .isEqualTo(wanted);
    }
  }
}
