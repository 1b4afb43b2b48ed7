package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.util.BytesRef;

/**
 * Compares the documents of two commits, of one index or of two, by id and by the digest that each
 * carries. Documents without an id are not seen. For one use; not thread-safe.
 *
 * <p>Goes through both in order of ids, so memory is one bit for each document and what is listed,
 * however many differ. Segments that both commits hold are passed over. A document that carries no
 * digest counts as changed.
 */
public final class IndexDiff {
  /** The most documents of each kind that are listed. */
  public static final int MAX_LIMIT = 100_000;

  private final CommittedIndex before;
  private final CommittedIndex after;
  private final List<Grouping> groupings;
  private final int limit;
  private final Set<String> fields = new LinkedHashSet<>();
  private final DiffSums sums;

  /**
   * A way to sum up documents that differ.
   *
   * @param name what it is called in the result
   * @param field {@link IndexSchema#ID}, or a keyword with doc values, whose first value counts
   * @param group returns the name of a document's group from the value, which is empty where the
   *     document has none
   */
  public record Grouping(String name, String field, UnaryOperator<String> group) {
    /** Groups by a field as it is. */
    public static Grouping by(String field) {
      return new Grouping(field, field, UnaryOperator.identity());
    }
  }

  private IndexDiff(
      CommittedIndex before, CommittedIndex after, List<Grouping> groupings, int limit) {
    this.before = before;
    this.after = after;
    this.groupings = groupings;
    this.limit = limit;
    this.sums = new DiffSums(groupings, limit);
    for (IndexSchema schema : List.of(before.schema(), after.schema())) {
      schema.fields().stream().map(FieldSpec::name).forEach(fields::add);
    }
  }

  /**
   * Compares.
   *
   * @param groupings by what to sum up
   * @param limit documents of each kind that are listed, 0 to {@value #MAX_LIMIT}
   * @throws IllegalArgumentException if an index has no digests to compare, or the limit is out of
   *     bounds
   * @throws IOException if an index cannot be read
   */
  public static DiffReport of(
      CommittedIndex before, CommittedIndex after, List<Grouping> groupings, int limit)
      throws IOException {
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is 0 to " + MAX_LIMIT + ", not " + limit);
    }
    requireDigests(before);
    requireDigests(after);
    return new IndexDiff(before, after, groupings, limit).compare();
  }

  private static void requireDigests(CommittedIndex index) throws IOException {
    if (index.origin() == CommitOrigin.FOREIGN) {
      throw new IllegalArgumentException(
          "generation "
              + index.generation()
              + " of "
              + index.layout().index()
              + " is a plain Lucene index: its documents carry no digests to compare");
    }
  }

  private DiffReport compare() throws IOException {
    IdCursor left = new IdCursor(before.reader(), new DifferingDocuments(after.reader()));
    IdCursor right = new IdCursor(after.reader(), new DifferingDocuments(before.reader()));
    boolean hasLeft = left.next();
    boolean hasRight = right.next();
    while (hasLeft || hasRight) {
      int order = !hasLeft ? 1 : !hasRight ? -1 : left.id().compareTo(right.id());
      if (order < 0) {
        add(DiffReport.Change.REMOVED, left, List.of());
      } else if (order > 0) {
        add(DiffReport.Change.ADDED, right, List.of());
      } else if (!isSame(left, right)) {
        boolean listed = sums.count(DiffReport.Change.CHANGED) < limit;
        add(DiffReport.Change.CHANGED, right, listed ? changedFields(left, right) : List.of());
      }
      hasLeft = order > 0 ? hasLeft : left.next();
      hasRight = order < 0 ? hasRight : right.next();
    }
    return sums.report(side(before), side(after));
  }

  private static boolean isSame(IdCursor left, IdCursor right) throws IOException {
    BytesRef one = left.digest();
    BytesRef other = right.digest();
    return one != null && one.equals(other);
  }

  private void add(DiffReport.Change change, IdCursor document, List<String> changedFields)
      throws IOException {
    String id = document.id().utf8ToString();
    List<String> groups = new ArrayList<>(groupings.size());
    for (Grouping grouping : groupings) {
      String value =
          grouping.field().equals(IndexSchema.ID) ? id : document.keyword(grouping.field());
      groups.add(grouping.group().apply(value));
    }
    sums.add(change, groups, new DiffReport.Document(id, changedFields));
  }

  /** Returns the fields whose stored values differ; none where only the analysis does. */
  private List<String> changedFields(IdCursor left, IdCursor right) throws IOException {
    Map<String, Object> one =
        StoredDocument.read(before.reader().storedFields(), left.document(), fields);
    Map<String, Object> other =
        StoredDocument.read(after.reader().storedFields(), right.document(), fields);
    return fields.stream().filter(f -> !Objects.equals(one.get(f), other.get(f))).toList();
  }

  private static DiffReport.Side side(CommittedIndex index) throws IOException {
    return new DiffReport.Side(
        index.layout().index().toString(),
        index.generation(),
        index.reader().numDocs(),
        index.schema().fingerprint());
  }
}
