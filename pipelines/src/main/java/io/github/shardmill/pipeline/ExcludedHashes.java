package io.github.shardmill.pipeline;

import io.github.shardmill.file.hashlist.HashAlgorithm;
import io.github.shardmill.file.hashlist.HashList;
import io.github.shardmill.index.read.DocumentLookup;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.util.FixedBitSet;

/**
 * The list of known files that a run leaves out, as its steps open it. Immutable.
 *
 * @param location of the compiled list; empty where there is none
 * @param fingerprint of what is on it; empty where there is none
 */
record ExcludedHashes(String location, String fingerprint) implements Serializable {
  /** No file is left out. */
  static final ExcludedHashes NONE = new ExcludedHashes("", "");

  private static final Map<HashAlgorithm, String> FIELDS =
      new EnumMap<>(
          Map.of(
              HashAlgorithm.MD5, FileSchema.MD5,
              HashAlgorithm.SHA1, FileSchema.SHA1,
              HashAlgorithm.SHA256, FileSchema.SHA256));

  /**
   * A list that is open, and what is to be closed with it.
   *
   * @param list what to ask
   * @param file what it reads
   */
  record Opened(HashList list, SharedFile.Opened file) implements Closeable {
    @Override
    public void close() throws IOException {
      try (file) {
        list.close();
      }
    }
  }

  /** Returns whether no file is left out. */
  boolean isEmpty() {
    return location.isEmpty();
  }

  /** Opens the list, if there is one; the caller closes it. */
  Optional<Opened> open() throws IOException {
    if (isEmpty()) {
      return Optional.empty();
    }
    SharedFile.Opened opened = new SharedFile(location).open();
    try {
      return Optional.of(new Opened(HashList.open(opened.path()), opened));
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Returns the documents whose files are on the list, by their own digests. */
  FixedBitSet documents(DocumentLookup lookup) throws IOException {
    FixedBitSet found = new FixedBitSet(Math.max(1, lookup.size()));
    Optional<Opened> open = open();
    if (open.isEmpty()) {
      return found;
    }
    try (Opened opened = open.get()) {
      for (Map.Entry<HashAlgorithm, String> entry : FIELDS.entrySet()) {
        if (opened.list().has(entry.getKey())) {
          lookup.mark(entry.getValue(), hex -> contains(opened.list(), entry.getKey(), hex), found);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  private static boolean contains(HashList list, HashAlgorithm algorithm, String hex) {
    try {
      return list.contains(algorithm, hex);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
