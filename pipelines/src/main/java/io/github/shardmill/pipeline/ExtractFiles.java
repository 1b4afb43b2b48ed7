package io.github.shardmill.pipeline;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.discover.LocalPaths;
import io.github.shardmill.file.extract.ExtractionLane;
import io.github.shardmill.file.extract.ExtractorConfig;
import io.github.shardmill.index.RunCancelledException;
import io.github.shardmill.index.mutation.MutationEmitter;
import io.github.shardmill.index.mutation.MutationMapper;
import io.github.shardmill.io.RunCancellation;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Extracts the files of a batch and emits one mutation for each, whatever its outcome. One instance
 * for each thread.
 */
final class ExtractFiles implements MutationMapper<FileBatch> {
  private static final long serialVersionUID = 1L;

  private final String runId;
  private final ExtractorConfig config;
  private final SourceLabels labels;
  private transient ExtractionLane lane;

  ExtractFiles(String runId, ExtractorConfig config, SourceLabels labels) {
    this.runId = runId;
    this.config = config;
    this.labels = labels;
  }

  @Override
  public void setUp() {
    lane = new ExtractionLane(config);
  }

  @Override
  public void map(FileBatch batch, MutationEmitter emitter) throws Exception {
    ExtractionTally tally = new ExtractionTally(emitter);
    try {
      lane.extract(batch, LocalPaths::resolve, file -> emit(batch, file, emitter, tally));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    // Here and not on the lane's thread: Beam's metrics belong to the thread that it called on.
    tally.publish();
  }

  private void emit(
      FileBatch batch, ExtractedFile file, MutationEmitter emitter, ExtractionTally tally) {
    try {
      if (RunCancellation.isCancelled(runId)) {
        throw new RunCancelledException();
      }
      emitter.emit(FileDocuments.upsert(batch.source(), labels.of(batch.source()), file));
      tally.count(batch.source(), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
