package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.object.Pauses;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the client's exceptions mean in terms of files. Stateless. */
final class S3Failures {
  static final int MOVED = 301;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int PRECONDITION_FAILED = 412;
  static final int NO_SUCH_RANGE = 416;
  static final int NOT_IMPLEMENTED = 501;

  private static final String NO_SUCH_BUCKET = "NoSuchBucket";

  private S3Failures() {}

  /** Returns what a failure means for the file at a location. */
  static IOException of(SdkException e, String where) {
    boolean answered = e instanceof AwsServiceException;
    if (e instanceof AbortedException || (!answered && Thread.currentThread().isInterrupted())) {
      Thread.currentThread().interrupt();
      return Pauses.interrupted(e);
    }
    IOException failure =
        switch (status(e)) {
          case NOT_FOUND ->
              code(e).equals(NO_SUCH_BUCKET)
                  ? new IOException(
                      where + ": there is no such bucket; check its name, --awsRegion, --endpoint")
                  : new NoSuchFileException(where, null, reason(e));
          case FORBIDDEN -> new AccessDeniedException(where, null, reason(e));
          case MOVED ->
              new IOException(
                  where + ": the bucket is in another region, say --awsRegion: " + reason(e));
          default -> new IOException(where + ": " + reason(e));
        };
    failure.initCause(e);
    return failure;
  }

  /** Returns the status of the server's answer; 0 if there was none. */
  static int status(SdkException e) {
    return e instanceof AwsServiceException answer ? answer.statusCode() : 0;
  }

  /** Returns S3's name of the failure; empty if the server did not say. */
  static String code(SdkException e) {
    AwsErrorDetails details =
        e instanceof AwsServiceException answer ? answer.awsErrorDetails() : null;
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String reason(SdkException e) {
    return e instanceof AwsServiceException
        ? "S3 answered " + status(e) + " " + code(e) + ": " + e.getMessage()
        : e.getMessage();
  }
}
