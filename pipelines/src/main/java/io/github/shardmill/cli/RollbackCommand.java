package io.github.shardmill.cli;

import io.github.shardmill.cli.view.RollbackView;
import io.github.shardmill.index.RollbackPlan;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code shardmill rollback}. */
@Command(
    name = "rollback",
    sortOptions = false,
    header = "Go back to an earlier commit of an index.",
    description =
        "A commit of its own holds the documents of the earlier one again; nothing is copied or "
            + "lost, so a rollback can be rolled back.",
    descriptionHeading = "%n",
    footer = {
      "  shardmill rollback docs.index --dry-run",
      "  shardmill rollback docs.index --to 12"
    })
final class RollbackCommand extends IndexCommand {
  @Option(
      names = "--to",
      paramLabel = "GEN",
      description =
          "The commit to go back to, as 'inspect' lists them. Default: the one before what the "
              + "index holds.")
  private Long to;

  @Option(names = "--dry-run", description = "Only say what would be done. Writes nothing.")
  private boolean dryRun;

  @Mixin private StandardOptions.Json json;

  RollbackCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    OptionalLong wanted = to == null ? OptionalLong.empty() : OptionalLong.of(to);
    RollbackPlan plan =
        dryRun ? operations.planRollback(index, wanted) : operations.rollback(index, wanted);
    RollbackView view = new RollbackView(plan, dryRun);
    if (json.isRequested()) {
      view.printJson(terminal.out());
    } else {
      view.printText(terminal.out());
    }
    return ExitCode.DONE.code();
  }
}
