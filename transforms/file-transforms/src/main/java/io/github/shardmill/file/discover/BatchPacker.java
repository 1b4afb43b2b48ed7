package io.github.shardmill.file.discover;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills one batch after another under {@link BatchLimits}. Used by one thread. */
final class BatchPacker {
  private final Source source;
  private final BatchLimits limits;
  private final List<FileEntry> files = new ArrayList<>();
  private long bytes;

  BatchPacker(Source source, BatchLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** Returns whether a file may join those that are already there. */
  boolean accepts(FileEntry file) {
    if (files.isEmpty()) {
      return true;
    }
    return !isFull()
        && file.size() <= limits.aloneBytes()
        && bytes + file.size() <= limits.maxBytes();
  }

  /** Adds a file that was accepted. */
  void add(FileEntry file) {
    files.add(file);
    bytes += file.size();
  }

  /** Returns whether the batch is as full as it may be, whatever comes next. */
  boolean isFull() {
    return files.size() >= limits.maxFiles()
        || bytes >= limits.maxBytes()
        || (files.size() == 1 && bytes > limits.aloneBytes());
  }

  /** Returns the batch, if there is one, and begins the next. */
  Optional<FileBatch> take() {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    FileBatch batch = new FileBatch(source, files);
    files.clear();
    bytes = 0;
    return Optional.of(batch);
  }
}
