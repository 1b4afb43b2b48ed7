package io.github.shardmill.file.change;

/** What a listed file is to an earlier run. */
public enum Change {
  /** Not known. */
  ADDED,
  /** Of another size or time than it was known with; its bytes may be the same all the same. */
  MODIFIED,
  /** Looks unchanged, but may have been written to unseen: only its bytes tell. */
  DOUBTFUL,
  /** Failed in a way that may not last, or is to be tried again whatever it was. */
  RETRY,
  /** Unchanged, but other settings would give another result. */
  OUTDATED,
  /** Unchanged, with a result that still holds. */
  UNCHANGED,
  /** New or changed, and left to a later run, since this one was asked for other files. */
  POSTPONED
}
