package io.github.shardmill.pipeline;

/**
 * The environment failed while a run was going on. The message is one line; nothing was published.
 */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
