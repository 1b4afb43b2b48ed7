package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.ListingWatch;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.io.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What steps that read files need to know if they run in other processes than the one that started
 * the run.
 *
 * @param check whether a worker sees what it has to, the sources among it
 * @param progress where it notes how far it is
 * @param attempts how it begins with a batch
 */
record FileWorkers(SourceCheck check, ProgressNotes progress, Attempts attempts)
    implements ListingWatch {
  /** Returns what the workers of a run need to know who read these sources. */
  static FileWorkers of(Workers workers, List<SourceSpec> sources) throws IOException {
    SourceCheck check =
        workers.equals(Workers.NONE) ? SourceCheck.NONE : SourceCheck.of(workers.check(), sources);
    return new FileWorkers(check, workers.progress(), Attempts.UNCOUNTED);
  }

  /**
   * Returns these for workers that may die without the run.
   *
   * @param directory for the markers of their attempts
   */
  FileWorkers counting(Path directory) {
    return new FileWorkers(check, progress, new BatchAttempts(directory, progress));
  }

  @Override
  public void begin() throws IOException {
    check.require();
  }

  /** A listing that is begun anew finds the same again, so the farthest one counts. */
  @Override
  public void listed(String source, long files, boolean all) {
    progress.raise(ProgressCounts.FILES_FOUND + ProgressCounts.OF_SOURCE + source, files);
    if (all) {
      progress.raise(ProgressCounts.SOURCES_LISTED + ProgressCounts.OF_SOURCE + source, 1).flush();
    }
  }
}
