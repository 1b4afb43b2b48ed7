package io.github.shardmill.cli;

import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.Continuation;
import io.github.shardmill.pipeline.RemovalLimit;
import io.github.shardmill.pipeline.Retry;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shardmill update}. */
@Command(
    name = "update",
    sortOptions = false,
    optionListHeading = "%n",
    header = "Bring an index up to date: only what changed is read, in one commit.",
    customSynopsis = {"shardmill update INDEX [OPTIONS]"},
    description = {
      "%nInputs, filters and limits are those of the run before unless they are given. An index that "
          + "is not there is built."
    },
    footerHeading = "%nBeam's own options pass through as --name=value.%n%nExamples:%n",
    footer = {
      "  shardmill update ~/documents.index",
      "  shardmill update ~/documents.index --checksum",
      "  shardmill update all.index --input notes=~/vault --input mail=~/mail",
      "  shardmill update all.index --max-removals 60"
    })
final class UpdateCommand extends RunCommand {
  @Parameters(paramLabel = "INDEX", description = "The index directory.")
  private Path index;

  @ArgGroup(validate = false, order = 0, heading = "%nWhat counts as changed:%n")
  private final ChangeOptions changes = new ChangeOptions();

  UpdateCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  BuildSettings settings(BuildOptions given, List<String> beamOptions) {
    Continuation continuation =
        new Continuation(
            true,
            false,
            changes.checksum,
            changes.noRetry ? Retry.NONE : Retry.DUE,
            changes.resume,
            new RemovalLimit(changes.removals));
    return given.settings(index, continuation, operations().rememberedSettings(index), beamOptions);
  }

  /** How files are compared with the index. */
  static final class ChangeOptions {
    @Option(
        names = "--checksum",
        description = "Compare the bytes of every file, not only its size and times.")
    private boolean checksum;

    @Option(
        names = "--no-retry",
        description =
            "Leave files alone that failed before, even where another try may help: unreadable "
                + "ones, for instance.")
    private boolean noRetry;

    @Option(
        names = "--resume",
        description =
            "Go on from the files that an earlier run had finished when it was interrupted. Without "
                + "it they are thrown away.")
    private boolean resume;

    @Option(
        names = "--max-removals",
        paramLabel = "PERCENT",
        description =
            "Refuse to remove more of the files of a source than this, 20 at least, or all of them "
                + "because the source is empty; 100 allows it. Default: 20.")
    private double removals = RemovalLimit.DEFAULT.percent();
  }
}
