package io.github.shardmill.pipeline;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.DocumentId;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedPart;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.Source;
import io.github.shardmill.index.TypeTally;
import io.github.shardmill.index.WorkerTally;
import io.github.shardmill.index.mutation.MutationEmitter;
import io.github.shardmill.index.store.ProgressNotes;
import java.util.TreeMap;

/**
 * Counts the files of one batch: what the equations need, what the report draws, and what the
 * progress display shows. Not thread-safe.
 */
final class ExtractionTally {
  private final MutationEmitter emitter;
  private final ProgressNotes progress;
  private final String runId;
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private final TreeMap<String, Long> nanos = new TreeMap<>();
  private long files;
  private long bytes;
  private long failed;
  private long items;
  private final long startNanos = System.nanoTime();

  /**
   * Counts nothing yet.
   *
   * @param progress takes what others are to see of this process
   * @param runId the run that counts
   */
  ExtractionTally(MutationEmitter emitter, ProgressNotes progress, String runId) {
    this.emitter = emitter;
    this.progress = progress;
    this.runId = runId;
  }

  /** Shows at once how many items were found of a file that may take long; it is counted later. */
  void show(ExtractedPart part) {
    EarlyItems.add(runId, part.items().size());
    progress.add(ProgressCounts.ITEMS_FOUND, part.items().size());
  }

  void count(Source source, ExtractedFile file) {
    long size = file.digests().map(Digests::size).orElse(0L);
    long millis = file.parseNanos() / 1_000_000;
    boolean indexed = file.outcome().isIndexed();
    files++;
    bytes += size;
    failed += indexed ? 0 : 1;
    add(indexed ? RunCounters.INDEXED : RunCounters.FAILED, 1);
    add(RunCounters.BYTES, size);
    add("outcome." + file.outcome() + ".files", 1);
    String type = file.contentType();
    add(TypeTally.counter(type, TypeTally.FILES), 1);
    add(TypeTally.counter(type, TypeTally.BYTES), size);
    addTime(TypeTally.counter(type, TypeTally.MILLIS), file);
    add(TypeTally.counter(type, TypeTally.FAILED), indexed ? 0 : 1);
    add("size." + magnitude(size) + ".files", 1);
    addTime("stage.extract.millis", file);
    String second = "throughput." + System.currentTimeMillis() / 1_000;
    add(second + ".files", 1);
    add(second + ".bytes", size);
    rank(source, file, size, millis);
    items += file.items().size();
    file.items().forEach(item -> countItems(item.outcome(), 1));
    file.parts().outcomes().forEach(this::countItems);
  }

  private void countItems(Outcome outcome, long items) {
    add(RunCounters.ITEMS, items);
    add(RunCounters.ITEMS_FAILED, outcome.isIndexed() ? 0 : items);
    add("items." + outcome + ".items", items);
  }

  /** Counts a file that is left out, for its digest is on a list. */
  void countLeftOut(ExtractedFile file) {
    long size = file.digests().map(Digests::size).orElse(0L);
    files++;
    bytes += size;
    add(RunCounters.EXCLUDED, 1);
    add(RunCounters.EXCLUDED_BY_HASH, 1);
    add(RunCounters.BYTES, size);
  }

  /** Counts a file whose text is in the document of another one. */
  void countDuplicate(long size) {
    files++;
    bytes += size;
    add(RunCounters.DUPLICATES, 1);
    add(RunCounters.BYTES, size);
  }

  /** Counts an unchanged file whose document is written again. */
  void countUnchanged() {
    files++;
    add(RunCounters.UNCHANGED, 1);
  }

  /** Counts a file that only its bytes proved unchanged. */
  void countConfirmed() {
    countUnchanged();
    add(RunCounters.CONFIRMED, 1);
  }

  /** Counts documents that are written again as they are. */
  void countCopied(long documents) {
    add(RunCounters.COPIED, documents);
  }

  /** Counts the items of a file whose text came from the index, or from an interrupted run. */
  void countReusedItems(long items) {
    add(RunCounters.ITEMS, items);
  }

  /** Counts a file whose text came from the index, or from a run that was interrupted. */
  void countReused(Source source, FileEntry file, Outcome outcome, long size) {
    files++;
    bytes += size;
    add(RunCounters.INDEXED, 1);
    add(RunCounters.REUSED, 1);
    add(RunCounters.BYTES, size);
    add("outcome." + outcome + ".files", 1);
    emitter.rank("largest", DocumentId.of(source.name(), file.path()), size);
  }

  private void rank(Source source, ExtractedFile file, long size, long millis) {
    String id = DocumentId.of(source.name(), file.entry().path());
    emitter.rank("slowest", id, millis);
    emitter.rank("largest", id, size);
    if (!file.outcome().isIndexed()) {
      emitter.rank(
          "failed", id + "\t" + file.outcome() + "\t" + file.cause().replace('\t', ' '), 1);
    }
  }

  /** Hands the counts over; called on the thread that the runner called on. */
  void publish() {
    counts.forEach(emitter::count);
    nanos.forEach((name, spent) -> emitter.count(name, spent / 1_000_000));
    if (files > 0) {
      long micros = (System.nanoTime() - startNanos) / 1_000;
      emitter.count(WorkerTally.counter(WorkerTally.FILES), files);
      emitter.count(WorkerTally.counter(WorkerTally.BYTES), bytes);
      emitter.count(WorkerTally.counter(WorkerTally.MICROS), micros);
    }
    RunCounters.FILES_DONE.inc(files);
    RunCounters.BYTES_READ.inc(bytes);
    RunCounters.FILES_FAILED.inc(failed);
    RunCounters.ITEMS_FOUND.inc(items);
    progress.add(ProgressCounts.BYTES_READ, bytes);
    progress.add(ProgressCounts.FILES_FAILED, failed);
    progress.add(ProgressCounts.ITEMS_FOUND, items);
    progress.add(ProgressCounts.FILES_DONE, files);
  }

  /** Returns the largest power of two that is not more than a size; -1 for an empty file. */
  private static int magnitude(long size) {
    return 63 - Long.numberOfLeadingZeros(size);
  }

  /** Summed up in nanoseconds, since most files take less than a millisecond. */
  private void addTime(String name, ExtractedFile file) {
    nanos.merge(name, file.parseNanos(), Long::sum);
  }

  private void add(String counter, long amount) {
    counts.merge(counter, amount, Long::sum);
  }
}
