package io.github.shardmill.index;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Deletes the documents of root ids from an index and adds up what goes, so that count and digest
 * of what stays are known without reading it. Quickest where ids come in order. Not thread-safe.
 */
final class ReplacedDocuments implements Closeable {
  private final IndexWriter writer;
  private final DirectoryReader before;
  private final List<Segment> segments = new ArrayList<>();
  private LogicalDigest digest = LogicalDigest.ZERO;
  private long documents;

  ReplacedDocuments(IndexWriter writer) throws IOException {
    this.writer = writer;
    this.before = DirectoryReader.open(writer);
    for (LeafReaderContext leaf : before.leaves()) {
      Terms roots = leaf.reader().terms(IndexSchema.ROOT);
      if (roots != null) {
        segments.add(new Segment(leaf.reader(), roots.iterator()));
      }
    }
  }

  /** Deletes all documents of a root. Called once for each root. */
  void delete(byte[] rootId) throws IOException {
    BytesRef root = new BytesRef(rootId);
    for (Segment segment : segments) {
      segment.count(root);
    }
    writer.deleteDocuments(new Term(IndexSchema.ROOT, root));
  }

  LogicalDigest digest() {
    return digest;
  }

  long documents() {
    return documents;
  }

  @Override
  public void close() throws IOException {
    before.close();
  }

  /** Looks up roots in one segment, each from where it found the one before. */
  private final class Segment {
    private final LeafReader reader;
    private final Bits live;
    private final TermsEnum roots;
    private PostingsEnum postings;
    private BinaryDocValues digests;

    Segment(LeafReader reader, TermsEnum roots) {
      this.reader = reader;
      this.live = reader.getLiveDocs();
      this.roots = roots;
    }

    void count(BytesRef root) throws IOException {
      if (!roots.seekExact(root)) {
        return;
      }
      postings = roots.postings(postings, PostingsEnum.NONE);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (live == null || live.get(doc)) {
          documents++;
          addDigest(doc);
        }
      }
    }

    private void addDigest(int doc) throws IOException {
      if (digests == null || digests.docID() > doc) {
        // Values are read forwards; the roots of the next shard begin at the front again.
        digests = DocValues.getBinary(reader, IndexSchema.DIGEST);
      }
      if (digests.advanceExact(doc)) {
        BytesRef value = digests.binaryValue();
        digest = digest.plus(LogicalDigest.ofDocument(BytesRef.deepCopyOf(value).bytes));
      }
    }
  }
}
