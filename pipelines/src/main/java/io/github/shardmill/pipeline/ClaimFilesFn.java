package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.pipeline.FileWork.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Sends files where those of the same size meet, and lets all other work pass. */
final class ClaimFilesFn extends DoFn<FileWork, FileWork> {
  /** Work that has nothing to do with duplicates. */
  static final TupleTag<FileWork> OTHER_WORK = new TupleTag<>("other work");

  /** Files by a hash of their size: many together, since each element costs a runner something. */
  static final TupleTag<KV<Integer, List<Claim>>> CLAIMS = new TupleTag<>("claims");

  private static final long serialVersionUID = 1L;

  /** Enough to have no worker wait for another for long, and few enough to have many files each. */
  private static final int BUCKETS_PER_THREAD = 16;

  private final @Nullable KnownCommit commit;
  private final int buckets;
  private final FileWorkers workers;
  private transient @Nullable KnownFiles known;

  /**
   * Makes the function.
   *
   * @param commit whose documents stay where their files are unchanged; null where all are written
   * @param parallelism how many threads there are
   * @param workers how workers are checked
   */
  ClaimFilesFn(@Nullable KnownCommit commit, int parallelism, FileWorkers workers) {
    this.commit = commit;
    this.buckets = BUCKETS_PER_THREAD * parallelism;
    this.workers = workers;
  }

  @Setup
  public void setUp() throws IOException {
    workers.check().require();
    known = commit == null ? null : commit.open();
  }

  @ProcessElement
  public void process(@Element FileWork work, MultiOutputReceiver output) throws IOException {
    if (work instanceof FileWork.Extract extract) {
      List<FileEntry> empty = claim(extract.batch(), false, output);
      if (!empty.isEmpty()) {
        FileBatch batch = new FileBatch(extract.batch().source(), empty);
        output.get(OTHER_WORK).output(new FileWork.Extract(batch));
      }
    } else if (work instanceof FileWork.Unchanged unchanged) {
      claim(unchanged.batch(), true, output);
    } else {
      output.get(OTHER_WORK).output(work);
    }
  }

  /** Returns the files that have nothing to share. */
  private List<FileEntry> claim(FileBatch batch, boolean counted, MultiOutputReceiver output)
      throws IOException {
    List<FileEntry> empty = new ArrayList<>();
    Map<Integer, List<Claim>> byBucket = new TreeMap<>();
    for (FileEntry file : batch.files()) {
      if (file.size() == 0) {
        empty.add(file);
      } else {
        Claim claim = claim(new Member(batch.source(), file, counted));
        if (!counted || !claim.text().isEmpty()) {
          byBucket.computeIfAbsent(bucket(file.size()), b -> new ArrayList<>()).add(claim);
        }
      }
    }
    byBucket.forEach((bucket, claims) -> output.get(CLAIMS).output(KV.of(bucket, claims)));
    return empty;
  }

  private int bucket(long size) {
    return Math.floorMod(Long.hashCode(size), buckets);
  }

  private Claim claim(Member member) throws IOException {
    OptionalInt document =
        known == null ? OptionalInt.empty() : known.document(member.source(), member.file());
    if (document.isEmpty() || !isIndexed(document.getAsInt())) {
      return new Claim(member, "", 0);
    }
    int own = document.getAsInt();
    return new Claim(member, known.idOfText(own), known.duplicates(own));
  }

  /** What could not be extracted shares nothing. */
  private boolean isIndexed(int document) throws IOException {
    return known.file(document).outcome().isIndexed();
  }

  @Teardown
  public void tearDown() throws IOException {
    if (known != null) {
      known.close();
    }
  }
}
