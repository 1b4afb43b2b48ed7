package io.github.shardmill.cli;

import io.github.shardmill.pipeline.BeamArguments;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.RemoteOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Beam's options for commands that run no pipeline, or only where somebody asks for it: they say
 * how other machines are reached. Where all is on this machine they are unknown options like
 * others, and nothing of Beam is started.
 */
final class StoreOptions {
  private static final String INDEX = "INDEX";
  private static final String AGAINST_SOURCES = "--against-sources";
  private static final String RETRY = "--retry";

  @Unmatched private List<String> rest = new ArrayList<>();

  /** Returns the line that helps of commands end with. */
  static String help() {
    return "INDEX may be s3://BUCKET/PATH, gs://BUCKET/PATH or hdfs://HOST:PORT/PATH, with Beam's"
        + " options as --name=value.";
  }

  /**
   * Hands the options of a command line to the stores.
   *
   * @throws ParameterException if they are none, or there is nothing that they could be for
   */
  void use(ParseResult command) {
    CommandLine line = command.commandSpec().commandLine();
    if (!leavesThisMachine(command)) {
      if (!rest.isEmpty()) {
        throw new UnmatchedArgumentException(line, rest);
      }
      return;
    }
    List<String> beam = PassedThrough.beamOptions(line, rest);
    for (String option : beam) {
      if (option.indexOf('=') < 0) {
        throw new ParameterException(line, option + " needs a value: " + option + "=VALUE");
      }
    }
    use(line, beam);
  }

  /**
   * Hands Beam's options to the stores.
   *
   * @throws ParameterException if Beam does not accept them
   */
  static void use(CommandLine line, List<String> beamOptions) {
    try {
      RemoteOptions.use(BeamArguments.options(beamOptions));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, e.getMessage());
    }
  }

  /** Returns the options as they were given. */
  List<String> given() {
    return List.copyOf(rest);
  }

  /** The sources of an index on this machine may be on others, and a pipeline may run there. */
  private boolean leavesThisMachine(ParseResult command) {
    boolean mayLeave = command.hasMatchedOption(AGAINST_SOURCES) || command.hasMatchedOption(RETRY);
    return (mayLeave && !rest.isEmpty())
        || command.matchedArgs().stream().anyMatch(StoreOptions::isRemote);
  }

  private static boolean isRemote(ArgSpec argument) {
    return (argument.type() == Path.class || INDEX.equals(argument.paramLabel()))
        && argument.originalStringValues().stream().anyMatch(Locations::isRemote);
  }
}
