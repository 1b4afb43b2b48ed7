package io.github.shardmill.cli;

import io.github.shardmill.index.Compaction;
import io.github.shardmill.index.Retention;
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
import io.github.shardmill.pipeline.BuildSettings.Upkeep;
import io.github.shardmill.pipeline.Continuation;
import io.github.shardmill.pipeline.Duplicates;
import io.github.shardmill.pipeline.RememberedSettings;
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

/**
 * The options of a build or an update, in the groups that its help shows. What is not given is as
 * in the run before, for a run that goes on from one.
 */
final class BuildOptions {
  @ArgGroup(validate = false, order = 1, heading = "%nWhat to index:%n")
  private final InputOptions inputs = new InputOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nWhat to leave out:%n")
  private final FilterOptions filters = new FilterOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nThe index:%n")
  private final IndexOptions index = new IndexOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nWhat is read of one file:%n")
  private final ExtractionOptions extraction = new ExtractionOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nThe machine:%n")
  private final MachineOptions machine = new MachineOptions();

  @ArgGroup(validate = false, order = 6, heading = "%nWhat must hold to publish:%n")
  private final GateOptions gates = new GateOptions();

  /**
   * Returns the settings that these options stand for.
   *
   * @param target the index directory
   * @param before settings of the run that this one goes on from
   * @throws IllegalArgumentException if they do not go together or are out of bounds
   */
  BuildSettings settings(
      Path target,
      Continuation continuation,
      Optional<RememberedSettings> before,
      List<String> beamOptions) {
    return new BuildSettings(
        inputs.value(before.isEmpty()),
        filters.value(before.map(RememberedSettings::filters).orElse(Filters.NONE)),
        extraction.value(before.map(RememberedSettings::extraction).orElse(Extraction.DEFAULT)),
        index.value(
            before.map(RememberedSettings::analyzer).orElse(NamedAnalyzers.STANDARD),
            before.map(RememberedSettings::upkeep).orElse(Upkeep.DEFAULT),
            machine),
        machine.value(beamOptions).withIsolation(extraction.isolation()),
        index.target(target, machine),
        continuation,
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

    private Inputs value(boolean needed) {
      if ((list == null) != (base == null)) {
        throw new IllegalArgumentException("--files-from and --base go together");
      }
      int ways = (inputs.isEmpty() ? 0 : 1) + (sources == null ? 0 : 1) + (list == null ? 0 : 1);
      if (ways == 0 && !needed) {
        return Inputs.AS_BEFORE;
      }
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
    private List<String> includes;

    @Option(
        names = "--exclude",
        paramLabel = "GLOB",
        description = "Leave out files whose path matches; may be repeated.")
    private List<String> excludes;

    @Option(
        names = "--prune",
        negatable = true,
        description =
            "Do not walk excluded directories. They are reported, the files in them are not "
                + "counted.")
    private Boolean prune;

    @Option(
        names = "--hidden",
        negatable = true,
        description = "Take hidden files and directories too.")
    private Boolean hidden;

    @Option(
        names = "--max-file-size",
        paramLabel = "SIZE",
        converter = ByteSize.Converter.class,
        description = "Leave out larger files: 10MB, 1GiB. Default: no limit.")
    private ByteSize maxFileSize;

    @Option(
        names = "--exclude-hashes",
        paramLabel = "FILE",
        description =
            "Leave out files whose MD5, SHA-1 or SHA-256 begins a line of this list, such as one "
                + "of the National Software Reference Library.")
    private Path excludedHashes;

    @Option(
        names = "--no-exclude-hashes",
        description = "Leave out no file for its digest any more.")
    private boolean noExcludedHashes;

    @Option(
        names = "--duplicates",
        paramLabel = "HOW",
        description =
            "What becomes of files with the same bytes: 'index' makes each a document, 'collapse' "
                + "makes one document that names all places. Default: index.")
    private Duplicates duplicates;

    private Filters value(Filters before) {
      return new Filters(
          includes == null ? before.includes() : includes,
          excludes == null ? before.excludes() : excludes,
          prune == null ? before.prune() : prune,
          hidden == null ? before.hidden() : hidden,
          maxFileSize == null ? before.maxFileSizeBytes() : OptionalLong.of(maxFileSize.bytes()),
          excludedHashes(before),
          duplicates == null ? before.duplicates() : duplicates);
    }

    private Optional<String> excludedHashes(Filters before) {
      if (noExcludedHashes && excludedHashes != null) {
        throw new IllegalArgumentException("give --exclude-hashes or --no-exclude-hashes");
      }
      if (excludedHashes != null) {
        return Optional.of(excludedHashes.toAbsolutePath().toUri().toString());
      }
      return noExcludedHashes ? Optional.empty() : before.excludedHashes();
    }
  }

  /** The index and its making. */
  static final class IndexOptions {
    @Option(
        names = "--analyzer",
        paramLabel = "NAME",
        description =
            "How text is cut into words: standard, or a language such as english or german. "
                + "Default: standard.")
    private String analyzer;

    @Option(
        names = "--shards",
        paramLabel = "N",
        description = "Segments that are built in parallel. Default: chosen from the parallelism.")
    private Integer shards;

    @Option(
        names = "--keep-builds",
        paramLabel = "N",
        description = "Full builds to keep for a rollback, the current one included. Default: 3.")
    private Integer keepBuilds;

    @Option(
        names = "--keep-for",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description =
            "Keep every earlier commit for so long after the next one replaced it: 12h, 7d. "
                + "Default: 24h.")
    private Duration keepFor;

    @Option(
        names = "--compact",
        paramLabel = "HOW",
        description =
            "Which neighbouring segments an update merges: those alike in size or in count of "
                + "documents, or none. Default: size.")
    private Compaction.Measure compact;

    @Option(
        names = "--compact-up-to",
        paramLabel = "SIZE",
        converter = ByteSize.Converter.class,
        description = "Never merge into a segment larger than this. Default: 2GiB.")
    private ByteSize compactUpTo;

    @Option(
        names = "--run-id",
        paramLabel = "ID",
        description = "The name of the run in its records. Default: made from the time.")
    private String runId;

    private Indexing value(String analyzerBefore, Upkeep before, MachineOptions machine) {
      String chosen = analyzer == null ? analyzerBefore : requireKnown(analyzer);
      return new Indexing(
          chosen,
          shards == null ? OptionalInt.empty() : OptionalInt.of(shards),
          machine.ramBufferBytes(),
          new Upkeep(retention(before.retention()), compaction(before.compaction())));
    }

    private Retention retention(Retention before) {
      return new Retention(
          keepBuilds == null ? before.keepBuilds() : keepBuilds,
          keepFor == null ? before.keepForMillis() : keepFor.toMillis());
    }

    private Compaction compaction(Compaction before) {
      return new Compaction(
          compact == null ? before.measure() : compact,
          compactUpTo == null ? before.maxBytes() : compactUpTo.bytes());
    }

    private static String requireKnown(String analyzer) {
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
      return analyzer;
    }

    private Target target(Path index, MachineOptions machine) {
      return new Target(index, machine.workDirectory(), Optional.ofNullable(runId));
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

    Execution value(List<String> beamOptions) {
      return new Execution(parallelism, batchSize, beamOptions);
    }

    OptionalLong ramBufferBytes() {
      return ramBuffer == null ? OptionalLong.empty() : OptionalLong.of(ramBuffer.bytes());
    }

    Optional<Path> workDirectory() {
      return Optional.ofNullable(workDirectory);
    }
  }
}
