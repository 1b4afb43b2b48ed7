package io.github.shardmill.samples;

import picocli.CommandLine.Option;

/** Every command of the samples explains itself. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean requested;
}
