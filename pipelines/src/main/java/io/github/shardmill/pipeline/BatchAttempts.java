package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileBatchCoder;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.index.store.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.apache.beam.sdk.util.CoderUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the file that kills the worker which parses it: a runner would give its batch to the next
 * worker, and so on for ever.
 *
 * <p>Who extracts a batch keeps a marker in the run's work directory meanwhile, {@code
 * attempts/BATCH/ATTEMPT}, where BATCH is a hash of the source and the files as listed. It is gone
 * when the batch is done, when its extraction threw, and when it was cancelled; so one that stays
 * tells of a process that died. Two of them, and the batch is extracted file by file, with a marker
 * for each file, while no other file is parsed in the process: then a death is that file's. A file
 * with two such markers is not parsed again.
 *
 * <p>So the file costs four workers, two for its batch and two of its own, and no innocent file is
 * given up because it was in the same process. Workers that are killed from outside count too; a
 * file is given up by mistake only if that happens twice while it is parsed alone.
 *
 * <h2>Which attempts are dead</h2>
 *
 * A runner that takes a worker for lost may begin a batch a second time while the first attempt
 * still goes on. So a marker counts as dead only if its process is no more, or does not show any
 * life for {@value #WATCHED_WRITES} times as long as it should need for that: workers with an open
 * marker write their progress notes again and again. A process that pauses longer, or cannot reach
 * the work directory, is taken for dead. Such a mistake costs time, unless it happens four times
 * with one file.
 */
final class BatchAttempts implements Attempts {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(BatchAttempts.class);
  private static final int WATCHED_WRITES = 5;
  private static final int MOST_DEATHS = 2;
  private static final int HASH_CHARACTERS = 40;

  /** Batches of this process share it; a file that is under suspicion has it alone. */
  private static final ReadWriteLock PARSING = new ReentrantReadWriteLock(true);

  private final String directory;
  private final ProgressNotes notes;
  private final long watchMillis;

  /**
   * Counts the attempts of a run.
   *
   * @param directory of their markers; it need not be there
   * @param notes of the same run, where workers show that they are alive
   */
  BatchAttempts(Path directory, ProgressNotes notes) {
    this(directory, notes, WATCHED_WRITES * ProgressNotes.WRITE_MILLIS);
  }

  BatchAttempts(Path directory, ProgressNotes notes, long watchMillis) {
    this.directory = directory.toString();
    this.notes = notes;
    this.watchMillis = watchMillis;
  }

  @Override
  public void extract(FileBatch batch, Extraction extraction) throws Exception {
    AttemptMarkers markers = markers(nameOfBatch(batch));
    if (markers.deaths(watchMillis).size() < MOST_DEATHS) {
      PARSING.readLock().lockInterruptibly();
      try (AttemptMarkers.Open open = markers.open()) {
        LOG.trace("{} is being extracted", open);
        extraction.extract(batch);
      } finally {
        PARSING.readLock().unlock();
      }
      return;
    }
    LOG.warn(
        "workers died while they extracted a batch of {} files, from {} of source {} on; it is"
            + " extracted file by file",
        batch.files().size(),
        batch.files().get(0).path().display(),
        batch.source().name());
    for (FileEntry file : batch.files()) {
      extractAlone(new FileBatch(batch.source(), List.of(file)), extraction);
    }
  }

  private void extractAlone(FileBatch file, Extraction extraction) throws Exception {
    AttemptMarkers markers = markers(nameOfFile(file));
    List<WorkerProcess> deaths = markers.deaths(watchMillis);
    if (deaths.size() >= MOST_DEATHS) {
      extraction.giveUp(file.files().get(0), cause(deaths));
      return;
    }
    PARSING.writeLock().lockInterruptibly();
    try (AttemptMarkers.Open open = markers.open()) {
      LOG.trace("{} is being extracted alone", open);
      extraction.extract(file);
    } finally {
      PARSING.writeLock().unlock();
    }
  }

  private static String cause(Collection<WorkerProcess> deaths) {
    String hosts =
        deaths.stream().map(WorkerProcess::host).distinct().collect(Collectors.joining(", "));
    return deaths.size()
        + " workers died while they parsed it and nothing else, on "
        + hosts
        + ": of memory that ran out or of an error in native code; it was not parsed again";
  }

  private AttemptMarkers markers(String name) {
    return new AttemptMarkers(directory, name, notes);
  }

  /** Returns what the markers of a batch are kept under. */
  static String nameOfBatch(FileBatch batch) throws IOException {
    return "batch-" + hash(batch);
  }

  /** Returns what the markers of a file that is extracted alone are kept under. */
  static String nameOfFile(FileBatch file) throws IOException {
    return "file-" + hash(file);
  }

  private static String hash(FileBatch batch) throws IOException {
    byte[] bytes = CoderUtils.encodeToByteArray(FileBatchCoder.of(), batch);
    return Sha256.of(bytes).substring(0, HASH_CHARACTERS);
  }
}
