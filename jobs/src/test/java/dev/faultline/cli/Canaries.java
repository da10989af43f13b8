package dev.faultline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Made-up secrets of all kinds, each in a text as programs write it. The same for the same seed.
 */
final class Canaries {

  /**
   * A secret in a text.
   *
   * @param rule id of the rule that must find it
   * @param text what is written to a log, in one line
   * @param secrets no part of these may be seen again
   */
  record Canary(String rule, String text, List<String> secrets) {}

  private static final String ALNUM =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String HEX = "0123456789abcdef";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final Random random;
  private final Map<String, Supplier<Canary>> kinds = new LinkedHashMap<>();

  Canaries(long seed) {
    random = new Random(seed);
    kind("aws-access-key-id", () -> "AKIA" + some(UPPER, 16), "access key id %s");
    kind("aws-secret-key", () -> some(ALNUM + "+/", 40), "aws_secret_access_key = %s");
    kind("aws-secret-key", () -> some(ALNUM + "+/", 120), "\"SessionToken\": \"%s\"");
    kind("aws-secret-key", () -> some(ALNUM + "+/", 40), "AWS Secret Access Key: %s");
    kind("google-api-key", () -> "AIza" + some(ALNUM + "_-", 35), "GET /maps?key=%s");
    kind("google-oauth", () -> "ya29." + some(ALNUM + "_-", 60), "got %s from metadata");
    kind("google-key-id", () -> some(HEX, 40), "{\"private_key_id\": \"%s\"}");
    kind("azure-key", () -> base64(64), "AccountName=logs;AccountKey=%s;EndpointSuffix=x.net");
    kind("azure-key", () -> base64(32), "Endpoint=sb://x/;SharedAccessKey=%s");
    kind("url-signature", () -> some(HEX, 64), "https://b.example/k?X-Amz-Signature=%s&x=1");
    kind("url-signature", () -> some(ALNUM, 43) + "%3D", "https://b.example/c?sr=c&sig=%s");
    kind("github-token", () -> "ghp_" + some(ALNUM, 36), "git clone https://%s@github.com/o/r");
    kind("github-token", () -> "github_pat_" + some(ALNUM, 22) + "_" + some(ALNUM, 59), "with %s");
    kind("gitlab-token", () -> "glpat-" + some(ALNUM + "_-", 20), "PRIVATE-TOKEN: %s");
    kind("gitlab-token", () -> "glrt-" + some(ALNUM + "_-", 20), "runner %s is not known");
    kind("huggingface-token", () -> "hf_" + some(ALNUM, 34), "invalid user token, got %s");
    kind("huggingface-token", () -> "hf_" + some(ALNUM, 34), "HF_TOKEN=%s python3 train.py");
    kind("model-api-key", () -> "sk-proj-7" + some(ALNUM, 40), "Incorrect API key provided: %s.");
    kind("model-api-key", () -> "sk-ant-api03-" + some(ALNUM + "_-", 80), "x-api-key: %s");
    kind("nvidia-api-key", () -> "nvapi-" + some(ALNUM + "_-", 64), "NGC_API_KEY=%s");
    kind("nvidia-api-key", () -> "nvapi-" + some(ALNUM + "_-", 64), "key %s is revoked");
    kind("slack-token", () -> "xoxb-" + some("0123456789", 12) + "-" + some(ALNUM, 24), "slack %s");
    kind(
        "slack-token",
        () -> "T" + some(UPPER, 8) + "/B" + some(UPPER, 8) + "/" + some(ALNUM, 24),
        "POST https://hooks.slack.com/services/%s 404");
    kind("wandb-api-key", () -> some(HEX, 40), "WANDB_API_KEY=%s torchrun");
    kind("wandb-api-key", () -> some(HEX, 40), "wandb login --relogin %s");
    kind("jwt", this::jwt, "kubelet: token %s has expired");
    kind("jwt", this::jwt, "?id_token=%s&state=1");
    kind("service-token", () -> "dckr_pat_" + some(ALNUM + "_-", 27), "docker login %s");
    kind("service-token", () -> "hvs." + some(ALNUM + "_-", 90), "vault %s renewed");
    kind("service-token", () -> "sha256~" + some(ALNUM + "_-", 43), "oc login --token=%s");
    kind("authorization", () -> some(ALNUM, 32), "> Authorization: Bearer %s");
    kind("authorization", () -> base64(18), "headers={'Authorization': 'Basic %s'}");
    kind("cookie", () -> "sid=" + some(ALNUM, 24) + "; id=" + some(ALNUM, 12), "Cookie: %s");
    kind("session-id", () -> "a1" + some(HEX, 30), "GET /x;jsessionid=%s");
    kind("url-password", () -> word(14), "connect postgres://app:%s@db-1:5432/jobs failed");
    kind("url-password", () -> word(12), "redis://:%s@10.0.0.7:6379/0 timed out");
    kind("password", () -> word(12), "db.password=%s db.user=app");
    kind("password", () -> word(12), "{\"user\": \"app\", \"password\": \"%s\", \"port\": 1}");
    kind("password", () -> word(12), "msg={\\\"passwd\\\":\\\"%s\\\"}");
    kind("password", () -> word(12), "mc alias set --password %s --insecure");
    kind("password", () -> word(12), "Server=db;Uid=app;Pwd=%s;Database=jobs");
    kind("password", () -> word(12) + " " + word(9), "passphrase: \"%s\"");
    kind("command-password", () -> word(12), "COMMAND=/usr/bin/mysqldump -u root -p%s jobs");
    kind("command-password", () -> word(12), "curl -s -u app:%s https://x.example");
    kind("secret", () -> some(ALNUM, 24), "client_secret=%s&scope=all");
    kind("secret", () -> some(ALNUM, 20), "{\"api_key\":\"%s\",\"n\":1}");
    kind("secret", () -> "a1b2c3." + some("abcdefghij0123456789", 16), "kubeadm join --token %s");
    kind("secret", () -> "7" + some(ALNUM, 23), "X-Api-Key: %s");
    kind("secret", () -> "7" + some(HEX, 31), "apiToken: %s");
    kind("secret", () -> word(16), "['hf', '--token', '%s', '-v']");
    kind("service-token", () -> "a1X8Q~" + some(ALNUM + "_-", 34), "az login -u app -p %s");
    kind("service-token", () -> "dop_v1_" + some(HEX, 64), "doctl: %s is revoked");
    kind("service-token", () -> "MUNGE:" + some(ALNUM, 80), "Invalid credential %s:");
    kind("webhook", () -> some(ALNUM + "_-", 68), "POST https://discord.com/api/webhooks/14/%s");
    kind("webhook", () -> "3516438831:AA" + some(ALNUM, 33), "https://api.telegram.org/bot%s/x");
    kind("encoded-login", () -> base64(120), "    client-key-data: %s");
    kind("encoded-login", () -> base64(20), "{\"auths\":{\"nvcr.io\":{\"auth\":\"%s\"}}}");
    kind("password-file", () -> word(14), "bad .pgpass: db-1.example:5432:jobs:app:%s");
    kind("password-file", () -> word(14), "machine api.wandb.ai login user password %s");
    kind("password", () -> word(12), "password        = \"%s\"");
    kind("password", () -> word(12), "Command '['mc', '--password', '%s', '-v']' died");
    kind("password", () -> word(12), "login with password \"%s\" rejected");
    kind("command-password", () -> word(12), "COMMAND=/bin/ipmitool -H b -U admin -P %s sel");
    kind("command-password", () -> word(12), "docker login -u me -p %s nvcr.io");
    kind("private-key", () -> base64(90), pem("\\n"));
    kind("email", () -> word(9).toLowerCase(java.util.Locale.ROOT) + "@mail.example.net", "to %s");
  }

  private static String pem(String end) {
    return "\"-----BEGIN PRIVATE KEY-----" + end + "%s" + end + "-----END PRIVATE KEY-----\"";
  }

  private void kind(String rule, Supplier<String> secret, String text) {
    kinds.put(
        rule + kinds.size(),
        () -> {
          String made = secret.get();
          return new Canary(rule, text.replace("%s", made), List.of(made));
        });
  }

  /** Returns how many kinds there are. */
  int kinds() {
    return kinds.size();
  }

  /** Returns so many, of each kind in turn. */
  List<Canary> some(int count) {
    List<Supplier<Canary>> makers = List.copyOf(kinds.values());
    List<Canary> canaries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      canaries.add(makers.get(i % makers.size()).get());
    }
    return canaries;
  }

  /** Returns the lines of a private key as programs store them, and what of them is secret. */
  Canary privateKey(int lines) {
    List<String> secrets = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      secrets.add(base64(48));
    }
    secrets.add(base64(20));
    return new Canary(
        "private-key",
        "-----BEGIN RSA PRIVATE KEY-----\n"
            + String.join("\n", secrets)
            + "\n-----END RSA PRIVATE KEY-----",
        secrets);
  }

  private String jwt() {
    return "eyJhbGciOiJSUzI1NiIsImtpZCI6"
        + some(ALNUM + "_-", 20)
        + ".eyJ"
        + some(ALNUM + "_-", 80)
        + "."
        + some(ALNUM + "_-", 86);
  }

  /** What people take for a password: some signs, none that ends a value. */
  private String word(int length) {
    return "x" + some(ALNUM, length - 3) + some("-_!.+", 1) + "7";
  }

  private String base64(int bytes) {
    byte[] made = new byte[bytes];
    random.nextBytes(made);
    return Base64.getEncoder().encodeToString(made);
  }

  private String some(String letters, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  /** Finds any twelve bytes in a row of any secret (all of a shorter one). */
  static final class Search {

    private static final int WINDOW = 12;
    private static final int HEAD = 8;

    private final Map<Long, List<byte[]>> byHead = new java.util.HashMap<>();

    Search(List<Canary> canaries) {
      for (Canary canary : canaries) {
        for (String secret : canary.secrets()) {
          byte[] bytes = secret.getBytes(UTF_8);
          int window = Math.min(WINDOW, bytes.length);
          for (int i = 0; i + window <= bytes.length; i++) {
            byte[] part = java.util.Arrays.copyOfRange(bytes, i, i + window);
            byHead.computeIfAbsent(head(part, 0), head -> new ArrayList<>()).add(part);
          }
        }
      }
    }

    private static long head(byte[] b, int at) {
      return java.nio.ByteBuffer.wrap(b, at, HEAD).getLong();
    }

    /** Returns the first parts that are there, at most ten. */
    List<String> in(byte[] bytes) {
      List<String> found = new ArrayList<>();
      for (int i = 0; i + HEAD <= bytes.length && found.size() < 10; i++) {
        for (byte[] part : byHead.getOrDefault(head(bytes, i), List.of())) {
          int end = Math.min(bytes.length, i + part.length);
          if (java.util.Arrays.equals(part, java.util.Arrays.copyOfRange(bytes, i, end))) {
            found.add(new String(part, UTF_8) + " at " + i);
          }
        }
      }
      return found;
    }
  }
}
