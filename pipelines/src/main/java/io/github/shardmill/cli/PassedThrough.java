package io.github.shardmill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Tells Beam's options from mistakes. */
final class PassedThrough {
  private PassedThrough() {}

  /**
   * Returns arguments that a command does not know as Beam's options, untouched.
   *
   * @throws ParameterException at the first that Beam does not know either
   */
  static List<String> beamOptions(CommandLine command, List<String> arguments) {
    if (arguments.isEmpty()) {
      return List.of();
    }
    Set<String> beamNames = BeamOptionNames.all();
    for (String argument : arguments) {
      check(command, argument, beamNames);
    }
    return List.copyOf(arguments);
  }

  private static void check(CommandLine command, String argument, Set<String> beamNames) {
    if (!argument.startsWith("-")) {
      throw new ParameterException(
          command,
          "unexpected argument '" + argument + "'. Beam's options are written --name=value");
    }
    String name = UsageErrors.optionName(argument);
    if (!beamNames.contains(name)) {
      List<String> known = new ArrayList<>(UsageErrors.optionNames(command));
      known.addAll(beamNames);
      throw new ParameterException(command, UsageErrors.unknownOption(name, known));
    }
  }
}
