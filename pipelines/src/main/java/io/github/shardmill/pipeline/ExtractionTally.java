package io.github.shardmill.pipeline;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.DocumentId;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.Source;
import io.github.shardmill.index.MutationEmitter;
import java.util.TreeMap;

/**
 * Counts the files of one batch: what the equations need, what the report draws, and what the
 * progress display shows. Not thread-safe.
 */
final class ExtractionTally {
  private final MutationEmitter emitter;
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private long files;
  private long bytes;
  private long failed;

  ExtractionTally(MutationEmitter emitter) {
    this.emitter = emitter;
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
    String type = "type." + file.contentType();
    add(type + ".files", 1);
    add(type + ".bytes", size);
    add(type + ".micros", file.parseNanos() / 1_000);
    add(type + ".failed", indexed ? 0 : 1);
    add("size." + (63 - Long.numberOfLeadingZeros(Math.max(1, size))) + ".files", 1);
    add("stage.extract.micros", file.parseNanos() / 1_000);
    String second = "throughput." + System.currentTimeMillis() / 1_000;
    add(second + ".files", 1);
    add(second + ".bytes", size);
    rank(source, file, size, millis);
  }

  private void rank(Source source, ExtractedFile file, long size, long millis) {
    String id = DocumentId.of(source, file.entry().path());
    emitter.rank("slowest", id, millis);
    emitter.rank("largest", id, size);
    if (!file.outcome().isIndexed()) {
      emitter.rank("failed", id + "\t" + file.outcome() + "\t" + file.cause(), 1);
    }
  }

  /** Hands the counts over; called on the thread that the runner called on. */
  void publish() {
    counts.forEach(emitter::count);
    RunCounters.FILES_DONE.inc(files);
    RunCounters.BYTES_READ.inc(bytes);
    RunCounters.FILES_FAILED.inc(failed);
  }

  private void add(String counter, long amount) {
    counts.merge(counter, amount, Long::sum);
  }
}
