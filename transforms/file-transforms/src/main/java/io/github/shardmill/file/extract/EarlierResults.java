package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.FileEntry;
import java.io.IOException;
import java.util.Optional;

/**
 * What is known of files by their bytes, so that no parser is asked: results that earlier runs got,
 * or that files of these bytes are not wanted at all. Safe for use by many threads: an extracting
 * thread that was given up may still ask.
 */
public interface EarlierResults {
  /** Knows nothing. */
  EarlierResults NONE =
      new EarlierResults() {
        @Override
        public boolean mayHave(long size) {
          return false;
        }

        @Override
        public Optional<Result> find(String source, FileEntry entry, Digests digests) {
          return Optional.empty();
        }
      };

  /** Returns whether there may be a result of a file of so many bytes. */
  boolean mayHave(long size) throws IOException;

  /**
   * Returns a result of the same bytes, extracted by a version that would give it again, the file's
   * own if there is one.
   *
   * @param entry the file as listed; its name is not compared beyond what the caller of the
   *     extraction knows about names
   */
  Optional<Result> find(String source, FileEntry entry, Digests digests) throws IOException;

  /**
   * A result.
   *
   * @param handle stands for it
   * @param name name of the file that it was got from
   */
  record Result(long handle, String name) {}
}
