package io.github.shardmill.file.extract;

/**
 * The part of one process in a container that several work through.
 *
 * @param claims path of the file of {@link ItemClaims}; empty where nobody else takes part
 * @param helps whether there is another process that does what nobody claims
 */
record Share(String claims, boolean helps) {
  /** That of a process which nobody helps. */
  static final Share ALL = new Share("", false);
}
