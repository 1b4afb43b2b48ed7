package io.github.shardmill.index.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.Provenance;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.Pin;
import java.io.IOException;
import java.util.List;

/**
 * What an index holds, from its metadata: fast for any number of documents. Immutable; the JSON
 * form is stable, values that are not known are null.
 *
 * @param documents live documents
 * @param deletedDocuments deleted documents that still take room
 * @param generation Lucene's generation of the commit
 * @param origin who made the commit
 * @param notice what to know before trusting the rest, or null
 * @param segments in index order
 * @param fields in index order
 * @param bytes size of the files of the commit, by what they hold
 * @param commits the commits that are retained, the current one first
 * @param schema the schema of the commit, or one made from the fields of a foreign index
 * @param logicalDigest what the commit says the documents digest to, or null
 * @param documentsDigest sum of the digests that the live documents carry, or null if one has none
 * @param lastRun the record of the run that made the commit, with {@code recordsMatch} added, which
 *     says whether it is the one that was committed; or null
 */
@JsonPropertyOrder({
  "documents",
  "deletedDocuments",
  "generation",
  "origin",
  "notice",
  "segments",
  "fields",
  "bytes",
  "commits",
  "schema",
  "logicalDigest",
  "documentsDigest",
  "lastRun"
})
public record IndexInspection(
    long documents,
    long deletedDocuments,
    long generation,
    CommitOrigin origin,
    String notice,
    List<Segment> segments,
    List<Field> fields,
    Bytes bytes,
    List<Commit> commits,
    IndexSchema schema,
    String logicalDigest,
    String documentsDigest,
    ObjectNode lastRun) {
  /** Copies the lists. */
  public IndexInspection {
    segments = List.copyOf(segments);
    fields = List.copyOf(fields);
    commits = List.copyOf(commits);
  }

  /**
   * Inspects an index.
   *
   * @throws IOException if the index cannot be read
   */
  public static IndexInspection of(CommittedIndex index) throws IOException {
    return new IndexInspector(index).inspect();
  }

  /**
   * One segment.
   *
   * @param name Lucene's name of it
   * @param id Lucene's id of it, which it keeps in every copy
   * @param documents live documents
   * @param deletedDocuments deleted documents that still take room
   * @param bytes size of its files
   * @param luceneVersion the version that wrote it
   * @param compound whether its files are packed into one
   */
  @JsonPropertyOrder({
    "name",
    "id",
    "documents",
    "deletedDocuments",
    "bytes",
    "luceneVersion",
    "compound"
  })
  public record Segment(
      String name,
      String id,
      long documents,
      long deletedDocuments,
      long bytes,
      String luceneVersion,
      boolean compound) {}

  /**
   * One field.
   *
   * @param name its name
   * @param kind how the schema says it is indexed, or null if the schema lacks it
   * @param documents documents that have it, deleted ones that still take room included; null if
   *     only reading all documents could tell
   * @param terms distinct terms, summed over the segments, or null if it has none
   */
  @JsonPropertyOrder({"name", "kind", "documents", "terms"})
  public record Field(String name, FieldKind kind, Long documents, Long terms) {}

  /**
   * Sizes in bytes.
   *
   * @param total all files of the commit
   * @param stored stored fields, compressed
   * @param terms terms with the documents and frequencies of each
   * @param positions positions of terms
   * @param docValues values by document, for sorting and counting
   * @param points numbers, for ranges
   * @param norms lengths of texts, for ranking
   * @param other all else
   */
  @JsonPropertyOrder({
    "total",
    "stored",
    "terms",
    "positions",
    "docValues",
    "points",
    "norms",
    "other"
  })
  public record Bytes(
      long total,
      long stored,
      long terms,
      long positions,
      long docValues,
      long points,
      long norms,
      long other) {}

  /**
   * One retained commit.
   *
   * @param generation Lucene's generation of it
   * @param token the run that made it, or null if Shardmill did not
   * @param kind what made it, or null if Shardmill did not
   * @param committed when, as an ISO 8601 instant in UTC, or null where it is not known
   * @param restored generation that it went back to, or null if it is no rollback
   * @param documents live documents
   * @param pin why it stays whatever its age, or null if it is not pinned
   * @param bytes size of its files
   * @param ownBytes size of the files that no other commit needs: what removing it would free
   */
  @JsonPropertyOrder({
    "generation",
    "token",
    "kind",
    "committed",
    "restored",
    "documents",
    "pin",
    "bytes",
    "ownBytes"
  })
  public record Commit(
      long generation,
      String token,
      Provenance.Kind kind,
      String committed,
      Long restored,
      long documents,
      Pin pin,
      long bytes,
      long ownBytes) {}
}
