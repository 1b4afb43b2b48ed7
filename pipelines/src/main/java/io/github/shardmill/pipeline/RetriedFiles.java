package io.github.shardmill.pipeline;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.read.DocumentLookup;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * The files of a commit that are to be tried again: those of which any document ended as somebody
 * asked, be it the file's own or one of what is in it. One bit for each document. Immutable.
 */
final class RetriedFiles {
  private final FixedBitSet documents;

  private RetriedFiles(FixedBitSet documents) {
    this.documents = documents;
  }

  /** Finds them. */
  static RetriedFiles of(DocumentLookup lookup, ExceptionSelection selection) throws IOException {
    int size = Math.max(1, lookup.size());
    FixedBitSet ended = new FixedBitSet(size);
    for (Outcome outcome : selection.meantOutcomes()) {
      lookup.forEach(FileSchema.OUTCOME, outcome.name(), ended::set);
    }
    FixedBitSet files = new FixedBitSet(size);
    for (int document = next(ended, 0);
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = next(ended, document + 1)) {
      int file = file(lookup, document);
      if (selection.takesSource(lookup.keyword(FileSchema.SOURCE, file))) {
        files.set(file);
      }
    }
    return new RetriedFiles(files);
  }

  /** Returns the document of the file that a document comes from. */
  private static int file(DocumentLookup lookup, int document) throws IOException {
    String root = lookup.keyword(IndexSchema.ROOT, document);
    return root.equals(lookup.keyword(IndexSchema.ID, document))
        ? document
        // a family is written as a whole, so its root is there
        : lookup.find(IndexSchema.ID, root, 1).get(0);
  }

  private static int next(FixedBitSet set, int from) {
    return from < set.length() ? set.nextSetBit(from) : DocIdSetIterator.NO_MORE_DOCS;
  }

  /** Returns whether a document is that of a file to try again. */
  boolean has(int document) {
    return documents.get(document);
  }
}
