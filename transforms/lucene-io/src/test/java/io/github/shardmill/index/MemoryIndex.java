package io.github.shardmill.index;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KeepOnlyLastCommitDeletionPolicy;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.StringHelper;

/**
 * An index in memory that is changed as a commit changes one, without spool, records and disk: for
 * thousands of updates. Each root has {@value #FAMILY} documents.
 */
final class MemoryIndex implements Closeable {
  static final int FAMILY = 2;

  /** No segment is smaller, because of its headers and footers. */
  static final int MIN_SEGMENT_BYTES = 1_000;

  private static final String MEMBER = "member";
  private static final int LARGE_BYTES = 500_000;

  private final Directory directory = new ByteBuffersDirectory();
  private final Random random = new Random(5);
  private final int storedBytes;
  private BooleanSupplier stopped = () -> false;

  private MemoryIndex(int storedBytes) {
    this.storedBytes = storedBytes;
  }

  /** An index of one segment. */
  static MemoryIndex of(Collection<String> roots) throws IOException {
    return build(new MemoryIndex(100), roots);
  }

  /** An index of one segment whose files are larger than the steps of a merge. */
  static MemoryIndex ofLargeDocuments(Collection<String> roots) throws IOException {
    return build(new MemoryIndex(LARGE_BYTES), roots);
  }

  private static MemoryIndex build(MemoryIndex index, Collection<String> roots) throws IOException {
    index.change(RunPlan.Mode.REPLACE, Compaction.NONE, Set.of(), roots);
    return index;
  }

  static String root(int number) {
    return "root" + number;
  }

  static Set<String> roots(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(MemoryIndex::root)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Makes the next updates stop at the n-th question whether to. */
  void stopAfter(int questions) {
    int[] asked = {0};
    stopped = () -> ++asked[0] > questions;
  }

  void stopWhen(BooleanSupplier asked) {
    stopped = asked;
  }

  /** Deletes some roots and writes others, which replaces those that are there. */
  List<SegmentCompaction.Merged> update(
      Compaction compaction, Collection<String> deleted, Collection<String> written)
      throws IOException {
    return change(RunPlan.Mode.UPDATE, compaction, deleted, written);
  }

  private List<SegmentCompaction.Merged> change(
      RunPlan.Mode mode,
      Compaction compaction,
      Collection<String> deleted,
      Collection<String> written)
      throws IOException {
    Set<String> replaced = new TreeSet<>(deleted);
    replaced.addAll(written);
    Base base = Base.read(directory);
    try (IndexChange change =
        new IndexChange(directory, base, mode, new KeepOnlyLastCommitDeletionPolicy(), stopped)) {
      for (String root : replaced) {
        change.writer().deleteDocuments(new Term(IndexSchema.ROOT, root));
      }
      change.writer().addIndexes(written.isEmpty() ? new Directory[0] : shard(written));
      List<SegmentCompaction.Merged> merged =
          SegmentCompaction.compact(change.writer(), compaction);
      change.commit(data(base));
      return merged;
    }
  }

  private static CommitData data(Base base) {
    return new CommitData(
        "run" + base.nextGeneration(),
        base.nextGeneration(),
        EngineRun.SCHEMA,
        LogicalDigest.ZERO,
        0,
        "",
        List.of(),
        EngineRun.PROVENANCE,
        "{}");
  }

  private Directory[] shard(Collection<String> roots) throws IOException {
    Directory shard = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(new WhitespaceAnalyzer()).setUseCompoundFile(false);
    try (IndexWriter writer = new IndexWriter(shard, config)) {
      for (String root : new TreeSet<>(roots)) {
        for (int member = 0; member < FAMILY; member++) {
          writer.addDocument(document(root, member));
        }
      }
      writer.forceMerge(1);
    }
    RootOrder.declare(shard);
    return new Directory[] {shard};
  }

  private Document document(String root, int member) {
    Document document = new Document();
    document.add(new KeywordField(IndexSchema.ROOT, root, Field.Store.YES));
    document.add(new StoredField(MEMBER, member));
    byte[] noise = new byte[storedBytes];
    random.nextBytes(noise);
    document.add(new StoredField("noise", noise));
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < 20; word++) {
      text.append('w').append(random.nextInt(500)).append(' ');
    }
    document.add(new TextField("text", text.toString(), Field.Store.NO));
    return document;
  }

  List<SegmentCommitInfo> segments() throws IOException {
    return SegmentInfos.readLatestCommit(directory).asList();
  }

  List<String> ids() throws IOException {
    return segments().stream().map(s -> StringHelper.idToString(s.info.getId())).toList();
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (SegmentCommitInfo segment : segments()) {
      bytes += segment.sizeInBytes();
    }
    return bytes;
  }

  long documents() throws IOException {
    return segments().stream().mapToLong(segment -> segment.info.maxDoc()).sum();
  }

  Set<String> files() throws IOException {
    return new TreeSet<>(Arrays.asList(directory.listAll()));
  }

  Set<String> committedFiles() throws IOException {
    return new TreeSet<>(SegmentInfos.readLatestCommit(directory).files(true));
  }

  /** Returns the roots of the live documents. */
  Set<String> roots() throws IOException {
    Set<String> roots = new TreeSet<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        Bits live = leaf.reader().getLiveDocs();
        for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
          if (live == null || live.get(doc)) {
            roots.add(leaf.reader().storedFields().document(doc).get(IndexSchema.ROOT));
          }
        }
      }
    }
    return roots;
  }

  /** Checks everything: Lucene's structures, the order of roots, and that families are whole. */
  void check() throws IOException {
    try (CheckIndex check = new CheckIndex(directory)) {
      if (!check.checkIndex().clean) {
        throw new AssertionError("Lucene finds the index damaged");
      }
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        checkFamilies(leaf);
      }
    }
  }

  private static void checkFamilies(LeafReaderContext leaf) throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    String root = "";
    int member = 0;
    for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
      if (live != null && !live.get(doc)) {
        continue;
      }
      Document document = leaf.reader().storedFields().document(doc);
      String next = document.get(IndexSchema.ROOT);
      member = next.equals(root) ? member + 1 : 0;
      if (next.compareTo(root) < 0
          || document.getField(MEMBER).numericValue().intValue() != member) {
        throw new AssertionError(next + " is out of order, behind " + root);
      }
      root = next;
    }
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
