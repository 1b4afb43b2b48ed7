package io.github.shardmill.io;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A worker cannot do its part of a run, whoever tries again: it does not see a directory, or has
 * not enough memory. The message names the worker and says what to do. Nothing was published.
 *
 * <p>Flink does not restart a job that ended with this.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class WorkerCheckException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception; the message is one line for a person. */
  public WorkerCheckException(String message) {
    super(message);
  }
}
