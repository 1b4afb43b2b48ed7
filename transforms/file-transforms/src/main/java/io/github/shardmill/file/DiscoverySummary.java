package io.github.shardmill.file;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * What a part of a listing found, as data for the counting equation. The parts of a run add up.
 *
 * @param source the source's name
 * @param discovered files found: those in batches and those excluded
 * @param discoveredBytes their listed size
 * @param excluded files left out by a filter, also inside hidden or excluded directories
 * @param prunedDirectories directories not walked because of {@code --prune}
 * @param unreadableDirectories directories that could not be listed; any makes the listing partial
 * @param records part files with one JSON line per excluded file, pruned or unreadable directory
 */
@DefaultCoder(DiscoverySummaryCoder.class)
public record DiscoverySummary(
    String source,
    long discovered,
    long discoveredBytes,
    long excluded,
    long prunedDirectories,
    long unreadableDirectories,
    List<RecordsPart> records)
    implements Serializable {
  /** Copies the list. */
  public DiscoverySummary {
    records = List.copyOf(records);
  }

  /**
   * A finished part file of the run's records.
   *
   * @param name file name within the directory of records parts
   * @param lines number of lines
   * @param sha256 of the file's bytes, lower-case hex
   */
  public record RecordsPart(String name, long lines, String sha256) implements Serializable {}
}
