package io.github.shardmill.pipeline;

/** A build was not started. The message says why and what to do; nothing was changed. */
public final class BuildRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a build was not started. */
  public enum Reason {
    /** What was asked for cannot be done. */
    USAGE,
    /** Another run is writing to the index. */
    BUSY,
    /** The machine cannot do it: no room, no rights. */
    ENVIRONMENT
  }

  BuildRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  BuildRefusedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns why. */
  public Reason reason() {
    return reason;
  }
}
