package io.github.shardmill.pipeline.read;

/** What became of a file since it was indexed. */
public enum SourceFileState {
  /** The bytes are those that were indexed. */
  SAME("as indexed", false),
  /** The bytes are others, and so is the time of modification: an update is due. */
  CHANGED("changed since", false),
  /** It is in the source and not in the index: an update is due. */
  NEW("not in the index", false),
  /** It had no digests when it was indexed, because it could not be read then. */
  UNDIGESTED("indexed without digests", false),
  /** The bytes are others although the time of modification is the one that was indexed. */
  ALTERED("altered under the same time", true),
  /** It is in the index and no longer in the source. */
  MISSING("missing in the source", true),
  /** It cannot be read. */
  UNREADABLE("unreadable", true);

  private final String words;
  private final boolean wrong;

  SourceFileState(String words, boolean wrong) {
    this.words = words;
    this.wrong = wrong;
  }

  /** Returns what a person reads. */
  public String words() {
    return words;
  }

  /** Returns whether the index is not to be trusted about the file without a look at it. */
  public boolean isWrong() {
    return wrong;
  }
}
