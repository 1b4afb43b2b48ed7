package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.io.Workers;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * What steps that read files need to know if they run in other processes than the one that started
 * the run.
 *
 * @param check whether a worker sees what it has to, the sources among it
 * @param progress where it notes how far it is
 */
record FileWorkers(SourceCheck check, ProgressNotes progress) implements Serializable {
  /** Returns what the workers of a run need to know who read these sources. */
  static FileWorkers of(Workers workers, List<SourceSpec> sources) throws IOException {
    SourceCheck check =
        workers.equals(Workers.NONE) ? SourceCheck.NONE : SourceCheck.of(workers.check(), sources);
    return new FileWorkers(check, workers.progress());
  }
}
