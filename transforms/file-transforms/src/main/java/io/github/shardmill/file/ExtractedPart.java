package io.github.shardmill.file;

import java.util.List;
import java.util.UUID;

/**
 * Some items of a file that has more than are held in memory, handed over before the file itself.
 * They mean nothing until the file names them ({@link ExtractedFile.Parts}): where extraction fails
 * half-way and is tried again, they are handed over again, with another family.
 *
 * @param source the source's name
 * @param entry the file as listed
 * @param modifiedMillis time of last modification when the bytes were read
 * @param family tells tries at one file from each other; random
 * @param number 0 for the first part
 * @param items one at least
 */
public record ExtractedPart(
    String source,
    FileEntry entry,
    long modifiedMillis,
    UUID family,
    int number,
    List<ExtractedItem> items) {
  /** Copies the list. */
  public ExtractedPart {
    items = List.copyOf(items);
  }
}
