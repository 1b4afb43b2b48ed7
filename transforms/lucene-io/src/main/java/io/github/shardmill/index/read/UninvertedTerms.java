package io.github.shardmill.index.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/**
 * The values of a keyword field without doc values, gathered from its terms for some neighbouring
 * documents at a time. Stored fields would have them as well, but behind all stored text. Not
 * thread-safe.
 */
final class UninvertedTerms {
  private static final int NONE = -1;

  /** Values longer than this on average make windows smaller. */
  private static final int MEAN_BYTES = 128;

  private final LeafReader leaf;
  private final String field;

  /** Number of the last value of each document of the window, {@link #NONE} for no value. */
  private final int[] last;

  /** Of each value: where it ends, and the number of the value before it of the same document. */
  private int[] ends = new int[0];

  private int[] before = new int[0];
  private byte[] bytes = new byte[0];
  private int count;
  private int start;
  private int end;

  /**
   * Makes a reader.
   *
   * @param window number of documents whose values are held at a time
   */
  UninvertedTerms(LeafReader leaf, String field, int window) {
    this.leaf = leaf;
    this.field = field;
    this.last = new int[Math.min(window, leaf.maxDoc())];
  }

  /** Returns the values of a document, in order; each has a higher number than the one before. */
  List<Object> read(int document) throws IOException {
    if (document >= end) {
      gather(document);
    }
    List<Object> values = new ArrayList<>(1);
    for (int value = last[document - start]; value != NONE; value = before[value]) {
      int from = value == 0 ? 0 : ends[value - 1];
      values.add(0, new String(bytes, from, ends[value] - from, StandardCharsets.UTF_8));
    }
    return values;
  }

  private void gather(int from) throws IOException {
    int size = Math.min(last.length, leaf.maxDoc() - from);
    while (!gather(from, size)) {
      size /= 2;
    }
  }

  /** Goes through all terms, so windows are large. Gives up when the values are too long. */
  private boolean gather(int from, int size) throws IOException {
    start = from;
    end = from + size;
    count = 0;
    Arrays.fill(last, NONE);
    Terms terms = leaf.terms(field);
    if (terms == null) {
      return true;
    }
    TermsEnum each = terms.iterator();
    PostingsEnum postings = null;
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      postings = each.postings(postings, PostingsEnum.NONE);
      int document = start == 0 ? postings.nextDoc() : postings.advance(start);
      for (; document < end; document = postings.nextDoc()) {
        add(document - start, term);
      }
      if (size > 1 && count > 0 && ends[count - 1] > (long) MEAN_BYTES * last.length) {
        return false;
      }
    }
    return true;
  }

  private void add(int slot, BytesRef term) {
    int from = count == 0 ? 0 : ends[count - 1];
    bytes = ArrayUtil.grow(bytes, from + term.length);
    System.arraycopy(term.bytes, term.offset, bytes, from, term.length);
    ends = ArrayUtil.grow(ends, count + 1);
    before = ArrayUtil.grow(before, count + 1);
    ends[count] = from + term.length;
    before[count] = last[slot];
    last[slot] = count++;
  }
}
