package io.github.shardmill.io;

import io.github.shardmill.index.store.ProgressNotes;
import java.io.Serializable;

/**
 * What steps need to know that may run in other processes than the one that started the run.
 *
 * @param check whether a worker sees what it has to
 * @param progress where it notes how far it is
 */
public record Workers(WorkerCheck check, ProgressNotes progress) implements Serializable {
  /** For steps that run in the process that started the run. */
  public static final Workers NONE = new Workers(WorkerCheck.NONE, ProgressNotes.NONE);
}
