package io.github.shardmill.file.discover;

/**
 * What a walk has counted so far. Immutable.
 *
 * @param discovered files in batches and excluded ones
 * @param discoveredBytes their listed size
 * @param excluded files left out
 * @param prunedDirectories directories skipped as a whole
 * @param unreadableDirectories directories that could not be listed
 */
record Tally(
    long discovered,
    long discoveredBytes,
    long excluded,
    long prunedDirectories,
    long unreadableDirectories) {
  static final Tally ZERO = new Tally(0, 0, 0, 0, 0);

  /** Returns how many files are in batches. */
  long wanted() {
    return discovered - excluded;
  }

  Tally plus(Finding finding) {
    return switch (finding.kind()) {
      case FILE -> plusFile(finding.size(), 0);
      case EXCLUDED -> plusFile(finding.size(), 1);
      case PRUNED_DIRECTORY ->
          new Tally(
              discovered, discoveredBytes, excluded, prunedDirectories + 1, unreadableDirectories);
      case UNREADABLE_DIRECTORY ->
          new Tally(
              discovered, discoveredBytes, excluded, prunedDirectories, unreadableDirectories + 1);
    };
  }

  private Tally plusFile(long bytes, int excludedFiles) {
    return new Tally(
        discovered + 1,
        discoveredBytes + bytes,
        excluded + excludedFiles,
        prunedDirectories,
        unreadableDirectories);
  }
}
