package io.github.shardmill.pipeline;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.extract.EarlierResults;
import io.github.shardmill.file.hashlist.HashAlgorithm;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.util.IOUtils;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a run can take instead of parsing: that a file is left out, for its digest is on a list;
 * then results of the commit, then those that interrupted runs had finished. A file whose own
 * document the commit has is unchanged whatever else is known, so the commit is asked first. One
 * per thread; see {@link KnownFiles}.
 */
final class KnownResults implements EarlierResults, Closeable {
  /** Stands for a file that is left out. */
  private static final long EXCLUDED = Long.MIN_VALUE;

  private final @Nullable KnownFiles commit;
  private final @Nullable KnownFiles finished;
  private final ExcludedHashes.@Nullable Opened excluded;

  KnownResults(
      @Nullable KnownFiles commit,
      @Nullable KnownFiles finished,
      ExcludedHashes.@Nullable Opened excluded) {
    this.excluded = excluded;
    this.commit = commit;
    this.finished = finished;
  }

  @Override
  public boolean mayHave(long size) throws IOException {
    // A list says nothing of sizes.
    return excluded != null
        || (commit != null && commit.mayHave(size))
        || (finished != null && finished.mayHave(size));
  }

  @Override
  public Optional<Result> find(String source, FileEntry entry, Digests digests) throws IOException {
    if (exclusion(digests).isPresent()) {
      return Optional.of(new Result(EXCLUDED, entry.path().name().display()));
    }
    Optional<Result> result =
        commit == null ? Optional.empty() : commit.find(source, entry, digests);
    if (result.isPresent() || finished == null) {
      return result;
    }
    return finished
        .find(source, entry, digests)
        .map(found -> new Result(~found.handle(), found.name()));
  }

  /** Returns which of its digests leaves a file out, if one does. */
  Optional<HashAlgorithm> exclusion(Digests digests) throws IOException {
    return excluded == null ? Optional.empty() : excluded.list().find(digests);
  }

  /** Returns whether a result is one that an interrupted run had finished. */
  static boolean isFinished(long handle) {
    return handle < 0 && handle != EXCLUDED;
  }

  /** Returns the document of a result, among those of where it is from. */
  static int document(long handle) {
    return (int) (isFinished(handle) ? ~handle : handle);
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(commit, finished, excluded);
  }
}
