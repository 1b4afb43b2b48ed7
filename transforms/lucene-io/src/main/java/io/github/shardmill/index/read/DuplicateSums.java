package io.github.shardmill.index.read;

/** Adds groups up. Not thread-safe. */
final class DuplicateSums {
  private long groups;
  private long documents;
  private long savableBytes;
  private long emptyDocuments;

  void add(DuplicateGroup group) {
    groups++;
    documents += group.documents();
    savableBytes += group.savableBytes();
  }

  void addEmpty(long empty) {
    emptyDocuments += empty;
  }

  DuplicateTotals totals() {
    return new DuplicateTotals(groups, documents, savableBytes, emptyDocuments);
  }
}
