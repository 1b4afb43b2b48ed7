package io.github.shardmill.pipeline;

import java.time.Duration;

/**
 * How far a build is, at one moment. Numbers are for a person's eye: they never decide anything and
 * may run a little ahead of or behind the truth, except in the verdict's own counts.
 *
 * @param stage what the run is busy with
 * @param filesDone files that are extracted, or will not be
 * @param filesDiscovered files found so far
 * @param discoveryDone whether {@code filesDiscovered} is final
 * @param items items inside files found so far, also of files that are not done; what is tried
 *     again counts again
 * @param documents documents extracted so far: of files that are done, and of items
 * @param bytes bytes of files that are done
 * @param failures files that failed so far
 * @param elapsed time since the run began
 */
public record BuildProgress(
    Stage stage,
    long filesDone,
    long filesDiscovered,
    boolean discoveryDone,
    long items,
    long documents,
    long bytes,
    long failures,
    Duration elapsed) {

  /** What a run is busy with. Stages overlap; a snapshot names the latest that has begun. */
  public enum Stage {
    /** Before the first file is found. */
    STARTING("starting"),
    /** Files are read, hashed and turned into text. */
    EXTRACTING("extracting"),
    /** Segments are built from the spool. */
    BUILDING("building shards"),
    /** Shards are checked and adopted. */
    COMMITTING("committing");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /** Returns the stage in words, lower case. */
    public String label() {
      return label;
    }
  }
}
