package io.github.shardmill.remote.gcs;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import io.github.shardmill.remote.object.Pauses;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What the client's exceptions mean in terms of files. Stateless. */
final class GcsFailures {
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int GONE = 410;
  static final int PRECONDITION_FAILED = 412;
  static final int NO_SUCH_RANGE = 416;
  static final int SERVER_FAILED = 500;

  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;

  /** The server says the same number of a bucket and of a file, and differs in this. */
  private static final String NO_SUCH_BUCKET = "bucket does not exist";

  private GcsFailures() {}

  /** Returns what a failure means for the file at a location. */
  static IOException of(IOException e, String where) {
    if (status(e) == 0 && Thread.currentThread().isInterrupted()) {
      return Pauses.interrupted(e);
    }
    IOException failure =
        switch (status(e)) {
          case NOT_FOUND ->
              saysNoBucket(e)
                  ? new IOException(where + ": there is no such bucket; check its name")
                  : new NoSuchFileException(where, null, reason(e));
          case UNAUTHORIZED ->
              new AccessDeniedException(
                  where,
                  null,
                  reason(e)
                      + "; name a file of credentials in GOOGLE_APPLICATION_CREDENTIALS, or say"
                      + " gcloud auth application-default login");
          case FORBIDDEN -> new AccessDeniedException(where, null, reason(e));
          default -> new IOException(where + ": " + reason(e));
        };
    failure.initCause(e);
    return failure;
  }

  /** Whether the same request may do better later: the server is busy, or was not heard. */
  static boolean mayPass(IOException e) {
    int status = status(e);
    if (status == 0) {
      return !Thread.currentThread().isInterrupted()
          && !(e instanceof Retryable credentials && !credentials.isRetryable());
    }
    return status == TIMED_OUT || status == TOO_MANY || status >= SERVER_FAILED;
  }

  /** Returns the status of the server's answer; 0 if there was none. */
  static int status(IOException e) {
    return e instanceof HttpResponseException answer ? answer.getStatusCode() : 0;
  }

  /** Whether there is no such file, in a bucket that is there. */
  static boolean isMissingFile(IOException e) {
    return status(e) == NOT_FOUND && !saysNoBucket(e);
  }

  private static boolean saysNoBucket(IOException e) {
    return e.getMessage() != null && e.getMessage().contains(NO_SUCH_BUCKET);
  }

  private static String reason(IOException e) {
    if (e instanceof UnknownHostException) {
      return "this machine finds no host " + e.getMessage();
    }
    if (!(e instanceof HttpResponseException answer)) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
    String said =
        e instanceof GoogleJsonResponseException json && json.getDetails() != null
            ? json.getDetails().getMessage()
            : answer.getStatusMessage();
    return "the server answered " + answer.getStatusCode() + ": " + said;
  }
}
