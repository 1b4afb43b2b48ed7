package io.github.shardmill.index;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexDeletionPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which earlier commits stay, when a new one is there and never before: a run that fails
 * deletes nothing.
 *
 * <p>These stay: the newest commit; the last full builds; commits that were the newest at any time
 * of the last while; pinned ones. So the commit that was just replaced stays for that while however
 * old it is, and a bad build can be undone. When another program made a commit, the time is not
 * known, and the next one whose time is known stands for it, which is later. Such a commit counts
 * as no build.
 */
final class RetainedCommits extends IndexDeletionPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(RetainedCommits.class);

  /** Tells which commits were pinned. */
  @FunctionalInterface
  interface Pinned {
    /** Returns the generations of those that are pinned now. */
    Set<Long> generations() throws IOException;
  }

  private final Retention retention;
  private final Pinned pinned;
  private final LongSupplier nowMillis;

  /**
   * Makes a policy for one writer.
   *
   * @param pinned asked once a commit; where it fails, all commits stay
   * @param nowMillis the clock, milliseconds since 1970 UTC
   */
  RetainedCommits(Retention retention, Pinned pinned, LongSupplier nowMillis) {
    this.retention = retention;
    this.pinned = pinned;
    this.nowMillis = nowMillis;
  }

  /** Deletes nothing: whoever opens a writer may yet fail. */
  @Override
  public void onInit(List<? extends IndexCommit> commits) {}

  @Override
  public void onCommit(List<? extends IndexCommit> commits) throws IOException {
    Set<Long> pins;
    try {
      pins = pinned.generations();
    } catch (IOException e) {
      LOG.warn("the pins cannot be read; all commits stay until the next run", e);
      return;
    }
    long now = nowMillis.getAsLong();
    int newest = commits.size() - 1;
    int builds = 0;
    long replacedMillis = now;
    for (int i = newest; i >= 0; i--) {
      IndexCommit commit = commits.get(i);
      Optional<Provenance> provenance = provenance(commit);
      boolean isBuild = provenance.filter(p -> p.kind() == Provenance.Kind.BUILD).isPresent();
      builds += isBuild ? 1 : 0;
      boolean stays =
          i == newest
              || (isBuild && builds <= retention.keepBuilds())
              || now - replacedMillis < retention.keepForMillis()
              || pins.contains(commit.getGeneration());
      if (!stays) {
        commit.delete();
      }
      replacedMillis = provenance.map(Provenance::committedMillis).orElse(replacedMillis);
    }
  }

  private static Optional<Provenance> provenance(IndexCommit commit) throws IOException {
    return CommitData.of(commit).map(CommitData::provenance);
  }
}
