package io.github.shardmill.broken.io;

import io.github.shardmill.broken.pipeline.PipelineThatKnowsCommands;
import org.apache.beam.sdk.options.PipelineOptions;

/** A transform that reads its settings from the command line. */
public record IoThatKnowsOptionsAndPipelines(
    PipelineOptions options, PipelineThatKnowsCommands pipeline) {}
