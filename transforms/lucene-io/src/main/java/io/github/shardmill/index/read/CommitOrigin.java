package io.github.shardmill.index.read;

/** Who made the commit that is read. */
public enum CommitOrigin {
  /** Shardmill: the commit's data describes it. */
  SHARDMILL,
  /**
   * Another program, on top of a commit of Shardmill: schema and last run are carried forward, but
   * counts and digest describe the earlier commit.
   */
  FOREIGN_ON_TOP,
  /** Another program alone: a plain Lucene index. */
  FOREIGN
}
