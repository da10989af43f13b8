package dev.faultline.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a file system refused, in a few words for the person who named the place. S3A's own messages
 * tell the same error up to four times, and HDFS refers to a wiki.
 */
public final class StorageProblem {

  /** S3's code of an error, which S3A puts behind the SDK's message. */
  private static final Pattern CODE = Pattern.compile("Request ID: [^)]*\\)+:([A-Za-z]+)");

  private static final Pattern REGION =
      Pattern.compile("to region \\[([a-z0-9-]+)\\]|expecting '([a-z0-9-]+)'");
  private static final Pattern SCHEME = Pattern.compile("scheme \"([^\"]*)\"");
  private static final Pattern ADDRESS = Pattern.compile("(?:Connect to|to) (\\S+:\\d+)");

  private static final Pattern UNMADE =
      Pattern.compile("^Mkdirs failed to create (?:file:)?(.+?)(?: \\(exists.*)?$");

  private static final Set<String> OF_CREDENTIALS =
      Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken");

  private static final String UNTOLD =
      " and does not say why; check spark.hadoop.fs.s3a.endpoint.region";

  private StorageProblem() {}

  /**
   * Returns a clause without a full stop, that fits behind "cannot be read:".
   *
   * @param e what the file system threw
   */
  public static String sentence(Throwable e) {
    return known(e).orElseGet(() -> firstLine(e));
  }

  /** Returns the clause if the exception, or what caused it, is one that storages throw. */
  public static Optional<String> known(Throwable e) {
    // The outer exceptions say more: they are S3A's and HDFS's, the inner ones the network's.
    for (Throwable t = e; t != null; t = t.getCause()) {
      String clause = clause(t);
      if (clause != null) {
        return Optional.of(clause);
      }
    }
    return Optional.empty();
  }

  /** Tells a refusal that every file of the storage would meet from one that is about a file. */
  public static boolean isOfCredentials(IOException e) {
    String message = String.valueOf(e.getMessage());
    return isWithoutCredentials(message) || OF_CREDENTIALS.contains(code(message));
  }

  private static boolean isWithoutCredentials(String message) {
    return message.contains("NoAuthWithAWSException") || message.contains("No AWS Credentials");
  }

  /** By the simple names of classes: those of S3A are there only where S3A is. */
  private static String clause(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    Matcher unmade = UNMADE.matcher(message);
    if (unmade.find()) {
      return "the folder "
          + unmade.group(1)
          + " cannot be made; check that there is such a disk and who may write there";
    }
    // Java takes no underscore in the name of a host, and S3A then finds none.
    if (message.equals("bucket is null/empty")) {
      return "that is no name of a bucket, which is of small letters, digits, dots and hyphens";
    }
    return switch (e.getClass().getSimpleName()) {
      case "UnknownStoreException" -> "there is no such bucket, or no such access point";
      case "AccessDeniedException", "AccessControlException" -> denied(e, message);
      case "AWSRedirectException" -> otherRegion(message);
      case "AWSBadRequestException" ->
          message.contains("AuthorizationHeaderMalformed")
              ? otherRegion(message)
              : "the store refuses the request"
                  + (isToldWhy(message) ? " (" + code(message) + ")" : UNTOLD);
      case "AWSStatus500Exception", "AWSServiceThrottledException" ->
          "the store keeps answering with an error"
              + (isToldWhy(message) ? " (" + code(message) + ")" : "")
              + "; try again later";
      case "AWSApiCallTimeoutException", "ApiCallTimeoutException" ->
          "the store takes the connection but does not answer; check fs.s3a.endpoint, or try again"
              + " later";
      case "AWSClientIOException",
          "ConnectionClosedException",
          "HttpChannelEOFException",
          "NoHttpResponseException",
          "SocketException",
          "SocketTimeoutException" ->
          "the connection to the store breaks off, or nothing comes by it; try again later";
      case "UnsupportedFileSystemException" -> {
        Matcher scheme = SCHEME.matcher(message);
        yield "there is no file system"
            + (scheme.find() ? " " + scheme.group(1) + ":" : " of that name")
            + "; this Spark knows file:, hdfs: and, where hadoop-aws is, s3a:";
      }
      case "ClassNotFoundException" ->
          message.contains("S3AFileSystem")
              ? "this Spark lacks hadoop-aws; add it with --packages or --jars"
              : null;
      case "UnknownHostException" -> "there is no host " + lastWord(message);
      case "ConnectException", "HttpHostConnectException" -> {
        Matcher address = ADDRESS.matcher(message);
        yield "nobody answers" + (address.find() ? " at " + address.group(1) : "");
      }
      default -> null;
    };
  }

  private static String denied(Throwable e, String message) {
    if (isWithoutCredentials(message)) {
      return "no credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
          + " a profile, or a role of the machine";
    }
    String code = code(message);
    if (OF_CREDENTIALS.contains(code)) {
      return "the credentials are not accepted (" + code + ")";
    }
    return e instanceof AccessDeniedException denied
        ? "access to " + denied.getFile() + " is denied; check the credentials and their rights"
        : "access is denied: " + firstLine(message);
  }

  private static String otherRegion(String message) {
    Matcher region = REGION.matcher(message);
    String name = !region.find() ? "" : region.group(1) != null ? region.group(1) : region.group(2);
    return "the bucket is in another region"
        + (name.isEmpty() ? "" : " (" + name + ")")
        + "; set spark.hadoop.fs.s3a.endpoint.region";
  }

  /** The answer to a HEAD request has no body, in which the code would be. */
  private static boolean isToldWhy(String message) {
    return !code(message).equals("null");
  }

  private static String code(String message) {
    Matcher code = CODE.matcher(message);
    return code.find() ? code.group(1) : firstLine(message);
  }

  private static String lastWord(String message) {
    return message.substring(message.lastIndexOf(' ') + 1);
  }

  private static String firstLine(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : firstLine(e.getMessage());
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
