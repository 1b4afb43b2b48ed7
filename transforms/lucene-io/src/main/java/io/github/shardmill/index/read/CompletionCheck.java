package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.CompletionTerm;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Checks that documents are suggested by the values that they show. The digest leaves completions
 * out, since they follow from the stored values; this derives them anew. Memory is 8 bytes for each
 * document of the largest segment. For one use.
 */
final class CompletionCheck {
  private final DirectoryReader reader;

  /** By name, with a factor each, so that a term in the field of another is not its own. */
  private final Map<String, Long> factors = new LinkedHashMap<>();

  private final Map<String, String> completionFields = new LinkedHashMap<>();
  private long differing;
  private String example = "";

  CompletionCheck(DirectoryReader reader, IndexSchema schema) {
    this.reader = reader;
    for (FieldSpec field : schema.fields()) {
      if (field.completions()) {
        factors.put(field.name(), 2L * factors.size() + 1);
        completionFields.put(field.name(), field.completionField());
      }
    }
  }

  /** Returns no finding where the schema has no completions. */
  List<Finding> check() throws IOException {
    if (factors.isEmpty()) {
      return List.of();
    }
    for (LeafReaderContext leaf : reader.leaves()) {
      check(leaf.reader());
    }
    return List.of(
        Finding.of(
            "completions",
            differing == 0
                ? ""
                : differing + " documents are not suggested by what they show, first: " + example,
            "documents are suggested by what they show"));
  }

  private void check(LeafReader leaf) throws IOException {
    // Sums by document, so that the values of one document can come in any order.
    long[] sums = new long[leaf.maxDoc()];
    for (Map.Entry<String, Long> field : factors.entrySet()) {
      Terms terms = leaf.terms(completionFields.get(field.getKey()));
      if (terms != null) {
        add(terms.iterator(), field.getValue(), sums);
      }
    }
    // The instance for merging decompresses each block once when documents are read in order.
    StoredFields stored =
        leaf instanceof CodecReader codec && codec.getFieldsReader() != null
            ? codec.getFieldsReader().getMergeInstance()
            : leaf.storedFields();
    Bits live = leaf.getLiveDocs();
    for (int document = 0; document < sums.length; document++) {
      if (live == null || live.get(document)) {
        StoredSum shown = new StoredSum();
        stored.document(document, shown);
        if (shown.sum() != sums[document]) {
          differing++;
          example = example.isEmpty() ? shown.id : example;
        }
      }
    }
  }

  private static void add(TermsEnum terms, long factor, long[] sums) throws IOException {
    PostingsEnum postings = null;
    for (BytesRef term = terms.next(); term != null; term = terms.next()) {
      long addend = factor * hash(term);
      postings = terms.postings(postings, PostingsEnum.NONE);
      for (int document = postings.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = postings.nextDoc()) {
        sums[document] += addend;
      }
    }
  }

  /** FNV-1a, mixed, and never 0, so that sums of different terms differ. */
  private static long hash(BytesRef term) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < term.length; i++) {
      hash = (hash ^ (term.bytes[term.offset + i] & 0xff)) * 0x100000001b3L;
    }
    return (hash ^ (hash >>> 32)) | 1;
  }

  /** Sums what the completions of the stored values of one document have to sum up to. */
  private final class StoredSum extends StoredFieldVisitor {
    private final Set<Long> addends = new HashSet<>();
    private String id = "";

    @Override
    public Status needsField(FieldInfo info) {
      boolean needed = factors.containsKey(info.name) || info.name.equals(IndexSchema.ID);
      return needed ? Status.YES : Status.NO;
    }

    @Override
    public void stringField(FieldInfo info, String value) {
      if (info.name.equals(IndexSchema.ID)) {
        id = value;
      }
      Long factor = factors.get(info.name);
      if (factor != null) {
        // A set, because values that begin alike for very long have one completion.
        addends.add(factor * hash(CompletionTerm.of(value)));
      }
    }

    long sum() {
      return addends.stream().mapToLong(Long::longValue).sum();
    }
  }
}
