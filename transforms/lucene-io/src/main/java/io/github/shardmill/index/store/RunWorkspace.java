package io.github.shardmill.index.store;

import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Where the work files of one run are. Immutable.
 *
 * @param index the index directory, absolute
 * @param work the directory of this run's work files, absolute
 * @param runId the run
 */
public record RunWorkspace(String index, String work, String runId) implements Serializable {
  /** Returns the workspace of a run whose work files are with the index. */
  public static RunWorkspace within(IndexLayout layout, String runId) {
    return new RunWorkspace(layout.index().toString(), layout.work(runId).toString(), runId);
  }

  /** Returns the workspace of a run whose work files are in a directory of the caller's choice. */
  public static RunWorkspace elsewhere(IndexLayout layout, Path workDirectory, String runId) {
    Path work = workDirectory.toAbsolutePath().normalize().resolve(directoryName(runId));
    return new RunWorkspace(layout.index().toString(), work.toString(), runId);
  }

  /**
   * Returns the workspace of a run that left a directory beside its index.
   *
   * @param noted the run's directory of work files, or of the note that says where they are
   */
  static RunWorkspace noted(IndexLayout layout, Path noted) throws IOException {
    String runId = noted.getFileName().toString();
    Path work = WorkNote.read(noted).orElse(noted);
    return new RunWorkspace(layout.index().toString(), work.toString(), runId);
  }

  /** Returns the name of a run's directory among other people's. */
  static String directoryName(String runId) {
    return "shardmill-" + runId;
  }

  /** Returns the layout of the index directory. */
  public IndexLayout layout() {
    return new IndexLayout(Locations.path(index));
  }

  /** Returns the directory of all work files of the run. */
  public Path directory() {
    return Locations.path(work);
  }

  /** Returns the directory of spool files. */
  public Path spool() {
    return directory().resolve("spool");
  }

  /** Returns the directory of what the run took over from runs that were interrupted. */
  public Path resumed() {
    return directory().resolve("resumed");
  }

  /** Returns the directory of the attempts at shards. */
  public Path staging() {
    return directory().resolve("shards");
  }

  /** Returns the directory of part files that discovery writes. */
  public Path records() {
    return directory().resolve("records");
  }

  /** Returns the directory of the notes of how far each worker is. */
  public Path progress() {
    return directory().resolve("progress");
  }
}
