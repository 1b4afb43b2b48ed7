package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Checks over all segments that no id is used twice and that every root is there. Walks the sorted
 * terms of both fields side by side, so memory does not grow with the index. For one use.
 */
final class FamilyCheck {
  private final DirectoryReader reader;
  private final Bits live;
  private PostingsEnum postings;
  private long twice;
  private long orphaned;
  private String twiceExample = "";
  private String orphanedExample = "";

  FamilyCheck(DirectoryReader reader) {
    this.reader = reader;
    this.live = MultiBits.getLiveDocs(reader);
  }

  List<Finding> check() throws IOException {
    TermsEnum ids = terms(IndexSchema.ID);
    TermsEnum roots = terms(IndexSchema.ROOT);
    BytesRef root = nextLive(roots);
    for (BytesRef id = ids.next(); id != null; id = ids.next()) {
      for (; root != null && root.compareTo(id) < 0; root = nextLive(roots)) {
        orphaned(root);
      }
      int documents = liveDocuments(ids);
      if (documents > 1) {
        twice++;
        twiceExample = twiceExample.isEmpty() ? id.utf8ToString() : twiceExample;
      }
      if (root != null && root.equals(id)) {
        if (documents == 0) {
          orphaned(root);
        }
        root = nextLive(roots);
      }
    }
    for (; root != null; root = nextLive(roots)) {
      orphaned(root);
    }
    return List.of(
        Finding.of(
            "unique",
            twice == 0 ? "" : twice + " ids are of several documents, first: " + twiceExample,
            "no two documents have the same id"),
        Finding.of(
            "roots",
            orphaned == 0 ? "" : orphaned + " roots are not there, first: " + orphanedExample,
            "every root is there"));
  }

  private void orphaned(BytesRef root) {
    orphaned++;
    orphanedExample = orphanedExample.isEmpty() ? root.utf8ToString() : orphanedExample;
  }

  private TermsEnum terms(String field) throws IOException {
    Terms terms = MultiTerms.getTerms(reader, field);
    return terms == null ? TermsEnum.EMPTY : terms.iterator();
  }

  private BytesRef nextLive(TermsEnum terms) throws IOException {
    BytesRef term = terms.next();
    while (term != null && liveDocuments(terms) == 0) {
      term = terms.next();
    }
    return term;
  }

  private int liveDocuments(TermsEnum terms) throws IOException {
    postings = terms.postings(postings, PostingsEnum.NONE);
    int documents = 0;
    for (int document = postings.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = postings.nextDoc()) {
      if (live == null || live.get(document)) {
        documents++;
      }
    }
    return documents;
  }
}
