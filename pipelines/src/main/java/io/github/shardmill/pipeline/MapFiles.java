package io.github.shardmill.pipeline;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.DocumentId;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedPart;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.change.KnownFile;
import io.github.shardmill.file.discover.SourcePaths;
import io.github.shardmill.file.discover.SourceTouchTimes;
import io.github.shardmill.file.extract.ExtractionLane;
import io.github.shardmill.file.extract.ExtractionResults;
import io.github.shardmill.file.extract.ExtractorConfig;
import io.github.shardmill.file.hashlist.HashAlgorithm;
import io.github.shardmill.index.RunCancelledException;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationEmitter;
import io.github.shardmill.index.mutation.MutationMapper;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.io.RunCancellation;
import io.github.shardmill.pipeline.FileDocuments.Attempt;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.lucene.util.IOUtils;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Does what there is to do with files and documents, and emits a mutation for each that changes.
 * One instance for each thread.
 */
final class MapFiles implements MutationMapper<FileWork> {
  private static final long serialVersionUID = 1L;

  private final Config config;
  private final @Nullable KnownCommit commit;
  private final @Nullable FinishedResults results;
  private transient @Nullable KnownFiles known;
  private transient @Nullable KnownFiles finished;
  private transient ExcludedHashes.@Nullable Opened excluded;
  private transient KnownResults earlier;
  private transient OpenedPasswords passwords;
  private transient ExtractionLane lane;
  private transient CollapsedFiles collapsed;

  /**
   * What a run tells all its mappers.
   *
   * @param runId the run
   * @param extractor how files are extracted
   * @param labels of the sources
   * @param relabelled names of sources whose documents in the index have other labels
   * @param schema of the index
   * @param rebuilds whether the run writes unchanged documents too
   * @param startedMillis when the run began, milliseconds since 1970 UTC
   * @param workers how workers are checked, and where they note how far they are
   * @param excluded files that are left out by their digests
   */
  record Config(
      String runId,
      ExtractorConfig extractor,
      SourceLabels labels,
      Set<String> relabelled,
      IndexSchema schema,
      boolean rebuilds,
      long startedMillis,
      FileWorkers workers,
      ExcludedHashes excluded)
      implements Serializable {}

  /**
   * Makes a mapper.
   *
   * @param commit what is known, if there is a commit whose documents may be used
   * @param results what interrupted runs had finished, if the run goes on from them
   */
  MapFiles(Config config, @Nullable KnownCommit commit, @Nullable FinishedResults results) {
    this.config = config;
    this.commit = commit;
    this.results = results;
  }

  @Override
  public String stepName() {
    return "ExtractFiles";
  }

  @Override
  public void setUp() throws IOException {
    config.workers().check().require();
    OcrCheck.require(config.extractor().ocr());
    known = commit == null ? null : commit.open(!config.rebuilds());
    finished = results == null ? null : results.open();
    excluded = config.excluded().open().orElse(null);
    earlier = new KnownResults(known, finished, excluded);
    passwords = OpenedPasswords.of(config.extractor());
    lane = new ExtractionLane(passwords.extractor(), earlier);
    collapsed = new CollapsedFiles(config, known, this::extractAll);
  }

  @Override
  public void tearDown() throws IOException {
    if (lane != null) {
      lane.close();
    }
    IOUtils.close(passwords, excluded, known, finished);
  }

  @Override
  public void map(FileWork work, MutationEmitter emitter) throws Exception {
    ExtractionTally tally =
        new ExtractionTally(emitter, config.workers().progress(), config.runId());
    if (work instanceof FileWork.Extract extract) {
      extract(extract.batch(), emitter, tally);
    } else if (work instanceof FileWork.Copy copy) {
      for (String id : copy.ids()) {
        // Found by this id in the same commit.
        copy(known.document(id).orElseThrow(), emitter, tally);
      }
    } else if (work instanceof FileWork.Remove remove) {
      for (String id : remove.ids()) {
        emitter.emit(Mutation.delete(id));
      }
    } else if (work instanceof FileWork.Collapse collapse) {
      collapsed.map(collapse, emitter, tally);
    }
    // Here and not on the lane's thread: Beam's metrics belong to the thread that it called on.
    tally.publish();
  }

  private void extract(FileBatch batch, MutationEmitter emitter, ExtractionTally tally)
      throws Exception {
    Source source = batch.source();
    List<FileEntry> files = batch.files();
    if (config.rebuilds() && known != null) {
      files =
          takeUnchanged(
              known,
              source,
              files,
              (file, document) -> {
                copy(document, emitter, tally);
                tally.countUnchanged();
              });
    }
    if (finished != null) {
      files =
          takeUnchanged(
              finished,
              source,
              files,
              (file, document) -> copyFinished(source, file, document, emitter, tally));
    }
    if (files.isEmpty()) {
      return;
    }
    Target target = new Target(source, emitter, tally, isWrittenAgain(source));
    extractAll(new FileBatch(source, files), target);
  }

  private void extractAll(FileBatch batch, Target target) throws Exception {
    config.workers().attempts().extract(batch, new Extracting(target));
  }

  /**
   * Where the results of a batch go.
   *
   * @param source of its files
   * @param writesAgain whether documents are written that the index has as they are
   */
  record Target(
      Source source, MutationEmitter emitter, ExtractionTally tally, boolean writesAgain) {}

  /** Extracts files of one batch, and emits what they hold. */
  private final class Extracting implements Attempts.Extraction, ExtractionResults {
    private final Target target;

    Extracting(Target target) {
      this.target = target;
    }

    @Override
    public void extract(FileBatch files) throws Exception {
      try {
        lane.extract(files, SourcePaths::resolve, this);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    @Override
    public void giveUp(FileEntry file, String cause) throws Exception {
      emit(lane.giveUp(target.source(), file, SourcePaths::resolve, cause), target);
    }

    @Override
    public void accept(ExtractedFile file) {
      emit(file, target);
    }

    @Override
    public void accept(ExtractedPart part) {
      try {
        if (RunCancellation.isStopped(config.runId())) {
          throw new RunCancelledException();
        }
        Source source = target.source();
        target.emitter().emit(FileDocuments.part(source, labels(source), part));
        target.tally().show(part);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Takes a file that need not be extracted, and the document of it that is known. */
  @FunctionalInterface
  private interface Taker {
    void take(FileEntry file, int document) throws IOException;
  }

  /** Hands over the files that are as they were, and returns the others. */
  private static List<FileEntry> takeUnchanged(
      KnownFiles origin, Source source, List<FileEntry> files, Taker taker) throws IOException {
    SourceTouchTimes touchTimes = new SourceTouchTimes(source);
    List<FileEntry> others = new ArrayList<>();
    for (FileEntry file : files) {
      OptionalInt document = origin.unchanged(source, file, touchTimes);
      if (document.isPresent()) {
        taker.take(file, document.getAsInt());
      } else {
        others.add(file);
      }
    }
    return others;
  }

  /** Writes the document of a file that an interrupted run had finished. */
  private void copyFinished(
      Source source, FileEntry entry, int document, MutationEmitter emitter, ExtractionTally tally)
      throws IOException {
    Map<String, List<Object>> values = finished.lookup().values(document);
    boolean isSame = isInCommit(source, entry, values);
    if (isSame && !isWrittenAgain(source)) {
      tally.countConfirmed();
      return;
    }
    EmittedFamily.Mapping copy =
        known -> FileDocuments.copied(labels(source), known, config.schema());
    long documents = EmittedFamily.of(finished, document, copy, copy).emit(emitter);
    if (isSame) {
      tally.countConfirmed();
      tally.countCopied(documents);
    } else {
      tally.countReused(source, entry, finished.file(document).outcome(), entry.size());
      tally.countReusedItems(documents - 1);
    }
  }

  /**
   * Returns whether the commit has the same bytes of a file that the interrupted run read: that run
   * listed it later, so its times may be trusted where those of the commit may not.
   */
  private boolean isInCommit(Source source, FileEntry entry, Map<String, List<Object>> values)
      throws IOException {
    OptionalInt own = known == null ? OptionalInt.empty() : known.document(source, entry);
    List<Object> digest = values.getOrDefault(FileSchema.SHA256, List.of());
    return own.isPresent()
        && !digest.isEmpty()
        && known.lookup().holds(own.getAsInt(), FileSchema.SHA256, (String) digest.get(0))
        && known.file(own.getAsInt()).modifiedMillis() == entry.modifiedMillis()
        && known.isReusable(own.getAsInt());
  }

  /** Returns whether the documents of unchanged files of a source are written all the same. */
  private boolean isWrittenAgain(Source source) {
    return config.rebuilds() || config.relabelled().contains(source.name());
  }

  private void copy(int document, MutationEmitter emitter, ExtractionTally tally)
      throws IOException {
    List<String> labels = config.labels().of(known.lookup().keyword(FileSchema.SOURCE, document));
    EmittedFamily.Mapping copy = values -> FileDocuments.copied(labels, values, config.schema());
    tally.countCopied(EmittedFamily.of(known, document, copy, copy).emit(emitter));
  }

  private void emit(ExtractedFile file, Target target) {
    Source source = target.source();
    try {
      if (RunCancellation.isStopped(config.runId())) {
        throw new RunCancelledException();
      }
      Optional<HashAlgorithm> listed = exclusion(file);
      if (listed.isPresent()) {
        leaveOut(file, listed.get(), target);
      } else if (file.earlier().isPresent()) {
        reuse(file, target);
      } else {
        Attempt attempt = new Attempt(1 + failuresBefore(source, file), config.startedMillis());
        target.emitter().emit(FileDocuments.upsert(source, labels(source), file, attempt));
        target.tally().count(source, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asked again of files that were parsed, too: one that changed meanwhile is another file. */
  private Optional<HashAlgorithm> exclusion(ExtractedFile file) throws IOException {
    return file.digests().isEmpty() ? Optional.empty() : earlier.exclusion(file.digests().get());
  }

  /** Counts and records a file that is on the list, and takes its document out of the index. */
  private void leaveOut(ExtractedFile file, HashAlgorithm listed, Target target)
      throws IOException {
    String id = DocumentId.of(target.source().name(), file.entry().path());
    if (known != null && !config.rebuilds() && known.document(id).isPresent()) {
      target.emitter().emit(Mutation.delete(id));
    }
    target.emitter().record(LeftOut.line(id, file, listed));
    target.tally().countLeftOut(file);
  }

  private void reuse(ExtractedFile file, Target target) throws IOException {
    Source source = target.source();
    ExtractionTally tally = target.tally();
    long handle = file.earlier().getAsLong();
    KnownFiles origin = KnownResults.isFinished(handle) ? finished : known;
    int document = KnownResults.document(handle);
    boolean isSame =
        origin == known
            && known.document(source, file.entry()).equals(OptionalInt.of(document))
            && known.file(document).modifiedMillis() == file.modifiedMillis();
    if (isSame && !target.writesAgain()) {
      tally.countConfirmed();
      return;
    }
    List<String> labels = labels(source);
    IndexSchema schema = config.schema();
    long documents =
        EmittedFamily.of(
                origin,
                document,
                values -> FileDocuments.reusedFile(source, labels, file, values, schema),
                values -> FileDocuments.reusedItem(source, labels, file, values, schema))
            .emit(target.emitter());
    if (isSame) {
      tally.countConfirmed();
      tally.countCopied(documents);
    } else {
      tally.countReusedItems(documents - 1);
      long size = file.digests().map(Digests::size).orElse(0L);
      tally.countReused(source, file.entry(), origin.file(document).outcome(), size);
    }
  }

  private long failuresBefore(Source source, ExtractedFile file) throws IOException {
    if (known == null || !file.outcome().isRetryable()) {
      return 0;
    }
    OptionalInt document = known.document(source, file.entry());
    if (document.isEmpty()) {
      return 0;
    }
    KnownFile before = known.file(document.getAsInt());
    boolean isSame =
        before.size() == file.entry().size()
            && before.modifiedMillis() == file.entry().modifiedMillis();
    return isSame ? before.attempts() : 0;
  }

  private List<String> labels(Source source) {
    return config.labels().of(source.name());
  }
}
