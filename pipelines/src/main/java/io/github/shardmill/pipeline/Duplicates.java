package io.github.shardmill.pipeline;

/** What becomes of files with the same bytes. */
public enum Duplicates {
  /** Each is a document of its own, with all that it holds. */
  INDEX,

  /**
   * One document holds what all of them hold, and names all places; each other file leaves a small
   * document that says where its text is. See {@link CollapseDuplicates}.
   */
  COLLAPSE
}
