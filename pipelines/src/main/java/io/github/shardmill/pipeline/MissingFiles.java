package io.github.shardmill.pipeline;

import io.github.shardmill.index.read.DocumentLookup;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.pipeline.ComparedPart.Listing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * The files of a commit that were not found when its sources were listed again, as far as they
 * concern the run.
 */
final class MissingFiles {
  private final KnownFiles files;
  private final DocumentLookup lookup;
  private final FixedBitSet found;
  private final Map<String, Listing> listings;
  private final Map<String, Long> known = new TreeMap<>();
  private final Map<String, Long> missing = new TreeMap<>();

  /**
   * Counts them.
   *
   * @param found documents whose files are there, each of them a file's own
   * @param listings by source; one that is missing here is no source any more
   */
  MissingFiles(KnownFiles files, FixedBitSet found, Map<String, Listing> listings)
      throws IOException {
    this.files = files;
    this.lookup = files.lookup();
    this.found = found;
    this.listings = listings;
    forEach(document -> true, (source, id) -> known.merge(source, 1L, Long::sum));
    forEach((source, id) -> missing.merge(source, 1L, Long::sum));
    for (int document = found.nextSetBit(0);
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = next(document)) {
      known.merge(lookup.keyword(FileSchema.SOURCE, document), 1L, Long::sum);
    }
  }

  private int next(int document) {
    return document + 1 < found.length()
        ? found.nextSetBit(document + 1)
        : DocIdSetIterator.NO_MORE_DOCS;
  }

  /** Returns why they must not be removed, one line for each source that says so. */
  List<String> refusals(RemovalLimit limit) {
    List<String> reasons = new ArrayList<>();
    missing.forEach(
        (source, gone) -> {
          Listing listing = listings.get(source);
          boolean isEmpty = listing != null && listing.files() == 0;
          if (!isPartial(source)) {
            limit.whyNot(source, known.get(source), gone, isEmpty).ifPresent(reasons::add);
          }
        });
    return reasons;
  }

  /**
   * Returns whether a source could not be listed as a whole, so that what was not found may be
   * there.
   */
  boolean isPartial(String source) {
    Listing listing = listings.get(source);
    return listing != null && listing.unreadableDirectories() > 0;
  }

  /**
   * Returns whether the document of a missing file stays: where the file may be there, and where
   * the document has the text of others that may be.
   */
  boolean stays(String source, String id) {
    if (isPartial(source)) {
      return true;
    }
    try {
      return listings.keySet().stream().anyMatch(this::isPartial)
          && files.duplicates(files.document(id).orElseThrow()) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands over source and id of each. */
  void forEach(BiConsumer<String, String> consumer) throws IOException {
    forEach(files::concerns, consumer);
  }

  private void forEach(IntPredicate wanted, BiConsumer<String, String> consumer)
      throws IOException {
    try {
      lookup.forEachUnmarked(
          found,
          document -> {
            if (wanted.test(document)) {
              handOver(document, consumer);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void handOver(int document, BiConsumer<String, String> consumer) {
    try {
      String id = lookup.keyword(IndexSchema.ID, document);
      if (id.equals(lookup.keyword(IndexSchema.ROOT, document))) {
        consumer.accept(lookup.keyword(FileSchema.SOURCE, document), id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
