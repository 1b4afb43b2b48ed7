package io.github.shardmill.index;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What travels of a shard index from the attempt that built it to the commit. Immutable.
 *
 * @param shard 0 to n-1
 * @param attempt identifies the attempt; of several attempts at one shard the lowest is taken
 * @param documents number of documents in the shard index
 * @param mutations number of root ids, upserted or deleted
 * @param superseded documents of mutations that lost against another one of the same root
 * @param digest sum of the documents' digests
 * @param files of the shard index; empty when the shard has no document
 * @param records part files of the run's records that the attempt wrote
 * @param tally counts of everything that led to the shard
 * @param millis time that building took
 */
public record ShardHandle(
    int shard,
    String attempt,
    long documents,
    long mutations,
    long superseded,
    LogicalDigest digest,
    List<StagedFile> files,
    List<RecordsPart> records,
    Tally tally,
    long millis)
    implements Serializable {
  /** Copies the lists. */
  public ShardHandle {
    files = List.copyOf(files);
    records = List.copyOf(records);
  }

  /** Returns how many roots the attempt wrote down as exceptions. */
  long exceptions() {
    return records.stream()
        .filter(part -> part.name().startsWith(ShardRecords.EXCEPTIONS_PREFIX))
        .mapToLong(RecordsPart::lines)
        .sum();
  }

  /** Returns the size of the shard index in bytes. */
  public long bytes() {
    return files.stream().mapToLong(StagedFile::length).sum();
  }

  /** Returns the name of the attempt's directory below the run's staging directory. */
  public String directory() {
    return directory(shard, attempt);
  }

  static String directory(int shard, String attempt) {
    return String.format(Locale.ROOT, "%05d-%s", shard, attempt);
  }
}
