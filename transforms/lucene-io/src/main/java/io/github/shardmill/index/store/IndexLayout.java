package io.github.shardmill.index.store;

import java.nio.file.Path;

/**
 * The paths inside an index directory. The directory itself is a plain Lucene index; all else is
 * below {@code shardmill/}, which Lucene ignores. Immutable.
 *
 * @param index the index directory
 */
public record IndexLayout(Path index) {
  /** Makes the path absolute. */
  public IndexLayout {
    index = index.toAbsolutePath().normalize();
  }

  /** Returns the directory of everything that is not Lucene's. */
  public Path own() {
    return index.resolve("shardmill");
  }

  /** Returns the file whose lock a run holds. */
  public Path lock() {
    return own().resolve("lock");
  }

  /** Returns the readable description of the current commit. */
  public Path meta() {
    return own().resolve("meta.json");
  }

  /** Returns the directory of the notes about pinned commits. */
  public Path pins() {
    return own().resolve("pins");
  }

  /** Returns the directory of the records of all runs. */
  public Path runs() {
    return own().resolve("runs");
  }

  /** Returns the directory of one run's records. */
  public Path run(String runId) {
    return runs().resolve(runId);
  }

  /** Returns the record of one run. */
  public Path runRecord(String runId) {
    return run(runId).resolve("run.json");
  }

  /** Returns the directory of the work files of all runs. */
  public Path work() {
    return own().resolve("work");
  }

  /** Returns the directory of one run's work files, or of the note that says where they are. */
  public Path work(String runId) {
    return work().resolve(runId);
  }
}
