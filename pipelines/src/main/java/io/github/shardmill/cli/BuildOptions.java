package io.github.shardmill.cli;

import io.github.shardmill.index.schema.NamedAnalyzers;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.BuildSettings.Execution;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.FileList;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.BuildSettings.Indexing;
import io.github.shardmill.pipeline.BuildSettings.Input;
import io.github.shardmill.pipeline.BuildSettings.Inputs;
import io.github.shardmill.pipeline.BuildSettings.Target;
import io.github.shardmill.pipeline.SourcesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of a build, in the groups that its help shows. */
final class BuildOptions {
  @ArgGroup(validate = false, order = 1, heading = "%nWhat to index:%n")
  private final InputOptions inputs = new InputOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nWhat to leave out:%n")
  private final FilterOptions filters = new FilterOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nThe index:%n")
  private final IndexOptions index = new IndexOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nLimits for one file:%n")
  private final ExtractionOptions extraction = new ExtractionOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nThe machine:%n")
  private final MachineOptions machine = new MachineOptions();

  @ArgGroup(validate = false, order = 6, heading = "%nWhat must hold to publish:%n")
  private final GateOptions gates = new GateOptions();

  /**
   * Returns the settings that these options stand for.
   *
   * @throws IllegalArgumentException if they do not go together or are out of bounds
   */
  BuildSettings settings(List<String> beamOptions) {
    return new BuildSettings(
        inputs.value(),
        filters.value(),
        extraction.value(),
        index.value(machine),
        machine.value(beamOptions),
        index.target(machine),
        gates.value());
  }

  /** Where the files are. */
  static final class InputOptions {
    @Option(
        names = {"-i", "--input"},
        paramLabel = "[NAME=]PATH",
        description =
            "A directory, a file or a glob; may be repeated. NAME begins the ids of its documents; "
                + "without it the last name of the path does.")
    private List<String> inputs = new ArrayList<>();

    @Option(
        names = "--sources",
        paramLabel = "FILE",
        description =
            "A YAML file that names the inputs and their labels. It takes the place of --input.")
    private Path sources;

    @Option(
        names = "--files-from",
        paramLabel = "LIST",
        description =
            "Index the paths in this file, separated by newlines or NUL bytes; '-' reads standard "
                + "input. Needs --base.")
    private String list;

    @Option(
        names = "--base",
        paramLabel = "DIR",
        description = "The directory that the paths of --files-from are relative to.")
    private Path base;

    private Inputs value() {
      if ((list == null) != (base == null)) {
        throw new IllegalArgumentException("--files-from and --base go together");
      }
      int ways = (inputs.isEmpty() ? 0 : 1) + (sources == null ? 0 : 1) + (list == null ? 0 : 1);
      if (ways == 0) {
        throw new IllegalArgumentException(
            "nothing to index: give --input, --sources or --files-from");
      }
      if (ways > 1) {
        throw new IllegalArgumentException("give one of --input, --sources and --files-from");
      }
      return new Inputs(
          sources == null
              ? inputs.stream().map(Input::parse).toList()
              : new SourcesFile(sources).read(),
          list == null ? Optional.empty() : Optional.of(new FileList(list, base)));
    }
  }

  /** Which files are left out. */
  static final class FilterOptions {
    @Option(
        names = "--include",
        paramLabel = "GLOB",
        description = "Index only files whose path matches; may be repeated.")
    private List<String> includes = new ArrayList<>();

    @Option(
        names = "--exclude",
        paramLabel = "GLOB",
        description = "Leave out files whose path matches; may be repeated.")
    private List<String> excludes = new ArrayList<>();

    @Option(
        names = "--prune",
        description =
            "Do not walk excluded directories. They are reported, the files in them are not "
                + "counted.")
    private boolean prune;

    @Option(names = "--hidden", description = "Take hidden files and directories too.")
    private boolean hidden;

    @Option(
        names = "--max-file-size",
        paramLabel = "SIZE",
        converter = ByteSize.Converter.class,
        description = "Leave out larger files: 10MB, 1GiB. Default: no limit.")
    private ByteSize maxFileSize;

    private Filters value() {
      return new Filters(
          includes,
          excludes,
          prune,
          hidden,
          maxFileSize == null ? OptionalLong.empty() : OptionalLong.of(maxFileSize.bytes()));
    }
  }

  /** The index and its making. */
  static final class IndexOptions {
    @Option(
        names = "--index",
        paramLabel = "DIR",
        description =
            "The index directory; made if it is not there, replaced at one stroke if it is.")
    private Path index;

    @Option(
        names = "--analyzer",
        paramLabel = "NAME",
        description =
            "How text is cut into words: standard, or a language such as english or german. "
                + "Default: standard.")
    private String analyzer = NamedAnalyzers.STANDARD;

    @Option(
        names = "--shards",
        paramLabel = "N",
        description = "Segments that are built in parallel. Default: chosen from the parallelism.")
    private Integer shards;

    @Option(
        names = "--run-id",
        paramLabel = "ID",
        description = "The name of the run in its records. Default: made from the time.")
    private String runId;

    private Indexing value(MachineOptions machine) {
      if (!analyzer.equals(NamedAnalyzers.STANDARD) && !NamedAnalyzers.names().contains(analyzer)) {
        throw new IllegalArgumentException(
            "unknown analyser '"
                + analyzer
                + "'."
                + Suggestions.sentence(analyzer, NamedAnalyzers.names())
                + " There are "
                + String.join(", ", NamedAnalyzers.names())
                + ".");
      }
      return new Indexing(
          analyzer,
          shards == null ? OptionalInt.empty() : OptionalInt.of(shards),
          machine.ramBuffer == null
              ? OptionalLong.empty()
              : OptionalLong.of(machine.ramBuffer.bytes()));
    }

    private Target target(MachineOptions machine) {
      if (index == null) {
        throw new IllegalArgumentException("say where the index goes: --index DIR");
      }
      return new Target(
          index, Optional.ofNullable(machine.workDirectory), Optional.ofNullable(runId));
    }
  }

  /** Limits for one file. */
  static final class ExtractionOptions {
    @Option(
        names = "--max-text",
        paramLabel = "CHARACTERS",
        description = "Longer texts are cut. Default: ${DEFAULT-VALUE}.")
    private int maxText = Extraction.DEFAULT.maxTextCharacters();

    @Option(
        names = "--parse-timeout",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description =
            "Parsing is given up after this, and a second more for every 16 MiB of a file: 500ms, "
                + "60s, 2m. Default: 2m.")
    private Duration parseTimeout = Extraction.DEFAULT.parseTimeout();

    private Extraction value() {
      return new Extraction(maxText, parseTimeout);
    }
  }

  /** What the run may use. */
  static final class MachineOptions {
    @Option(
        names = "--parallelism",
        paramLabel = "N",
        description = "Files extracted, and shards built, at once. Default: the cores.")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(
        names = "--batch-size",
        paramLabel = "FILES",
        description =
            "The most files that travel together. Default: " + Execution.DEFAULT_BATCH_SIZE + ".")
    private int batchSize = Execution.DEFAULT_BATCH_SIZE;

    @Option(
        names = "--ram-buffer",
        paramLabel = "SIZE",
        converter = ByteSize.Converter.class,
        description =
            "Memory for building segments, all together: 256MB. Default: chosen from the heap.")
    private ByteSize ramBuffer;

    @Option(
        names = "--work-dir",
        paramLabel = "DIR",
        description =
            "Where work files go. On another device than the index, its files are copied instead "
                + "of linked. Default: inside the index.")
    private Path workDirectory;

    private Execution value(List<String> beamOptions) {
      return new Execution(parallelism, batchSize, beamOptions);
    }
  }
}
