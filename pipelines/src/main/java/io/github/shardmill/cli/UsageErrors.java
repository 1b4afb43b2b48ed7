package io.github.shardmill.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, and what may have been meant. */
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("shardmill: " + message(failure));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE.code();
  }

  private static String message(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(failure.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    return firstLine(failure.getMessage());
  }

  private static String unmatched(CommandLine command, String argument) {
    if (argument.startsWith("-") && argument.length() > 1) {
      return unknownOption(optionName(argument), optionNames(command));
    }
    if (command.getSubcommands().isEmpty()) {
      return "one argument too many: '" + argument + "'";
    }
    return "unknown command '"
        + argument
        + "'."
        + Suggestions.sentence(argument, command.getSubcommands().keySet());
  }

  /** Returns the message for an option that nobody knows. */
  static String unknownOption(String name, List<String> known) {
    return "unknown option '" + name + "'." + Suggestions.sentence(name, known);
  }

  /** Returns {@code --name} of {@code --name=value}. */
  static String optionName(String argument) {
    int equals = argument.indexOf('=');
    return equals < 0 ? argument : argument.substring(0, equals);
  }

  /** Returns the long names of a command's options. */
  static List<String> optionNames(CommandLine command) {
    List<String> names = new ArrayList<>();
    command.getCommandSpec().optionsMap().keySet().stream()
        .filter(name -> name.startsWith("--"))
        .forEach(names::add);
    return names;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("wrong usage");
  }
}
