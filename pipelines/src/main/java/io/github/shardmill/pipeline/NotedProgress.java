package io.github.shardmill.pipeline;

import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.index.store.RunWorkspace;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Reads how far a run is from the notes of its workers, wherever they are. */
final class NotedProgress implements Supplier<BuildProgress> {
  private final RunWorkspace workspace;
  private final int sources;
  private final long startNanos = System.nanoTime();
  private Map<String, Long> counts = Map.of();

  NotedProgress(RunWorkspace workspace, int sources) {
    this.workspace = workspace;
    this.sources = sources;
  }

  /** Returns the last state that could be read; the notes go when the run has ended. */
  @Override
  public synchronized BuildProgress get() {
    ProgressNotes.read(workspace).ifPresent(notes -> counts = notes.counts());
    return new ProgressCounts(counts, sources).at(Duration.ofNanos(System.nanoTime() - startNanos));
  }
}
