package dev.faultline.cli;

import dev.faultline.storage.StorageException;
import dev.faultline.storage.StorageProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one sentence why a run failed. Spark's own messages bring the stack of an executor. */
final class Failure {

  private static final Pattern LOST_TASK =
      Pattern.compile("[Mm]ost recent failure: Lost task .*?: ([\\w.$]+(?:: .*)?)");

  private static final Pattern STOPPED =
      Pattern.compile("SparkContext was shut ?down|stopped SparkContext");

  private Failure() {}

  static String sentence(Throwable e) {
    StorageException storage = Main.causeOf(e, StorageException.class);
    if (storage != null) {
      return storage.getMessage();
    }
    if (Main.causeOf(e, OutOfMemoryError.class) != null) {
      return "The run failed: the memory does not suffice; give it more by FAULTLINE_MEMORY (local), or"
          + " spark.driver.memory and spark.executor.memory.";
    }
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (STOPPED.matcher(message).find()) {
      return "The run was stopped before it was done; nothing was published.";
    }
    if (!isOfSpark(e) && message.indexOf('\n') < 0) {
      return message;
    }
    return "The run failed: " + StorageProblem.known(e).orElseGet(() -> brief(message));
  }

  private static boolean isOfSpark(Throwable e) {
    return e.getClass().getName().startsWith("org.apache.");
  }

  private static String brief(String message) {
    Matcher lost = LOST_TASK.matcher(message);
    String text = lost.find() ? lost.group(1) : message;
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
