package io.github.shardmill.pipeline;

import io.github.shardmill.file.DiscoverySummary;
import org.apache.beam.sdk.transforms.DoFn;

/** Tells those who compare that the listing of a source is at its end. */
final class EndListingFn extends DoFn<DiscoverySummary, ComparedPart> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void process(@Element DiscoverySummary summary, OutputReceiver<ComparedPart> output) {
    output.output(ComparedPart.of(summary));
  }
}
