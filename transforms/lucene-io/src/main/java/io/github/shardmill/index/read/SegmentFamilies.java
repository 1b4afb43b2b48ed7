package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * The families of one segment in document order, which is that of their ids. Not thread-safe.
 *
 * <p>Stands at one family at a time and looks one document ahead.
 */
final class SegmentFamilies {
  private final LeafReader leaf;
  private final Bits live;
  private final SortedSetDocValues ids;
  private final SortedSetDocValues roots;
  private final List<RecordedColumn> columns = new ArrayList<>();

  /** The first document behind the current family, and the ordinal of its root. */
  private int ahead = -1;

  private long rootAhead = -1;
  private BytesRef rootId;
  private Map<String, Object> recorded = Map.of();
  private long documents;

  SegmentFamilies(LeafReader leaf, List<FieldSpec> fields, int window) throws IOException {
    this.leaf = leaf;
    this.live = leaf.getLiveDocs();
    this.ids = values(leaf, IndexSchema.ID);
    this.roots = values(leaf, IndexSchema.ROOT);
    for (FieldSpec field : fields) {
      columns.add(RecordedColumn.of(leaf, field, window));
    }
    lookAhead();
  }

  /** Returns the id of the current root, to be compared and not kept. */
  BytesRef rootId() {
    return rootId;
  }

  Family family() {
    return new Family(rootId.utf8ToString(), recorded, documents);
  }

  /** Goes to the next family; returns whether there is one. */
  boolean advance() throws IOException {
    if (ahead >= leaf.maxDoc()) {
      return false;
    }
    long root = rootAhead;
    BytesRef next = BytesRef.deepCopyOf(roots.lookupOrd(root));
    boolean first = ids.advanceExact(ahead) && ids.lookupOrd(ids.nextOrd()).equals(next);
    if (!first || (rootId != null && rootId.compareTo(next) >= 0)) {
      throw new DisorderedIndexException(next.utf8ToString());
    }
    rootId = next;
    recorded = new LinkedHashMap<>();
    for (RecordedColumn column : columns) {
      column.addTo(recorded, ahead);
    }
    documents = 0;
    do {
      documents++;
      lookAhead();
    } while (ahead < leaf.maxDoc() && rootAhead == root);
    return true;
  }

  private void lookAhead() throws IOException {
    do {
      ahead++;
    } while (ahead < leaf.maxDoc() && live != null && !live.get(ahead));
    if (ahead < leaf.maxDoc()) {
      if (!roots.advanceExact(ahead)) {
        throw new DisorderedIndexException("document " + ahead + " without a root");
      }
      rootAhead = roots.nextOrd();
    }
  }

  private static SortedSetDocValues values(LeafReader leaf, String field) throws IOException {
    FieldInfo info = leaf.getFieldInfos().fieldInfo(field);
    return info == null || info.getDocValuesType() != DocValuesType.SORTED_SET
        ? DocValues.emptySortedSet()
        : DocValues.getSortedSet(leaf, field);
  }
}
