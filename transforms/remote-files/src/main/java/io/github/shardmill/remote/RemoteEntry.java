package io.github.shardmill.remote;

/**
 * A file or directory as a store lists it.
 *
 * @param key where it is in its store: parts joined by {@code /}, neither at the beginning nor at
 *     the end; the root is the empty key
 * @param directory whether it is a directory
 * @param size in bytes; 0 for a directory
 * @param modifiedMillis when it was last written, milliseconds since 1970 UTC; 0 where unknown
 */
public record RemoteEntry(String key, boolean directory, long size, long modifiedMillis) {
  /** Returns the last part of the key. */
  public String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
