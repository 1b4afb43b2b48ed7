package io.github.shardmill.pipeline.read;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.DocumentId;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.discover.FileFilter;
import io.github.shardmill.file.discover.FileListing;
import io.github.shardmill.file.discover.SourcePaths;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.extract.FileDigests;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.DocumentLookup;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.pipeline.Failures;
import io.github.shardmill.pipeline.FileSchema;
import io.github.shardmill.pipeline.ListedHashes;
import io.github.shardmill.pipeline.ListedSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.util.FixedBitSet;

/**
 * Compares an index with its sources, byte by byte: every file is read and digested again, and its
 * digests are looked up in the index. Writes nothing. For one use.
 *
 * <p>Reads with as many threads as there are cores; one bit for each document and some hundred
 * listed files are held in memory.
 */
public final class SourceComparison {
  private static final int BATCH_FILES = 64;
  private static final int BATCHES_IN_FLIGHT_PER_THREAD = 4;

  private final CommittedIndex index;
  private final ReadProgress progress;
  private final ListedHashes known;
  private final FixedBitSet seen;
  private final Map<SourceFileState, Long> counts = new EnumMap<>(SourceFileState.class);
  private final Map<SourceFileState, TreeSet<String>> ids = new EnumMap<>(SourceFileState.class);
  private long compared;
  private long excluded;
  private long unreadableDirectories;
  private final List<String> unreadableSources = new ArrayList<>();

  private SourceComparison(CommittedIndex index, ReadProgress progress, ListedHashes known) {
    this.index = index;
    this.progress = progress;
    this.known = known;
    this.seen = new FixedBitSet(index.reader().maxDoc());
    for (SourceFileState state : SourceFileState.values()) {
      counts.put(state, 0L);
      ids.put(state, new TreeSet<>(DocumentId::compare));
    }
  }

  /**
   * Compares.
   *
   * @param progress called by the calling thread
   * @throws IllegalArgumentException if the index does not say where its files came from
   * @throws IOException if the index cannot be read
   */
  public static SourceReport compare(CommittedIndex index, ReadProgress progress)
      throws IOException {
    ListedSources sources =
        index
            .data()
            .flatMap(ListedSources::of)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the index does not say where its files came from: no build or update of"
                            + " files made it"));
    try (ListedHashes known = sources.openHashes()) {
      return new SourceComparison(index, progress, known).run(sources);
    }
  }

  private SourceReport run(ListedSources sources) throws IOException {
    FileFilter filter = sources.filter().withOwnDirectories(List.of(index.layout().index()));
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService readers = Executors.newFixedThreadPool(threads, SourceComparison::reader);
    try {
      Readers pool = new Readers(readers, threads * BATCHES_IN_FLIGHT_PER_THREAD);
      for (SourceSpec spec : sources.specs()) {
        list(spec, filter, pool);
      }
      pool.finish();
    } finally {
      readers.shutdownNow();
    }
    countMissing();
    Map<SourceFileState, SourceReport.Group> groups = new EnumMap<>(SourceFileState.class);
    counts.forEach(
        (state, files) ->
            groups.put(state, new SourceReport.Group(files, List.copyOf(ids.get(state)))));
    return new SourceReport(groups, excluded, unreadableDirectories, unreadableSources);
  }

  private static Thread reader(Runnable reading) {
    Thread thread = new Thread(reading, "shardmill-source-reader");
    thread.setDaemon(true);
    return thread;
  }

  private void list(SourceSpec spec, FileFilter filter, Readers pool) throws IOException {
    try {
      FileListing.list(spec, filter, new Listing(spec.source(), pool));
    } catch (ComparisonFailedException e) {
      throw e;
    } catch (IOException e) {
      unreadableSources.add(spec.source().name() + " (" + Failures.line(e) + ")");
    }
  }

  /** Roots that no file was found for; items of archives and mails have no file of their own. */
  private void countMissing() throws IOException {
    DocumentLookup lookup = new DocumentLookup(index);
    try {
      lookup.forEachUnmarked(seen, document -> countMissing(document, lookup));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void countMissing(int document, DocumentLookup lookup) {
    try {
      String id = lookup.keyword(IndexSchema.ID, document);
      if (id.equals(lookup.keyword(IndexSchema.ROOT, document))) {
        count(SourceFileState.MISSING, id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void count(SourceFileState state, String id) {
    counts.merge(state, 1L, Long::sum);
    TreeSet<String> first = ids.get(state);
    first.add(id);
    if (first.size() > SourceReport.MAX_IDS) {
      first.pollLast();
    }
  }

  /** Returns whether the document was not seen before: a list may name a file twice. */
  private synchronized boolean see(int document) {
    boolean first = !seen.get(document);
    seen.set(document);
    return first;
  }

  /** Takes the listing of one source and hands it on in batches. */
  private final class Listing implements FileListing.Visitor {
    private final Source source;
    private final Readers pool;
    private List<FileEntry> batch = new ArrayList<>();

    Listing(Source source, Readers pool) {
      this.source = source;
      this.pool = pool;
    }

    @Override
    public void file(FileEntry entry) throws IOException {
      batch.add(entry);
      if (batch.size() == BATCH_FILES) {
        end();
      }
    }

    @Override
    public void excluded(RelativePath path) {
      countExcluded();
    }

    @Override
    public void unreadableDirectory(RelativePath path) {
      unreadableDirectories++;
    }

    @Override
    public void end() throws IOException {
      if (!batch.isEmpty()) {
        pool.submit(source, batch);
        batch = new ArrayList<>();
      }
    }
  }

  /** The threads that read files; submitting waits while they are busy. */
  private final class Readers {
    private final ExecutorService executor;
    private final ArrayBlockingQueue<Future<Integer>> running;

    Readers(ExecutorService executor, int most) {
      this.executor = executor;
      this.running = new ArrayBlockingQueue<>(most);
    }

    void submit(Source source, List<FileEntry> batch) throws IOException {
      if (running.remainingCapacity() == 0) {
        await();
      }
      running.add(executor.submit(() -> compare(source, batch)));
    }

    void finish() throws IOException {
      while (!running.isEmpty()) {
        await();
      }
    }

    /** Waits for the batch that was submitted first. */
    private void await() throws IOException {
      try {
        compared += running.remove().get();
        progress.report("sources", compared, Math.max(compared, index.reader().numDocs()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ComparisonFailedException("the comparison was interrupted", e);
      } catch (ExecutionException e) {
        throw new ComparisonFailedException(
            String.valueOf(e.getCause().getMessage()), e.getCause());
      }
    }
  }

  private int compare(Source source, List<FileEntry> batch) throws IOException {
    DocumentLookup lookup = new DocumentLookup(index);
    for (FileEntry entry : batch) {
      compare(source, entry, lookup);
    }
    return batch.size();
  }

  private void compare(Source source, FileEntry entry, DocumentLookup lookup) throws IOException {
    String id = DocumentId.of(source.name(), entry.path());
    List<Integer> found = lookup.find(IndexSchema.ID, id, 1);
    if (found.isEmpty()) {
      if (isLeftOut(source, entry)) {
        countExcluded();
      } else {
        count(SourceFileState.NEW, id);
      }
    } else if (see(found.get(0))) {
      count(state(source, entry, lookup, found.get(0)), id);
    }
  }

  private boolean isLeftOut(Source source, FileEntry entry) throws IOException {
    if (known.isEmpty()) {
      return false;
    }
    Digests digests;
    try {
      digests = FileDigests.of(SourcePaths.resolve(source, entry.path()));
    } catch (IOException unreadable) {
      return false;
    }
    return known.has(digests);
  }

  private synchronized void countExcluded() {
    excluded++;
  }

  private static SourceFileState state(
      Source source, FileEntry entry, DocumentLookup lookup, int document) throws IOException {
    Path path = SourcePaths.resolve(source, entry.path());
    Digests digests;
    long modifiedMillis;
    try {
      digests = FileDigests.of(path);
      modifiedMillis = Files.getLastModifiedTime(path).toMillis();
    } catch (IOException unreadable) {
      return SourceFileState.UNREADABLE;
    }
    if (lookup.holds(document, FileSchema.SHA256, digests.sha256())
        && lookup.holds(document, FileSchema.SHA1, digests.sha1())
        && lookup.holds(document, FileSchema.MD5, digests.md5())) {
      return SourceFileState.SAME;
    }
    if (!lookup.values(document).containsKey(FileSchema.SHA256)) {
      return SourceFileState.UNDIGESTED;
    }
    return lookup.number(FileSchema.MODIFIED, document, -1) == modifiedMillis
        ? SourceFileState.ALTERED
        : SourceFileState.CHANGED;
  }

  /** The index cannot be read, where other failures are those of a source. */
  private static final class ComparisonFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    ComparisonFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
