package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.change.Change;
import io.github.shardmill.file.discover.SourceTouchTimes;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.read.DocumentMarks;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Compares listed files with the index, batch by batch: passes on what there is to do, and marks
 * the documents whose files are there.
 */
final class CompareFilesFn extends DoFn<FileBatch, FileWork> {
  /** What there is to do. */
  static final TupleTag<FileWork> WORK = new TupleTag<>("work");

  /** One part for each bundle. */
  static final TupleTag<ComparedPart> COMPARED = new TupleTag<>("compared");

  private static final long serialVersionUID = 1L;

  private final KnownCommit commit;
  private final boolean rebuilds;
  private final boolean collapses;
  private final Set<String> relabelled;
  private final FileWorkers workers;
  private transient KnownFiles known;
  private transient DocumentMarks.Builder found;
  private transient long unchanged;
  private transient long postponed;

  /**
   * Makes the function.
   *
   * @param rebuilds whether all files are passed on, since unchanged ones are written again
   * @param collapses whether unchanged files are passed on, since others may have the same bytes
   * @param relabelled names of sources whose documents get other labels
   * @param workers how workers are checked, and where they note how far they are
   */
  CompareFilesFn(
      KnownCommit commit,
      boolean rebuilds,
      boolean collapses,
      Set<String> relabelled,
      FileWorkers workers) {
    this.commit = commit;
    this.rebuilds = rebuilds;
    this.collapses = collapses;
    this.relabelled = Set.copyOf(relabelled);
    this.workers = workers;
  }

  @Setup
  public void setUp() throws IOException {
    workers.check().require();
    known = commit.open();
  }

  @StartBundle
  public void startBundle() {
    found = new DocumentMarks.Builder();
    unchanged = 0;
    postponed = 0;
  }

  @ProcessElement
  public void compare(@Element FileBatch batch, OutputReceiver<FileWork> output)
      throws IOException {
    Source source = batch.source();
    SourceTouchTimes touchTimes = new SourceTouchTimes(source);
    List<FileEntry> changed = new ArrayList<>();
    List<FileEntry> shared = new ArrayList<>();
    List<String> copied = new ArrayList<>();
    for (FileEntry file : batch.files()) {
      OptionalInt document = known.document(source, file);
      document.ifPresent(found::add);
      // what is written again as a whole needs no judgement
      Change change = rebuilds ? Change.OUTDATED : known.judge(source, file, document, touchTimes);
      if (change == Change.POSTPONED) {
        postponed++;
      } else if (change != Change.UNCHANGED) {
        changed.add(file);
      } else {
        unchanged++;
        if (collapses && isShareable(file, document.getAsInt())) {
          shared.add(file);
        } else if (relabelled.contains(source.name())) {
          copied.add(known.lookup().keyword(IndexSchema.ID, document.getAsInt()));
        }
      }
    }
    if (!changed.isEmpty()) {
      output.output(new FileWork.Extract(new FileBatch(source, changed)));
    }
    if (!shared.isEmpty()) {
      output.output(new FileWork.Unchanged(new FileBatch(source, shared)));
    }
    if (!copied.isEmpty()) {
      output.output(new FileWork.Copy(copied));
    }
    long same = (long) batch.files().size() - changed.size();
    RunCounters.FILES_DONE.inc(same);
    workers.progress().add(ProgressCounts.FILES_DONE, same);
  }

  /** Returns whether a file holds something that others may hold too. */
  private boolean isShareable(FileEntry file, int document) throws IOException {
    return file.size() > 0 && known.file(document).outcome().isIndexed();
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    workers.progress().flush();
    Tally.Builder tally = new Tally.Builder();
    tally.count(RunCounters.UNCHANGED, unchanged);
    if (postponed > 0) {
      tally.count(RunCounters.POSTPONED, postponed);
    }
    context.output(
        COMPARED,
        new ComparedPart(found.build(), tally.build(), List.of()),
        BoundedWindow.TIMESTAMP_MIN_VALUE,
        GlobalWindow.INSTANCE);
  }

  @Teardown
  public void tearDown() throws IOException {
    if (known != null) {
      known.close();
    }
  }
}
