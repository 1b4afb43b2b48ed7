package io.github.shardmill.index.read;

import io.github.shardmill.index.DocumentDigester;
import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Computes the digest of every live document anew, from its stored fields, its doc values and the
 * postings, as {@link DocumentDigester} defines it. What the index claims is compared with, never
 * taken over.
 *
 * <p>Works on any index whose fields have the names of the schema, with or without digests in it,
 * so that an index of other making can be compared. Memory is bounded whatever the index: some 50
 * MB, and one document. Single-threaded, for one use.
 */
public final class DigestRecomputation {
  private final IndexReader reader;
  private final IndexSchema schema;
  private final ReadProgress progress;
  private final DocumentDigester digester;
  private final Set<String> deviations;
  private final DigestSum sum = new DigestSum();
  private final List<String> examples = new ArrayList<>();
  private long documents;
  private long compared;
  private long differing;

  /**
   * Prepares for one index.
   *
   * @param schema of the documents; need not be the index's own
   */
  public DigestRecomputation(IndexReader reader, IndexSchema schema, ReadProgress progress) {
    this.reader = reader;
    this.schema = schema;
    this.progress = progress;
    this.digester = new DocumentDigester(schema);
    this.deviations = new TreeSet<>();
  }

  /** Recomputes the logical digest of an index with the schema of its commit. */
  public static RecomputedDigest of(CommittedIndex index, ReadProgress progress)
      throws IOException {
    return new DigestRecomputation(index.reader(), index.schema(), progress).recompute();
  }

  /**
   * Recomputes.
   *
   * @throws IOException if the index cannot be read
   */
  public RecomputedDigest recompute() throws IOException {
    int largest = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      largest = Math.max(largest, leaf.reader().maxDoc());
    }
    return recompute(new TermWindow(schema, largest));
  }

  RecomputedDigest recompute(TermWindow window) throws IOException {
    deviations.addAll(FieldShape.deviations(FieldInfos.getMergedFieldInfos(reader), schema));
    for (LeafReaderContext leaf : reader.leaves()) {
      recompute(leaf.reader(), window);
    }
    return new RecomputedDigest(
        sum.toDigest(), documents, compared, differing, examples, List.copyOf(deviations));
  }

  private void recompute(LeafReader leaf, TermWindow window) throws IOException {
    Bits live = leaf.getLiveDocs();
    StoredValues stored = new StoredValues(leaf, schema, digester, deviations);
    DocValueColumns columns = new DocValueColumns(leaf, schema, digester);
    BinaryDocValues claims = claims(leaf);
    int start = 0;
    while (start < leaf.maxDoc()) {
      int end = window.read(leaf, start);
      for (int document = start; document < end; document++) {
        if (live == null || live.get(document)) {
          digester.start();
          stored.feed(document);
          columns.feed(document);
          window.feed(document, digester);
          take(digester.finish(), leaf, document, claims);
        }
      }
      start = end;
      progress.report("digests", documents, reader.numDocs());
    }
  }

  private void take(byte[] digest, LeafReader leaf, int document, BinaryDocValues claims)
      throws IOException {
    documents++;
    sum.add(digest, 0);
    if (claims == null || !claims.advanceExact(document)) {
      return;
    }
    compared++;
    BytesRef claim = claims.binaryValue();
    if (!Arrays.equals(
        digest, 0, digest.length, claim.bytes, claim.offset, claim.offset + claim.length)) {
      differing++;
      if (examples.size() < RecomputedDigest.MAX_EXAMPLES) {
        String id =
            leaf.storedFields().document(document, Set.of(IndexSchema.ID)).get(IndexSchema.ID);
        examples.add(id == null ? "#" + document : id);
      }
    }
  }

  private static BinaryDocValues claims(LeafReader leaf) throws IOException {
    FieldInfo info = leaf.getFieldInfos().fieldInfo(IndexSchema.DIGEST);
    boolean binary = info != null && info.getDocValuesType() == DocValuesType.BINARY;
    return binary ? leaf.getBinaryDocValues(IndexSchema.DIGEST) : null;
  }

  /** Sums the digests that the live documents carry, without a look at the documents. */
  static ClaimedDigest claimed(IndexReader reader) throws IOException {
    DigestSum sum = new DigestSum();
    long missing = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      Bits live = leaf.reader().getLiveDocs();
      BinaryDocValues claims = claims(leaf.reader());
      for (int document = 0; document < leaf.reader().maxDoc(); document++) {
        if (live != null && !live.get(document)) {
          continue;
        }
        if (claims != null
            && claims.advanceExact(document)
            && claims.binaryValue().length == DocumentDigester.DIGEST_BYTES) {
          BytesRef claim = claims.binaryValue();
          sum.add(claim.bytes, claim.offset);
        } else {
          missing++;
        }
      }
    }
    return new ClaimedDigest(sum.toDigest(), missing);
  }

  /**
   * What the documents claim.
   *
   * @param digest sum of the digests that they carry
   * @param missing number of live documents that carry none
   */
  record ClaimedDigest(LogicalDigest digest, long missing) {}
}
