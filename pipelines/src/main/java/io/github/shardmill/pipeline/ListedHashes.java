package io.github.shardmill.pipeline;

import io.github.shardmill.file.Digests;
import io.github.shardmill.remote.Locations;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The list of known files that a run left out, for who looks at its sources again. Safe for use by
 * many threads; gone when it is closed.
 */
public final class ListedHashes implements Closeable {
  private final PreparedHashes prepared;
  private final ExcludedHashes.@Nullable Opened opened;

  private ListedHashes(PreparedHashes prepared, ExcludedHashes.@Nullable Opened opened) {
    this.prepared = prepared;
    this.opened = opened;
  }

  /**
   * Reads the list as it is now; one that is gone is empty.
   *
   * @param location URI of the list; empty for none
   * @throws IllegalArgumentException if a line of it is not as it should be
   */
  static ListedHashes open(Optional<String> location) throws IOException {
    PreparedHashes prepared =
        PreparedHashes.of(location.filter(list -> Files.exists(Locations.path(URI.create(list)))));
    try {
      return new ListedHashes(prepared, prepared.here().open().orElse(null));
    } catch (IOException | RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  /** Returns whether nothing is on it. */
  public boolean isEmpty() {
    return opened == null;
  }

  /** Returns whether a file is on it. */
  public boolean has(Digests digests) throws IOException {
    return opened != null && opened.list().find(digests).isPresent();
  }

  @Override
  public void close() throws IOException {
    try (prepared) {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
