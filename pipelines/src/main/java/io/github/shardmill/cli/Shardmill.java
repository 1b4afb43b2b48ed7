package io.github.shardmill.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: prints its help unless a command is named. */
@Command(
    name = "shardmill",
    versionProvider = ProductVersion.class,
    header = "Turns files into a committed Lucene index.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  shardmill build --input ~/Documents --index ~/documents.index",
      "  shardmill search ~/documents.index 'title:budget AND 2024'",
      "",
      "'shardmill COMMAND --help' explains a command.",
      "",
      "Exit codes: 0 done, 1 wrong usage, 2 failed, 3 refused by a check, 4 another run holds the",
      "index, 5 done with more exceptions than allowed, 130 stopped by a signal.",
      "",
      "Environment: JAVA_HOME selects the JDK (17 or newer); SHARDMILL_OPTS holds options for the",
      "JVM, such as -Xmx4g; NO_COLOR turns emphasis off."
    })
public final class Shardmill implements Runnable {
  private static final int MAX_HELP_COLUMNS = 100;

  @CommandLine.Mixin private StandardOptions.Help help;
  @CommandLine.Mixin private StandardOptions.Version version;
  @Spec private CommandSpec spec;

  Shardmill() {}

  /** Returns the whole command line, ready to {@link CommandLine#execute}. */
  public static CommandLine commandLine(Operations operations, Terminal terminal) {
    CommandLine line =
        new CommandLine(new Shardmill())
            .addSubcommand(new BuildCommand(operations, terminal))
            .addSubcommand(new SearchCommand(operations, terminal))
            .addSubcommand(new InspectCommand(operations, terminal))
            .addSubcommand(new VerifyCommand(operations, terminal))
            .addSubcommand(new ExceptionsCommand(operations, terminal));
    return line.setOut(terminal.out())
        .setErr(terminal.err())
        .setUsageHelpWidth(Math.min(MAX_HELP_COLUMNS, Math.max(80, terminal.columns())))
        .setUsageHelpLongOptionsMaxWidth(28)
        .setAbbreviatedOptionsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            Help.defaultColorScheme(terminal.hasEmphasis() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new ExecutionFailures(terminal));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
  }
}
