package dev.faultline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.s3a.AWSApiCallTimeoutException;
import org.apache.hadoop.fs.s3a.AWSBadRequestException;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The messages are those that hadoop-aws 3.4.1 and the HDFS client of 3.4.1 gave. */
class StorageProblemTest {

  private static String refused(String code) {
    return "s3a://logs/a: listObjects() on s3a://logs/a: software.amazon.awssdk.services.s3.model"
        + ".S3Exception: Forbidden (Service: S3, Status Code: 403, Request ID: EE17C413):"
        + code;
  }

  private static AccessDeniedException denied(String message) {
    return new AccessDeniedException("s3a://logs/a", null, message);
  }

  @Test
  void namesTheCauseAndTheRemedy() {
    assertThat(StorageProblem.sentence(new UnknownStoreException("s3a://nope/x", "404")))
        .isEqualTo("there is no such bucket, or no such access point");
    assertThat(
            StorageProblem.sentence(
                denied(
                    "org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException: No AWS Credentials"
                        + " provided by TemporaryAWSCredentialsProvider")))
        .startsWith("no credentials were found; set AWS_ACCESS_KEY_ID");
    assertThat(StorageProblem.sentence(denied(refused("SignatureDoesNotMatch"))))
        .isEqualTo("the credentials are not accepted (SignatureDoesNotMatch)");
    assertThat(StorageProblem.sentence(denied(refused("AccessDenied"))))
        .isEqualTo("access to s3a://logs/a is denied; check the credentials and their rights");
    assertThat(StorageProblem.sentence(new SocketTimeoutException("Read timed out")))
        .startsWith("the connection to the store breaks off");
    assertThat(
            StorageProblem.sentence(
                new AWSApiCallTimeoutException(
                    "getFileStatus on s3a://logs/a", ApiCallTimeoutException.create(30_000))))
        .startsWith("the store takes the connection but does not answer");
    assertThat(StorageProblem.sentence(new UnsupportedFileSystemException(noFileSystem("s3"))))
        .isEqualTo(
            "there is no file system s3:; this Spark knows file:, hdfs: and, where hadoop-aws is,"
                + " s3a:");
    assertThat(StorageProblem.sentence(new IllegalArgumentException("bucket is null/empty")))
        .startsWith("that is no name of a bucket");
    assertThat(
            StorageProblem.sentence(
                new IOException(
                    "Mkdirs failed to create /my disk/_unfinished (exists=false, cwd=file:/home)")))
        .isEqualTo(
            "the folder /my disk/_unfinished cannot be made; check that there is such a disk and"
                + " who may write there");
    assertThat(StorageProblem.sentence(new IllegalArgumentException(new UnknownHostException("h"))))
        .isEqualTo("there is no host h");
    assertThat(
            StorageProblem.sentence(
                new ConnectException(
                    "Call From vm/127.0.0.1 to nn:9913 failed on connection exception: refused")))
        .isEqualTo("nobody answers at nn:9913");
  }

  private static String noFileSystem(String scheme) {
    return "No FileSystem for scheme \"" + scheme + "\"";
  }

  @Test
  void namesTheRegionOfTheBucket() {
    AwsServiceException wrong =
        S3Exception.builder()
            .message(
                "The authorization header is malformed; the region 'us-east-1' is wrong;"
                    + " expecting 'eu-west-1' (Service: S3, Status Code: 400, Request ID: A1)")
            .statusCode(400)
            .build();
    assertThat(
            StorageProblem.sentence(
                new AWSBadRequestException(
                    wrong.getMessage() + ":AuthorizationHeaderMalformed", wrong)))
        .isEqualTo(
            "the bucket is in another region (eu-west-1); set spark.hadoop.fs.s3a.endpoint.region");
  }

  @Test
  void tellsTheRestByItsFirstLine() {
    assertThat(StorageProblem.sentence(new IOException("disk full\n\tat line 2")))
        .isEqualTo("disk full");
    assertThat(StorageProblem.sentence(new IOException())).isEqualTo("IOException");
    assertThat(StorageProblem.known(new IOException("disk full"))).isEmpty();
  }

  @Test
  void knowsWhatEveryFileWouldMeet() {
    assertThat(StorageProblem.isOfCredentials(denied(refused("InvalidAccessKeyId")))).isTrue();
    assertThat(StorageProblem.isOfCredentials(denied(refused("AccessDenied")))).isFalse();
    assertThat(StorageProblem.isOfCredentials(new IOException())).isFalse();
  }
}
