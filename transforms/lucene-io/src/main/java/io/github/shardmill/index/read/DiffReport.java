package io.github.shardmill.index.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the documents of two commits differ. Immutable; the JSON form is stable.
 *
 * @param before the commit that is compared with
 * @param after the commit that is compared
 * @param added documents that only the second commit has
 * @param removed documents that only the first commit has
 * @param changed documents of both whose digests differ
 * @param unchanged all other documents of the second commit
 * @param groups the documents that differ, summed up; for each grouping its groups, the largest
 *     first
 * @param listed the first of them in order of ids, as unsigned bytes
 */
@JsonPropertyOrder({
  "before",
  "after",
  "added",
  "removed",
  "changed",
  "unchanged",
  "groups",
  "listed"
})
public record DiffReport(
    Side before,
    Side after,
    long added,
    long removed,
    long changed,
    long unchanged,
    Map<String, List<Group>> groups,
    Listed listed) {
  /** Name of the group of all documents that are in none of the groups that were counted. */
  public static final String OTHER = "(other)";

  /** Copies the groups. */
  public DiffReport {
    Map<String, List<Group>> copy = new LinkedHashMap<>();
    groups.forEach((name, group) -> copy.put(name, List.copyOf(group)));
    groups = Collections.unmodifiableMap(copy);
  }

  /** What can be the matter with a document. */
  enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * One of two commits.
   *
   * @param location the index directory
   * @param generation Lucene's generation of the commit
   * @param documents live documents
   * @param schemaFingerprint of the schema; where it differs, so do the digests
   */
  @JsonPropertyOrder({"location", "generation", "documents", "schemaFingerprint"})
  public record Side(String location, long generation, long documents, String schemaFingerprint) {}

  /**
   * Documents that have something in common.
   *
   * @param name what that is; empty where they lack it
   * @param added documents that only the second commit has
   * @param removed documents that only the first commit has
   * @param changed documents of both whose digests differ
   */
  @JsonPropertyOrder({"name", "added", "removed", "changed"})
  public record Group(String name, long added, long removed, long changed) {
    /** Returns the number of all documents that differ. */
    long total() {
      return added + removed + changed;
    }
  }

  /**
   * Documents one by one, no more of each kind than were asked for.
   *
   * @param added those that only the second commit has
   * @param removed those that only the first commit has
   * @param changed those of both whose digests differ
   */
  @JsonPropertyOrder({"added", "removed", "changed"})
  public record Listed(List<Document> added, List<Document> removed, List<Document> changed) {
    /** Copies the lists. */
    public Listed {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
      changed = List.copyOf(changed);
    }
  }

  /**
   * One document.
   *
   * @param id its id
   * @param changedFields of a changed one, the fields whose stored values differ; none where only
   *     their analysis does
   */
  @JsonPropertyOrder({"id", "changedFields"})
  public record Document(String id, List<String> changedFields) {
    /** Copies the list. */
    public Document {
      changedFields = List.copyOf(changedFields);
    }
  }
}
