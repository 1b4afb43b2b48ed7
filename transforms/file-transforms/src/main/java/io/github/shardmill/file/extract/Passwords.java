package io.github.shardmill.file.extract;

import java.io.Serializable;

/**
 * Where the passwords are that are tried on encrypted documents. The passwords themselves are in no
 * value that travels or is recorded.
 *
 * @param file path of a file on this machine that its owner alone may read, one password a line, in
 *     UTF-8; empty for no passwords
 * @param version tells one list from another without a word about what is on it: when the list was
 *     last changed, milliseconds since 1970 UTC
 */
public record Passwords(String file, long version) implements Serializable {
  /** No password is tried. */
  public static final Passwords NONE = new Passwords("", 0);

  /** Returns whether there is none. */
  public boolean areNone() {
    return file.isEmpty();
  }

  /** Returns what is recorded with a document that none of them opens; empty for none. */
  String recorded() {
    return areNone() ? "" : Long.toString(version);
  }
}
