package io.github.shardmill.pipeline;

import io.github.shardmill.file.extract.ExtractionLimits;
import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.file.extract.Ocr;
import io.github.shardmill.index.Compaction;
import io.github.shardmill.index.Retention;
import io.github.shardmill.index.gate.Percent;
import io.github.shardmill.index.gate.ProbeGate;
import io.github.shardmill.index.schema.IndexSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All that a person decides about one build. Immutable; every part checks its bounds when it is
 * made and throws {@link IllegalArgumentException} with a message that a person can act on.
 *
 * @param inputs where the files are
 * @param filters which of them are left out
 * @param extraction limits for getting text out of one file
 * @param indexing how the index is made
 * @param execution how the work is spread
 * @param target where the index goes and what the run is called
 * @param continuation how it goes on from what the index holds
 * @param gates what must hold for the result to be published
 */
public record BuildSettings(
    Inputs inputs,
    Filters filters,
    Extraction extraction,
    Indexing indexing,
    Execution execution,
    Target target,
    Continuation continuation,
    Gates gates) {

  /**
   * Where the files are: inputs, or a list of files, never both; neither stands for those of the
   * run before.
   *
   * @param inputs in the order given
   * @param fileList a list of paths to read instead
   */
  public record Inputs(List<Input> inputs, Optional<FileList> fileList) {
    /** Those of the run before. */
    public static final Inputs AS_BEFORE = new Inputs(List.of(), Optional.empty());

    /** Copies the list. */
    public Inputs {
      inputs = List.copyOf(inputs);
      if (!inputs.isEmpty() && fileList.isPresent()) {
        throw new IllegalArgumentException("give one of --input, --sources and --files-from");
      }
    }

    /** Returns whether the inputs are those of the run before. */
    public boolean areAsBefore() {
      return inputs.isEmpty() && fileList.isEmpty();
    }
  }

  /**
   * A directory, a single file or a glob.
   *
   * @param name the name of the source; empty takes the last name of the root
   * @param location a path or a glob, as given
   * @param labels what every document of the source is labelled with
   */
  public record Input(Optional<String> name, String location, SortedMap<String, String> labels) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    /** Checks that there is a location, and copies the map. */
    public Input {
      if (location.isEmpty()) {
        throw new IllegalArgumentException("an input needs a path");
      }
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** An input without labels. */
    public Input(Optional<String> name, String location) {
      this(name, location, Collections.emptySortedMap());
    }

    /**
     * Reads {@code NAME=PATH} or {@code PATH}. What stands before the first {@code =} is a name
     * only if it is a valid one, so that {@code ./a=b} is a path.
     */
    public static Input parse(String text) {
      int equals = text.indexOf('=');
      if (equals > 0 && NAME.matcher(text.substring(0, equals)).matches()) {
        return new Input(Optional.of(text.substring(0, equals)), text.substring(equals + 1));
      }
      return new Input(Optional.empty(), text);
    }
  }

  /**
   * A list of files to index.
   *
   * @param list a file of paths separated by newlines or NUL bytes; {@value #STDIN} is standard
   *     input
   * @param base the directory that the paths are relative to, the root of the source
   */
  public record FileList(String list, Path base) {
    /** Stands for standard input. */
    public static final String STDIN = "-";

    /** Returns whether the list comes from standard input. */
    public boolean isStdin() {
      return list.equals(STDIN);
    }
  }

  /**
   * Which files are left out. Globs match the path below the root of the source.
   *
   * @param includes globs, one of which a file must match; none means all files
   * @param excludes globs, none of which a file may match
   * @param prune whether excluded directories are skipped and reported instead of walked and
   *     counted
   * @param hidden whether files and directories whose name begins with a dot are taken
   * @param maxFileSizeBytes larger files are excluded; at least 1
   * @param excludedHashes URI of a list of known files by their digests, which are excluded
   * @param duplicates what becomes of files with the same bytes
   */
  public record Filters(
      List<String> includes,
      List<String> excludes,
      boolean prune,
      boolean hidden,
      OptionalLong maxFileSizeBytes,
      Optional<String> excludedHashes,
      Duplicates duplicates) {
    /** Leaves out hidden files only. */
    public static final Filters NONE =
        new Filters(List.of(), List.of(), false, false, OptionalLong.empty());

    /** Leaves out no file for its digests, and collapses none. */
    public Filters(
        List<String> includes,
        List<String> excludes,
        boolean prune,
        boolean hidden,
        OptionalLong maxFileSizeBytes) {
      this(includes, excludes, prune, hidden, maxFileSizeBytes, Optional.empty(), Duplicates.INDEX);
    }

    /** Returns the same with a list of known files, or without one. */
    public Filters withExcludedHashes(Optional<String> list) {
      return new Filters(includes, excludes, prune, hidden, maxFileSizeBytes, list, duplicates);
    }

    /** Returns the same with another way to treat files with the same bytes. */
    public Filters withDuplicates(Duplicates other) {
      return new Filters(
          includes, excludes, prune, hidden, maxFileSizeBytes, excludedHashes, other);
    }

    /** Copies the lists. */
    public Filters {
      includes = List.copyOf(includes);
      excludes = List.copyOf(excludes);
      maxFileSizeBytes.ifPresent(size -> requireAtLeast("--max-file-size", size, 1));
    }
  }

  /**
   * What is read of one file, and its limits.
   *
   * @param maxTextCharacters text beyond this many UTF-16 units is cut; at least 1
   * @param parseTimeout parsing is given up after this; at least a millisecond
   * @param ocr whether text is read from pictures
   * @param passwords that are tried on encrypted documents
   */
  public record Extraction(
      int maxTextCharacters, Duration parseTimeout, Ocr ocr, Optional<PasswordFile> passwords) {
    /** The limits of {@link ExtractionLimits#DEFAULT}. */
    public static final Extraction DEFAULT =
        new Extraction(
            ExtractionLimits.DEFAULT.maxTextCharacters(),
            Duration.ofMillis(ExtractionLimits.DEFAULT.parseTimeoutMillis()));

    /** Reads no text from pictures and opens nothing that is encrypted. */
    public Extraction(int maxTextCharacters, Duration parseTimeout) {
      this(maxTextCharacters, parseTimeout, Ocr.NONE, Optional.empty());
    }

    /** Returns the same with another way to read text from pictures. */
    public Extraction withOcr(Ocr other) {
      return new Extraction(maxTextCharacters, parseTimeout, other, passwords);
    }

    /** Returns the same with another list of passwords, or without one. */
    public Extraction withPasswords(Optional<PasswordFile> list) {
      return new Extraction(maxTextCharacters, parseTimeout, ocr, list);
    }

    /** Checks the bounds. */
    public Extraction {
      requireAtLeast("--max-text", maxTextCharacters, 1);
      requireAtLeast("--parse-timeout in milliseconds", parseTimeout.toMillis(), 1);
    }
  }

  /**
   * How the index is made.
   *
   * @param analyzer a name that {@link io.github.shardmill.index.schema.NamedAnalyzers} knows
   * @param shards number of shards, 1 to {@value #MAX_SHARDS}; empty leaves it to the pipeline
   * @param ramBufferBytes memory for inverting documents, shared by the shards that are built at
   *     once; at least {@value #MIN_RAM_BUFFER_BYTES}; empty leaves it to the pipeline
   * @param upkeep what becomes of what is there
   */
  public record Indexing(
      String analyzer, OptionalInt shards, OptionalLong ramBufferBytes, Upkeep upkeep) {
    /** The most shards of a run. */
    public static final int MAX_SHARDS = 4096;

    /** The smallest memory for inverting documents. */
    public static final long MIN_RAM_BUFFER_BYTES = 1 << 20;

    /** Returns what the documents look like. */
    public IndexSchema schema() {
      return FileSchema.withAnalyzer(analyzer);
    }

    /** Checks the bounds. */
    public Indexing {
      shards.ifPresent(
          count -> {
            requireAtLeast("--shards", count, 1);
            requireAtMost("--shards", count, MAX_SHARDS);
          });
      ramBufferBytes.ifPresent(
          bytes -> requireAtLeast("--ram-buffer in bytes", bytes, MIN_RAM_BUFFER_BYTES));
    }
  }

  /**
   * What becomes of commits and segments that are there.
   *
   * @param retention which earlier commits stay
   * @param compaction which segments an update merges
   */
  public record Upkeep(Retention retention, Compaction compaction) {
    /** The defaults of both. */
    public static final Upkeep DEFAULT = new Upkeep(Retention.DEFAULT, Compaction.DEFAULT);
  }

  /**
   * How the work is spread.
   *
   * @param parallelism how many files are extracted, and shards built, at once; 1 to {@value
   *     #MAX_PARALLELISM}
   * @param batchSize the most files of a file batch, 1 to {@value #MAX_BATCH_SIZE}
   * @param beamOptions arguments for Beam's {@code PipelineOptionsFactory}, as given
   * @param isolation which documents are parsed in child processes; the result is the same
   */
  public record Execution(
      int parallelism, int batchSize, List<String> beamOptions, Isolation isolation) {
    /** The most threads. */
    public static final int MAX_PARALLELISM = 1024;

    /** The files of a batch unless a person says otherwise. */
    public static final int DEFAULT_BATCH_SIZE = 100;

    /** The most files of a batch. */
    public static final int MAX_BATCH_SIZE = 100_000;

    /** Work whose documents are parsed in child processes where their format needs it. */
    public Execution(int parallelism, int batchSize, List<String> beamOptions) {
      this(parallelism, batchSize, beamOptions, Isolation.AUTO);
    }

    /** Returns the same with another isolation. */
    public Execution withIsolation(Isolation other) {
      return new Execution(parallelism, batchSize, beamOptions, other);
    }

    /** Copies the list and checks the bounds. */
    public Execution {
      beamOptions = List.copyOf(beamOptions);
      requireAtLeast("--parallelism", parallelism, 1);
      requireAtMost("--parallelism", parallelism, MAX_PARALLELISM);
      requireAtLeast("--batch-size", batchSize, 1);
      requireAtMost("--batch-size", batchSize, MAX_BATCH_SIZE);
    }
  }

  /**
   * Where the index goes and what the run is called.
   *
   * @param index the index directory, made if it is not there
   * @param workDirectory where spool and staged shards go; empty is below the index
   * @param runId letters, digits, {@code _}, {@code .} and {@code -}, at most {@value
   *     #MAX_RUN_ID_LENGTH}, not beginning with a dot; empty lets the pipeline choose
   */
  public record Target(Path index, Optional<Path> workDirectory, Optional<String> runId) {
    /** The longest run id. */
    public static final int MAX_RUN_ID_LENGTH = 100;

    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    /** Checks the run id, which becomes the name of a directory. */
    public Target {
      runId.ifPresent(
          id -> {
            if (!RUN_ID.matcher(id).matches() || id.length() > MAX_RUN_ID_LENGTH) {
              throw new IllegalArgumentException(
                  "run id '"
                      + id
                      + "' may hold letters, digits, '_', '-' and, not first, '.'; at most "
                      + MAX_RUN_ID_LENGTH);
            }
          });
    }
  }

  /**
   * What must hold for the result to be published.
   *
   * @param maxDrop how much of the documents may be missing that the commit before had
   * @param maxFailures how much of the discovered files may have failed
   * @param probes queries with the number of documents that each must find, as in {@code
   *     title:contract>=10}
   * @param checkSegments whether Lucene's own check must find the new segments sound
   */
  public record Gates(
      Optional<Percent> maxDrop,
      Optional<Percent> maxFailures,
      List<String> probes,
      boolean checkSegments) {
    /** Everything is published. */
    public static final Gates NONE =
        new Gates(Optional.empty(), Optional.empty(), List.of(), false);

    /** Checks the form of the probes, and copies them. */
    public Gates {
      probes = List.copyOf(probes);
      probes.forEach(probe -> ProbeGate.parse(probe, FileSchema.DATES));
    }
  }

  private static void requireAtLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + " and must be at least " + least);
    }
  }

  private static void requireAtMost(String name, long value, long most) {
    if (value > most) {
      throw new IllegalArgumentException(name + " is " + value + " and must be at most " + most);
    }
  }
}
