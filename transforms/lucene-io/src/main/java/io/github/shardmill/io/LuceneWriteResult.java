package io.github.shardmill.io;

import io.github.shardmill.index.CommitVerdict;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** What {@link LuceneIO#write} gives: how the run ended. */
public final class LuceneWriteResult implements POutput {
  private static final TupleTag<CommitVerdict> VERDICTS = new TupleTag<>() {};

  private final Pipeline pipeline;
  private final PCollection<CommitVerdict> verdicts;

  LuceneWriteResult(Pipeline pipeline, PCollection<CommitVerdict> verdicts) {
    this.pipeline = pipeline;
    this.verdicts = verdicts;
  }

  /** Returns the verdict, one element, available when the commit is done; for {@code Wait.on}. */
  public PCollection<CommitVerdict> verdicts() {
    return verdicts;
  }

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(VERDICTS, verdicts);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
