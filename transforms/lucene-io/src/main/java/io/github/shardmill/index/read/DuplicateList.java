package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.FieldKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;

/**
 * The documents of a commit that have a value in common, read from the terms of its field, which
 * come sorted: what has the same value comes together. Thread-safe.
 *
 * <p>Memory is bounded by the limit of the request, however many documents there are and however
 * large a group is. Of values that only one document has, nothing but the term is read. Documents
 * of no bytes are all alike and no duplicates: they are left out, and counted.
 */
public final class DuplicateList {
  private final DirectoryReader reader;
  private final DuplicateRequest request;

  /**
   * Asks the commit that was opened.
   *
   * @throws InvalidSearchException if the index has no such fields
   */
  public DuplicateList(CommittedIndex index, DuplicateRequest request)
      throws InvalidSearchException {
    if (!index.schema().has(request.field())) {
      throw new InvalidSearchException(
          "this index has no field " + request.field() + "; build it again to have it");
    }
    if (index.schema().field(request.field()).kind() != FieldKind.KEYWORD) {
      throw new InvalidSearchException(request.field() + " is no keyword field");
    }
    this.reader = index.reader();
    this.request = request;
  }

  /** Takes one group after the other, each followed by its documents. */
  public interface Visitor {
    /** Begins a group; what it throws ends the listing. */
    void group(DuplicateGroup group) throws IOException;

    /** Takes a document of the group, in the order of the roots of families. */
    void document(DuplicateDocument document) throws IOException;
  }

  /**
   * Hands over the groups that are asked for.
   *
   * @return all groups together, also those that were not asked for
   * @throws IOException if the index cannot be read, or the visitor threw it
   */
  public DuplicateTotals forEach(Visitor visitor) throws IOException {
    DuplicateSums sums = new DuplicateSums();
    OptionalInt limit = request.limit();
    LargestGroups largest = new LargestGroups(limit.orElse(0));
    SameValue values = new SameValue(segments(new BytesRef()));
    while (values.next()) {
      Optional<DuplicateGroup> group = values.group(sums);
      group.ifPresent(sums::add);
      group.ifPresent(largest::offer);
      if (group.isPresent() && limit.isEmpty()) {
        visit(group.get(), values, visitor);
      }
    }
    for (DuplicateGroup group : largest.ranked()) {
      SameValue again = new SameValue(segments(new BytesRef(group.value())));
      // A value that begins like this one comes behind it.
      if (again.next()) {
        visit(group, again, visitor);
      }
    }
    return sums.totals();
  }

  private static void visit(DuplicateGroup group, SameValue value, Visitor visitor)
      throws IOException {
    visitor.group(group);
    value.forEachDocument(visitor::document);
  }

  /** Returns what stands at the first term with this prefix in each segment that has one. */
  private List<SegmentDuplicates> segments(BytesRef prefix) throws IOException {
    List<SegmentDuplicates> segments = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      TermCursor cursor =
          TermCursor.open(leaf.reader(), request.field(), prefix, leaf.reader().getLiveDocs());
      if (cursor != null) {
        segments.add(new SegmentDuplicates(leaf, cursor, request));
      }
    }
    return segments;
  }
}
