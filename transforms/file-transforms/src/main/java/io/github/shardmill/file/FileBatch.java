package io.github.shardmill.file;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A run of neighbouring files of one source that travels as one Beam element.
 *
 * @param source where the files are
 * @param files in listing order, never empty
 */
@DefaultCoder(FileBatchCoder.class)
public record FileBatch(Source source, List<FileEntry> files) implements Serializable {
  /** Copies the list. */
  public FileBatch {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a file batch holds at least one file");
    }
  }

  /** Returns the listed size of all files together, in bytes. */
  public long bytes() {
    return files.stream().mapToLong(FileEntry::size).sum();
  }
}
