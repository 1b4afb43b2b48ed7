package io.github.shardmill.pipeline;

import io.github.shardmill.pipeline.BuildProgress.Stage;
import java.time.Duration;
import java.util.Map;

/**
 * What the steps of a run count for a person's eye, under the same names as Beam's metrics and in
 * the notes of workers. Immutable.
 *
 * @param counts sums of all workers by name
 * @param sources how many sources the run has
 */
record ProgressCounts(Map<String, Long> counts, int sources) {
  /** What stands between the name of a count and that of the source that it is of. */
  static final char OF_SOURCE = '.';

  static final String FILES_FOUND = "filesFound";
  static final String SOURCES_LISTED = "sourcesListed";
  static final String FILES_DONE = "filesDone";
  static final String FILES_FAILED = "filesFailed";

  /** Items inside files, also of a file that is not done. */
  static final String ITEMS_FOUND = "itemsFound";

  static final String BYTES_READ = "bytesRead";
  static final String SHARDS_BEGUN = "shardsBegun";
  static final String COMMITS_BEGUN = "commitsBegun";

  /** Copies the map. */
  ProgressCounts {
    counts = Map.copyOf(counts);
  }

  /** Returns how far the run is. */
  BuildProgress at(Duration elapsed) {
    long found = count(FILES_FOUND);
    // What a runner does again is counted again.
    long done = Math.min(found, count(FILES_DONE));
    long items = count(ITEMS_FOUND);
    return new BuildProgress(
        stage(),
        done,
        found,
        isListed(),
        items,
        done + items,
        count(BYTES_READ),
        count(FILES_FAILED),
        elapsed);
  }

  private Stage stage() {
    if (count(COMMITS_BEGUN) > 0) {
      return Stage.COMMITTING;
    }
    long found = count(FILES_FOUND);
    if (count(SHARDS_BEGUN) > 0 && isListed() && count(FILES_DONE) >= found) {
      return Stage.BUILDING;
    }
    return found == 0 ? Stage.STARTING : Stage.EXTRACTING;
  }

  private boolean isListed() {
    return count(SOURCES_LISTED) >= sources;
  }

  private long count(String name) {
    return counts.getOrDefault(name, 0L);
  }
}
