package io.github.shardmill.file;

/**
 * How extraction of a file ended. Every file ends with exactly one outcome; files whose outcome is
 * neither {@link #OK} nor {@link #TRUNCATED} count as failed and are kept as a stub document.
 */
public enum Outcome {
  /** Text and metadata are complete. */
  OK("nothing to do", false, false),
  /** A limit was reached, of length or of nesting; the text up to there is indexed. */
  TRUNCATED("raise --max-text if the cause is the length of the text", false, false),
  /** A password is needed. */
  ENCRYPTED("remove the password, or give it in a list with --passwords", false, false),
  /** The parser found the file damaged. */
  CORRUPT(
      "open the file in its own program; restore it from a backup if it is damaged", false, false),
  /** No parser knows this type; only the name and the digests are indexed. */
  UNSUPPORTED("nothing to do unless the file holds text", false, false),
  /** Parsing took longer than the limit. */
  TIMED_OUT(
      "raise --parse-timeout, or look at the file: it may be built to hang parsers", true, true),
  /** The parser failed in a way that says nothing about the file: an error of the JVM or a bug. */
  CRASHED(
      "run again with more memory; if it fails again, report the file to the parser's project",
      true,
      true),
  /** The file could not be read: permissions, or an input/output error. */
  UNREADABLE("check permissions and the disk, then run again", true, true),
  /** The file was listed and gone when it was opened. */
  VANISHED("nothing to do if it was deleted on purpose; otherwise run again", true, true),
  /** The file changed while it was read, twice; its text and digests are of the second reading. */
  CHANGED("run again when the file is no longer written to", true, true);

  private final String advice;
  private final boolean retryable;
  private final boolean environmental;

  Outcome(String advice, boolean retryable, boolean environmental) {
    this.advice = advice;
    this.retryable = retryable;
    this.environmental = environmental;
  }

  /** Returns what a person can do about it, one line. */
  public String advice() {
    return advice;
  }

  /** Returns whether a later run over the same bytes may end otherwise. */
  public boolean isRetryable() {
    return retryable;
  }

  /**
   * Returns whether the outcome depends on the machine and the moment and not only on the bytes.
   */
  public boolean isEnvironmental() {
    return environmental;
  }

  /** Returns whether the file counts as indexed and not as failed. */
  public boolean isIndexed() {
    return this == OK || this == TRUNCATED;
  }
}
