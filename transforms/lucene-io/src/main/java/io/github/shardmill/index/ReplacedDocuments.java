package io.github.shardmill.index;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Deletes the documents of root ids from an index and adds up what goes, so that count and digest
 * of what stays are known without reading it. Not thread-safe.
 */
final class ReplacedDocuments implements Closeable {
  private final IndexWriter writer;
  private final DirectoryReader before;
  private LogicalDigest digest = LogicalDigest.ZERO;
  private long documents;

  ReplacedDocuments(IndexWriter writer) throws IOException {
    this.writer = writer;
    this.before = DirectoryReader.open(writer);
  }

  /** Deletes all documents of a root. Called once for each root. */
  void delete(byte[] rootId) throws IOException {
    BytesRef root = new BytesRef(rootId);
    for (LeafReaderContext leaf : before.leaves()) {
      PostingsEnum postings =
          leaf.reader().postings(new Term(IndexSchema.ROOT, root), PostingsEnum.NONE);
      if (postings != null) {
        count(leaf, postings);
      }
    }
    writer.deleteDocuments(new Term(IndexSchema.ROOT, root));
  }

  private void count(LeafReaderContext leaf, PostingsEnum postings) throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    BinaryDocValues digests = leaf.reader().getBinaryDocValues(IndexSchema.DIGEST);
    for (int doc = postings.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = postings.nextDoc()) {
      if (live != null && !live.get(doc)) {
        continue;
      }
      documents++;
      if (digests != null && digests.advanceExact(doc)) {
        BytesRef value = digests.binaryValue();
        digest = digest.plus(LogicalDigest.ofDocument(BytesRef.deepCopyOf(value).bytes));
      }
    }
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
}
