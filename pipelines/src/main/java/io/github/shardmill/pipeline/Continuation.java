package io.github.shardmill.pipeline;

/**
 * How a run goes on from what the index holds.
 *
 * @param isUpdate whether unchanged documents stay as they are; otherwise all are written again
 * @param fresh whether no text is taken from the index
 * @param checksum whether the bytes of every file are compared, whatever its size and time
 * @param retry which failures are tried again
 * @param resume whether it goes on from what interrupted runs had finished
 * @param removals how many documents an update may remove
 */
public record Continuation(
    boolean isUpdate,
    boolean fresh,
    boolean checksum,
    Retry retry,
    boolean resume,
    RemovalLimit removals) {
  /** A full build that takes the text of unchanged files from the index. */
  public static final Continuation BUILD =
      new Continuation(false, false, false, Retry.DUE, false, RemovalLimit.DEFAULT);

  /** An update that trusts size and time. */
  public static final Continuation UPDATE =
      new Continuation(true, false, false, Retry.DUE, false, RemovalLimit.DEFAULT);

  /**
   * Returns an update that tries exceptions again and does nothing else.
   *
   * @param removals how many documents it may remove since their files are gone
   */
  public static Continuation retrying(ExceptionSelection selection, RemovalLimit removals) {
    return new Continuation(true, false, false, Retry.only(selection), false, removals);
  }

  /** Returns the same for a run that goes on from what interrupted runs had finished. */
  public Continuation resuming() {
    return new Continuation(isUpdate, fresh, checksum, retry, true, removals);
  }
}
