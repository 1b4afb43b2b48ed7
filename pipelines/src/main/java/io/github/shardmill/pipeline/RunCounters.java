package io.github.shardmill.pipeline;

import io.github.shardmill.index.RunPlan;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * The names of what a run of files counts. The tallies travel with the data and decide; the metrics
 * are for the eye, because a runner counts a retried bundle twice.
 */
final class RunCounters {
  static final String DISCOVERED = "discovered";
  static final String INDEXED = "indexed";
  static final String UNCHANGED = "unchanged";

  /** Files whose text is in the document of another one with the same bytes. */
  static final String DUPLICATES = "duplicates";

  static final String EXCLUDED = "excluded";

  /** Of the excluded files, those whose digest is on the list of known files. */
  static final String EXCLUDED_BY_HASH = "excluded.hash";

  static final String FAILED = "failed";
  static final String BYTES = "bytes";

  /** Documents of items inside files. */
  static final String ITEMS = "items";

  /** Of the items, those that gave no text because they could not be read. */
  static final String ITEMS_FAILED = "items.failed";

  /** Documents written again from the index; their files are unchanged. */
  static final String COPIED = "copied";

  /** Of the indexed files, those whose text came from the index. */
  static final String REUSED = "reused";

  /** Of the unchanged files, those that only their bytes proved unchanged. */
  static final String CONFIRMED = "confirmed";

  /** 1 where the run was told something else than the one before. */
  static final String NEW_SETTINGS = "settings.new";

  /** Files that are new or changed, and that the run left to the next update. */
  static final String POSTPONED = "postponed";

  /** Documents of files that are gone. */
  static final String REMOVED = "removed";

  /** Documents of files that were not found where the listing is partial. */
  static final String KEPT = "kept";

  static final String UNREADABLE_DIRECTORIES = "directories.unreadable";

  static final Counter FILES_DONE = Metrics.counter(RunCounters.class, ProgressCounts.FILES_DONE);
  static final Counter FILES_FAILED =
      Metrics.counter(RunCounters.class, ProgressCounts.FILES_FAILED);
  static final Counter ITEMS_FOUND = Metrics.counter(RunCounters.class, ProgressCounts.ITEMS_FOUND);
  static final Counter BYTES_READ = Metrics.counter(RunCounters.class, ProgressCounts.BYTES_READ);

  /** What the run record shows at its top. */
  static final List<String> SUMMARY =
      List.of(DISCOVERED, INDEXED, UNCHANGED, DUPLICATES, EXCLUDED, FAILED, BYTES, REMOVED);

  /** What must hold before the commit: every file went somewhere, every document came from one. */
  static final List<RunPlan.Equation> EQUATIONS =
      List.of(
          new RunPlan.Equation(
              List.of(DISCOVERED), List.of(INDEXED, UNCHANGED, DUPLICATES, EXCLUDED, FAILED)),
          new RunPlan.Equation(
              List.of("documents", "superseded"),
              List.of(FAILED, INDEXED, ITEMS, COPIED, DUPLICATES)));

  /** The same for a run that tries exceptions again and leaves everything else as it is. */
  static final List<RunPlan.Equation> RETRY_EQUATIONS =
      List.of(
          new RunPlan.Equation(
              List.of(DISCOVERED),
              List.of(INDEXED, UNCHANGED, DUPLICATES, EXCLUDED, FAILED, POSTPONED)),
          EQUATIONS.get(1));

  private RunCounters() {}
}
