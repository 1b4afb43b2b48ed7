package io.github.shardmill.cli;

import picocli.CommandLine.Option;

/** Options that several commands have. */
final class StandardOptions {
  private StandardOptions() {}

  /** Every command explains itself. */
  static final class Help {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help and exit.")
    private boolean requested;
  }

  /** The program tells its version. */
  static final class Version {
    @Option(
        names = {"-V", "--version"},
        versionHelp = true,
        description = "Show the versions of the program and of what it is made of, and exit.")
    private boolean requested;
  }

  /** A command that can speak to scripts. */
  static final class Json {
    @Option(
        names = "--json",
        description = "Print one JSON object to standard output; its names are stable.")
    private boolean requested;

    boolean isRequested() {
      return requested;
    }
  }
}
