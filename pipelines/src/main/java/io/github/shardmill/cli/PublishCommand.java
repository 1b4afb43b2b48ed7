package io.github.shardmill.cli;

import io.github.shardmill.cli.view.Quantity;
import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.StagedRuns.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code shardmill publish}. */
@Command(
    name = "publish",
    header = "Publish a run that a gate refused, after somebody looked at it.",
    description =
        "Commits the shards that the run left staged, without its gates. All else must hold: the counts add up, every shard is there. 'inspect INDEX --staged' shows what waits.",
    descriptionHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  shardmill publish docs.index --run 20240131-020000-1f2e3d4c")
final class PublishCommand extends IndexCommand {
  @Option(names = "--run", paramLabel = "RUN", required = true, description = "The run's id.")
  private String runId;

  PublishCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    Publication publication = operations.publish(index, runId);
    CommitVerdict verdict = publication.verdict();
    return switch (verdict.kind()) {
      case COMMITTED, UNCHANGED -> {
        terminal.message(
            "published " + runId + ": " + Quantity.count(verdict.documents(), "document"));
        if (!publication.notice().isEmpty()) {
          terminal.message(publication.notice());
        }
        yield ExitCode.DONE.code();
      }
      case REFUSED -> failed("refused, the run stays staged: ", verdict, ExitCode.REFUSED);
      case CONFLICT -> failed("the run stays staged: ", verdict, ExitCode.BUSY);
      case UNKNOWN ->
          failed("it is not known whether the commit succeeded: ", verdict, ExitCode.FAILED);
    };
  }

  private int failed(String what, CommitVerdict verdict, ExitCode code) {
    terminal.message(what + verdict.reason());
    return code.code();
  }
}
