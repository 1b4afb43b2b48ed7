package io.github.shardmill.broken.pipeline;

import io.github.shardmill.broken.cli.Command;
import picocli.CommandLine;

/** A pipeline that prints. */
public record PipelineThatKnowsCommands(Command command, CommandLine commandLine) {}
