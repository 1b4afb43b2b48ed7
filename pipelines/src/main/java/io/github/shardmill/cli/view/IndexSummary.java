package io.github.shardmill.cli.view;

import io.github.shardmill.pipeline.RunSummary;
import java.util.List;
import java.util.Optional;

/**
 * What {@code inspect} tells of an index.
 *
 * @param location the index directory, absolute
 * @param documents live documents
 * @param deletedDocuments deleted documents that still take space
 * @param bytes size of all files of the commit
 * @param generation Lucene's generation of the commit
 * @param logicalDigest of all live documents, lower-case hex; empty where Shardmill did not write
 *     the commit
 * @param schema the fields
 * @param segments in index order
 * @param commits retained commits, oldest first
 * @param lastRun the run that made the commit, where its record is there
 */
public record IndexSummary(
    String location,
    long documents,
    long deletedDocuments,
    long bytes,
    long generation,
    String logicalDigest,
    Schema schema,
    List<Segment> segments,
    List<Commit> commits,
    Optional<RunSummary> lastRun) {
  /** Copies the lists. */
  public IndexSummary {
    segments = List.copyOf(segments);
    commits = List.copyOf(commits);
  }

  /**
   * The fields of an index.
   *
   * @param fingerprint equal if and only if the schemas are
   * @param analyzer of text fields that have none of their own
   * @param fields in schema order
   */
  public record Schema(String fingerprint, String analyzer, List<Field> fields) {
    /** Copies the list. */
    public Schema {
      fields = List.copyOf(fields);
    }
  }

  /**
   * One field.
   *
   * @param name field name
   * @param kind {@code keyword}, {@code text}, {@code long}
   * @param docValues whether it can be sorted and counted
   * @param bytes size of its stored values where known, otherwise -1
   */
  public record Field(String name, String kind, boolean docValues, long bytes) {}

  /**
   * One segment.
   *
   * @param name Lucene's name
   * @param documents live documents
   * @param deletedDocuments deleted documents
   * @param bytes size of its files
   * @param luceneVersion the Lucene that wrote it
   */
  public record Segment(
      String name, long documents, long deletedDocuments, long bytes, String luceneVersion) {}

  /**
   * One retained commit.
   *
   * @param generation Lucene's generation
   * @param runId the run that made it; empty for a foreign writer's
   * @param modifiedMillis when, milliseconds since 1970 UTC
   * @param documents live documents
   */
  public record Commit(long generation, String runId, long modifiedMillis, long documents) {}
}
