package io.github.shardmill.cli;

import io.github.shardmill.remote.Locations;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program: prints its help unless a command is named. */
@Command(
    name = "shardmill",
    sortOptions = false,
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
      "Every PATH, DIR and INDEX may be on another machine: s3://BUCKET/PATH,",
      "gs://BUCKET/PATH, hdfs://HOST:PORT/PATH. Beam's options say how to reach it:",
      "--awsRegion=...",
      "",
      "Exit codes:",
      "  0  done                         4  another run holds the index",
      "  1  wrong usage, or no index     5  done, more exceptions than allowed",
      "  2  failed                     130  stopped by Ctrl-C (143 by SIGTERM)",
      "  3  refused by a check",
      "",
      "Environment:",
      "  JAVA_HOME       the JDK to run on, 17 or newer",
      "  SHARDMILL_OPTS  options for the JVM, separated by blanks: -Xmx4g",
      "  SHARDMILL_CDS   off: do without the archive of classes that speeds starts up",
      "  NO_COLOR        set: no bold type"
    })
public final class Shardmill implements Runnable {
  private static final int MIN_HELP_COLUMNS = 80;
  private static final int MAX_HELP_COLUMNS = 100;
  private static final String NO_COMMAND = "name a command: build, update, search, ...";

  @Spec private CommandSpec spec;

  Shardmill() {}

  /** Returns the whole command line, ready to {@link CommandLine#execute}. */
  public static CommandLine commandLine(Operations operations, Terminal terminal) {
    CommandLine line =
        new CommandLine(new Shardmill())
            .addSubcommand(new BuildCommand(operations, terminal))
            .addSubcommand(new UpdateCommand(operations, terminal))
            .addSubcommand(new SearchCommand(operations, terminal))
            .addSubcommand(new SuggestCommand(operations, terminal))
            .addSubcommand(new InspectCommand(operations, terminal))
            .addSubcommand(new PublishCommand(operations, terminal))
            .addSubcommand(new DiscardCommand(operations, terminal))
            .addSubcommand(new VerifyCommand(operations, terminal))
            .addSubcommand(new ManifestCommand(operations, terminal))
            .addSubcommand(new ExceptionsCommand(operations, terminal))
            .addSubcommand(new DuplicatesCommand(operations, terminal))
            .addSubcommand(new DiffCommand(operations, terminal))
            .addSubcommand(new RollbackCommand(operations, terminal))
            .addSubcommand(new PinCommand(operations, terminal))
            .addSubcommand(new UnpinCommand(operations, terminal));
    addOptions(line, new StandardOptions.Version());
    addOptions(line, new StandardOptions.Help());
    line.getSubcommands().values().forEach(c -> addOptions(c, new StandardOptions.Help()));
    line.getSubcommands().values().stream()
        .filter(c -> !(c.getCommand() instanceof RunCommand))
        .forEach(Shardmill::addStoreOptions);
    return line.registerConverter(Path.class, Shardmill::path)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setUsageHelpWidth(
            Math.min(MAX_HELP_COLUMNS, Math.max(MIN_HELP_COLUMNS, terminal.columns())))
        .setUsageHelpLongOptionsMaxWidth(28)
        .setAbbreviatedOptionsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            Help.defaultColorScheme(terminal.hasEmphasis() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setExecutionStrategy(Shardmill::execute)
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new ExecutionFailures(terminal));
  }

  private static void addOptions(CommandLine command, Object options) {
    command
        .getCommandSpec()
        .addMixin(options.getClass().getSimpleName(), CommandSpec.forAnnotatedObject(options));
  }

  private static void addStoreOptions(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    CommandSpec stores = CommandSpec.forAnnotatedObject(new StoreOptions());
    spec.addMixin(StoreOptions.class.getSimpleName(), stores);
    // which adding a mixin leaves out
    stores.unmatchedArgsBindings().forEach(spec::addUnmatchedArgsBinding);
    UsageMessageSpec usage = spec.usageMessage();
    List<String> footer = new ArrayList<>(List.of(usage.footer()));
    footer.addAll(List.of("", StoreOptions.help()));
    usage.footer(footer.toArray(String[]::new));
  }

  /** Returns the path that a person wrote; of this machine or of another one. */
  static Path path(String location) {
    try {
      return Locations.path(location);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + location + "' is not a path: " + e.getReason());
    }
  }

  private static int execute(ParseResult parsed) {
    if (CommandLine.printHelpIfRequested(parsed)) {
      return ExitCode.DONE.code();
    }
    // Only now: asking for help must not wait for a logging system.
    JavaLogging.quieten();
    ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    CommandSpec stores = command.commandSpec().mixins().get(StoreOptions.class.getSimpleName());
    if (stores != null) {
      ((StoreOptions) stores.userObject()).use(command);
    }
    return new RunLast().execute(parsed);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), NO_COMMAND);
  }
}
