package io.github.shardmill.file.discover;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * How many files and bytes sources hold, by the same walk and filter as {@link DiscoverFiles}.
 * Immutable.
 *
 * @param files wanted files
 * @param bytes their listed size
 * @param excluded files left out
 * @param prunedDirectories directories skipped as a whole
 * @param unreadableDirectories directories that could not be listed
 * @param byExtension wanted files by the lower-case extension of their name; {@code ""} for names
 *     without one, {@link #OTHER} for those beyond the first {@value #EXTENSIONS_MAX} extensions
 * @param partial whether time ran out before everything was counted
 */
public record Census(
    long files,
    long bytes,
    long excluded,
    long prunedDirectories,
    long unreadableDirectories,
    Map<String, Group> byExtension,
    boolean partial) {

  /** Stands for all extensions beyond the first {@value #EXTENSIONS_MAX}; no extension is equal. */
  public static final String OTHER = "...";

  private static final int EXTENSIONS_MAX = 1000;
  private static final int FINDINGS_PER_LOOK_AT_CLOCK = 256;

  /**
   * Some of the files.
   *
   * @param files how many
   * @param bytes their listed size
   */
  public record Group(long files, long bytes) {
    static final Group NONE = new Group(0, 0);

    Group plus(long size) {
      return new Group(files + 1, bytes + size);
    }
  }

  /** Copies the map and sorts it. */
  public Census {
    byExtension = Collections.unmodifiableMap(new TreeMap<>(byExtension));
  }

  /**
   * Counts the files of sources.
   *
   * @param limit how long to count at most; what was counted until then is returned as partial
   * @throws IOException if a source as a whole cannot be read
   */
  public static Census take(List<SourceSpec> sources, FileFilter filter, Optional<Duration> limit)
      throws IOException {
    return take(sources, filter, limit, System::nanoTime);
  }

  static Census take(
      List<SourceSpec> sources, FileFilter filter, Optional<Duration> limit, LongSupplier clock)
      throws IOException {
    long start = clock.getAsLong();
    Count count = new Count();
    for (SourceSpec spec : sources) {
      try (Walk walk = Walks.open(spec, filter, Walk.START)) {
        for (Finding found = walk.next(); found != null; found = walk.next()) {
          count.add(found);
          boolean look = count.findings % FINDINGS_PER_LOOK_AT_CLOCK == 0;
          if (look && limit.isPresent() && clock.getAsLong() - start > limit.get().toNanos()) {
            return count.census(true);
          }
        }
      }
    }
    return count.census(false);
  }

  /** A census while it is taken. */
  private static final class Count {
    private final Map<String, Group> byExtension = new TreeMap<>();
    private Tally tally = Tally.ZERO;
    private Group wanted = Group.NONE;
    private long findings;

    void add(Finding finding) {
      findings++;
      tally = tally.plus(finding);
      if (finding.kind() == Finding.Kind.FILE) {
        wanted = wanted.plus(finding.size());
        String extension = finding.path().extension();
        boolean known = byExtension.containsKey(extension) || byExtension.size() < EXTENSIONS_MAX;
        String key = known ? extension : OTHER;
        byExtension.put(key, byExtension.getOrDefault(key, Group.NONE).plus(finding.size()));
      }
    }

    Census census(boolean partial) {
      return new Census(
          wanted.files(),
          wanted.bytes(),
          tally.excluded(),
          tally.prunedDirectories(),
          tally.unreadableDirectories(),
          byExtension,
          partial);
    }
  }
}
