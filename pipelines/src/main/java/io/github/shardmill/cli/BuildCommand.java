package io.github.shardmill.cli;

import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.Continuation;
import io.github.shardmill.pipeline.Retry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code shardmill build}. */
@Command(
    name = "build",
    sortOptions = false,
    optionListHeading = "%n",
    header = "Build an index from files; an index that is there is replaced in one commit.",
    customSynopsis = {
      "shardmill build --input [NAME=]PATH... --index DIR [OPTIONS]",
      "       shardmill build --sources FILE --index DIR [OPTIONS]",
      "       shardmill build --files-from LIST --base DIR --index DIR [OPTIONS]"
    },
    footerHeading = "%nBeam's own options pass through as --name=value.%n%nExamples:%n",
    footer = {
      "  shardmill build --input ~/Documents --index ~/documents.index",
      "  shardmill build --input notes=~/vault --input mail=~/mail --index all.index",
      "  shardmill build --input . --include '**.md' --exclude 'old/**' --index ../md",
      "  find . -mtime -7 -print0 |",
      "    shardmill build --files-from - --base . --index ../week.index",
      "  shardmill build --input /data --index /indexes/data --dry-run"
    })
final class BuildCommand extends RunCommand {
  @ArgGroup(validate = false, order = 0, heading = "%nWhere it goes:%n")
  private final IndexOption target = new IndexOption();

  BuildCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  BuildSettings settings(BuildOptions given, List<String> beamOptions) {
    if (target.index == null) {
      throw new IllegalArgumentException("say where the index goes: --index DIR");
    }
    Continuation continuation =
        new Continuation(
            false,
            target.fresh,
            target.checksum,
            Retry.DUE,
            target.resume,
            Continuation.BUILD.removals());
    return given.settings(target.index, continuation, Optional.empty(), beamOptions);
  }

  /** The index, and what of it is used. */
  static final class IndexOption {
    @Option(
        names = "--index",
        paramLabel = "DIR",
        description =
            "The index directory; made if it is not there, replaced at one stroke if it is.")
    private Path index;

    @Option(
        names = "--fresh",
        description =
            "Extract every file, and take no text of unchanged files from the index that is there.")
    private boolean fresh;

    @Option(
        names = "--checksum",
        description =
            "Compare the bytes of every file with the index that is there, not only its size and "
                + "times.")
    private boolean checksum;

    @Option(
        names = "--resume",
        description =
            "Go on from the files that an earlier run had finished when it was interrupted. Without "
                + "it they are thrown away.")
    private boolean resume;
  }
}
