package io.github.shardmill.file.change;

/** What a listed file is to an earlier run. */
public enum Change {
  /** Not known. */
  ADDED,
  /** Of another size or time than it was known with; its bytes may be the same all the same. */
  MODIFIED,
  /** Looks unchanged, but may have been written to unseen: only its bytes tell. */
  DOUBTFUL,
  /** Unchanged, and failed in a way that may not last. */
  RETRY,
  /** Unchanged, but other settings would give another result. */
  OUTDATED,
  /** Unchanged, with a result that still holds. */
  UNCHANGED
}
