package io.github.shardmill.pipeline;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a build would do, from the listing alone: nothing is opened, nothing is written.
 *
 * @param files files that would be indexed
 * @param bytes their listed size
 * @param excluded files that would be left out
 * @param unreadableDirectories directories that could not be listed
 * @param types files by extension in lower case, the empty string for none
 * @param diskNeededBytes estimate of the free disk that the run needs
 */
public record BuildPlan(
    long files,
    long bytes,
    long excluded,
    long unreadableDirectories,
    SortedMap<String, Group> types,
    long diskNeededBytes) {
  /** Copies the map. */
  public BuildPlan {
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  /**
   * Files of one kind.
   *
   * @param files how many
   * @param bytes their listed size
   */
  public record Group(long files, long bytes) {}
}
