package io.github.shardmill.index.read;

import io.github.shardmill.index.DocumentDigester;
import io.github.shardmill.index.TermOccurrences;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Turns postings, which list documents by term, into the occurrences of each document, for as many
 * neighbouring documents at a time as a fixed amount of memory allows. Not thread-safe.
 *
 * <p>Every window walks all terms of the segment again, so windows are large.
 */
final class TermWindow {
  /** About 40 bytes each. */
  private static final int MAX_COLLECTORS = 1 << 20;

  private final List<String> fields = new ArrayList<>();
  private final List<Integer> ordinals = new ArrayList<>();
  private final TermOccurrences[][] occurrences;
  private final int size;
  private int start;

  /**
   * Makes a window.
   *
   * @param maxDocuments number of documents of the largest segment
   */
  TermWindow(IndexSchema schema, int maxDocuments) {
    for (FieldSpec field : schema.fields()) {
      if (field.kind() != FieldKind.LONG) {
        fields.add(field.name());
        ordinals.add(schema.ordinal(field.name()));
      }
    }
    size = Math.max(1, Math.min(maxDocuments, MAX_COLLECTORS / fields.size()));
    occurrences = new TermOccurrences[fields.size()][size];
    for (TermOccurrences[] ofField : occurrences) {
      for (int i = 0; i < size; i++) {
        ofField[i] = new TermOccurrences();
      }
    }
  }

  /** Reads the postings of the live documents from a number on; returns the number behind them. */
  int read(LeafReader leaf, int from) throws IOException {
    start = from;
    int end = Math.min(leaf.maxDoc(), from + size);
    for (int i = 0; i < occurrences.length; i++) {
      for (TermOccurrences ofDocument : occurrences[i]) {
        ofDocument.clear();
      }
      Terms terms = leaf.terms(fields.get(i));
      if (terms != null) {
        read(terms, leaf.getLiveDocs(), end, occurrences[i]);
      }
    }
    return end;
  }

  /** Hands the occurrences of one document of the window over. */
  void feed(int document, DocumentDigester digester) {
    for (int i = 0; i < occurrences.length; i++) {
      TermOccurrences read = occurrences[i][document - start];
      if (read.count() > 0) {
        digester.terms(ordinals.get(i)).add(read.count(), read.sumLow(), read.sumHigh());
      }
    }
  }

  private void read(Terms terms, Bits live, int end, TermOccurrences[] ofDocuments)
      throws IOException {
    boolean positions = terms.hasPositions();
    int flags = positions ? PostingsEnum.POSITIONS : PostingsEnum.NONE;
    TermsEnum each = terms.iterator();
    PostingsEnum postings = null;
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      postings = each.postings(postings, flags);
      int document = start == 0 ? postings.nextDoc() : postings.advance(start);
      for (; document < end; document = postings.nextDoc()) {
        if (live != null && !live.get(document)) {
          continue;
        }
        TermOccurrences occurrence = ofDocuments[document - start];
        if (!positions) {
          occurrence.add(term, 0);
          continue;
        }
        for (int i = postings.freq(); i > 0; i--) {
          occurrence.add(term, postings.nextPosition());
        }
      }
    }
  }
}
