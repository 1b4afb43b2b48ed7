package io.github.shardmill.pipeline;

import io.github.shardmill.file.change.Change;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param changes what an update would find; empty for a build
 */
public record BuildPlan(
    long files,
    long bytes,
    long excluded,
    long unreadableDirectories,
    SortedMap<String, Group> types,
    long diskNeededBytes,
    Optional<Changes> changes) {
  /** Copies the map. */
  public BuildPlan {
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  /**
   * What an update would find.
   *
   * @param files how many files of each change; files of the same bytes as another are among them
   * @param removed documents that would go because their files are gone
   * @param removedIds the first ids of those
   * @param refusals why the update would be refused, one line each
   */
  public record Changes(
      Map<Change, Long> files, long removed, List<String> removedIds, List<String> refusals) {
    /** Copies everything. */
    public Changes {
      files = Collections.unmodifiableMap(new EnumMap<>(files));
      removedIds = List.copyOf(removedIds);
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * Files of one kind.
   *
   * @param files how many
   * @param bytes their listed size
   */
  public record Group(long files, long bytes) {}
}
