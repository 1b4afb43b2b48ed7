package io.github.shardmill.remote;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * The options that remote file systems are opened with: of all that this process was handed, the
 * latest. Thread-safe.
 *
 * <p>On a worker nobody calls this: Beam does, as for file systems of its own, with the options of
 * the pipeline; that is why this is a {@link FileSystemRegistrar}, although it has none to offer.
 * Two pipelines with different settings that run at the same time in one process share the later
 * one's, as they do with Beam's own file systems.
 */
public final class RemoteOptions implements FileSystemRegistrar {
  private static final AtomicReference<PipelineOptions> LATEST = new AtomicReference<>();

  /** Makes what Beam calls; for Beam. */
  public RemoteOptions() {}

  /**
   * Uses options from now on, also for paths that exist already. For programs that look at files
   * before they make a pipeline, or without one.
   */
  public static void use(PipelineOptions options) {
    LATEST.set(options);
  }

  /** Returns the latest options; the defaults if there were none yet. */
  static PipelineOptions latest() {
    PipelineOptions given = LATEST.get();
    if (given == null) {
      // kept, because others have another id, and would open stores again
      LATEST.compareAndSet(null, PipelineOptionsFactory.create());
      given = LATEST.get();
    }
    return given;
  }

  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    use(options);
    return Collections.emptyList();
  }
}
