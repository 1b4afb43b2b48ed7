package io.github.shardmill.index.read;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;

/**
 * A set of documents of one commit, by number, as data that travels: some bytes a document.
 * Immutable.
 */
public final class DocumentMarks implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Ascending numbers as differences: seven bits a byte, the lowest first, the last without 128.
   */
  private final byte[] differences;

  private DocumentMarks(byte[] differences) {
    this.differences = differences;
  }

  /** Adds the documents to a set. */
  public void addTo(FixedBitSet set) {
    int document = 0;
    for (int at = 0; at < differences.length; ) {
      int difference = 0;
      int shift = 0;
      byte next;
      do {
        next = differences[at++];
        difference |= (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0);
      document += difference;
      set.set(document);
    }
  }

  /** Collects documents in any order. Not thread-safe. */
  public static final class Builder {
    private int[] documents = new int[64];
    private int size;

    /** Adds a document. */
    public void add(int document) {
      if (size == documents.length) {
        documents = Arrays.copyOf(documents, 2 * size);
      }
      documents[size++] = document;
    }

    /** Returns the set. */
    public DocumentMarks build() {
      Arrays.sort(documents, 0, size);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(size + 16);
      int last = 0;
      for (int i = 0; i < size; i++) {
        int difference = documents[i] - last;
        last = documents[i];
        while (difference >= 0x80) {
          bytes.write(difference | 0x80);
          difference >>>= 7;
        }
        bytes.write(difference);
      }
      return new DocumentMarks(bytes.toByteArray());
    }
  }
}
