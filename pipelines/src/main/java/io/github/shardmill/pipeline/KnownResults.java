package io.github.shardmill.pipeline;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.extract.EarlierResults;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.util.IOUtils;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The results that a run can take instead of parsing: those of the commit, then those that
 * interrupted runs had finished. A file whose own document the commit has is unchanged whatever
 * else is known, so the commit is asked first. One per thread; see {@link KnownFiles}.
 */
final class KnownResults implements EarlierResults, Closeable {
  private final @Nullable KnownFiles commit;
  private final @Nullable KnownFiles finished;

  KnownResults(@Nullable KnownFiles commit, @Nullable KnownFiles finished) {
    this.commit = commit;
    this.finished = finished;
  }

  @Override
  public boolean mayHave(long size) throws IOException {
    return (commit != null && commit.mayHave(size)) || (finished != null && finished.mayHave(size));
  }

  @Override
  public Optional<Result> find(String source, FileEntry entry, Digests digests) throws IOException {
    Optional<Result> result =
        commit == null ? Optional.empty() : commit.find(source, entry, digests);
    if (result.isPresent() || finished == null) {
      return result;
    }
    return finished
        .find(source, entry, digests)
        .map(found -> new Result(~found.handle(), found.name()));
  }

  /** Returns whether a result is one that an interrupted run had finished. */
  static boolean isFinished(long handle) {
    return handle < 0;
  }

  /** Returns the document of a result, among those of where it is from. */
  static int document(long handle) {
    return (int) (isFinished(handle) ? ~handle : handle);
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(commit, finished);
  }
}
