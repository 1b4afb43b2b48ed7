package io.github.shardmill.pipeline;

import io.github.shardmill.file.change.ChangeRules;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.DocumentLookup;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The commit that a run takes for what is known, as all its steps open it.
 *
 * @param index the index directory
 * @param generation of the commit
 * @param rules how listed files are judged against it
 * @param retried exceptions of it that the run tries again, with nothing else to do; null for a run
 *     that brings everything up to date
 * @param excluded files that are left out now, and may be known
 */
record KnownCommit(
    String index,
    long generation,
    ChangeRules rules,
    @Nullable ExceptionSelection retried,
    ExcludedHashes excluded)
    implements Serializable {
  /**
   * Returns what a run knows.
   *
   * @param sources of the run
   * @param base what it finds in the index, with documents that may be used
   * @param startedMillis when it began, milliseconds since 1970 UTC
   */
  static KnownCommit of(
      BuildSettings settings, List<SourceSpec> sources, RunBase base, long startedMillis) {
    ChangeRules rules =
        rules(settings, base.before().orElseThrow().listedMillis(sources), startedMillis);
    String index = settings.target().index().toAbsolutePath().toString();
    ExceptionSelection retried = settings.continuation().retry().only().orElse(null);
    return new KnownCommit(index, base.generation(), rules, retried, ExcludedHashes.NONE);
  }

  /** Returns the same for a run that leaves files out which may be known. */
  KnownCommit leavingOut(ExcludedHashes hashes) {
    return new KnownCommit(index, generation, rules, retried, hashes);
  }

  /**
   * Returns how a run judges listed files.
   *
   * @param listedMillis when each source was listed for what is known, milliseconds since 1970 UTC
   * @param startedMillis when the run began, milliseconds since 1970 UTC
   */
  static ChangeRules rules(
      BuildSettings settings, Map<String, Long> listedMillis, long startedMillis) {
    Continuation continuation = settings.continuation();
    return new ChangeRules(
        BuildPipeline.extraction(settings).version(),
        listedMillis,
        continuation.checksum(),
        continuation.retry().due(),
        startedMillis);
  }

  /**
   * Opens the commit; the caller closes it.
   *
   * @throws IOException if it is not there any more: another program committed to the index
   */
  KnownFiles open() throws IOException {
    return open(false);
  }

  /**
   * Opens the commit for extraction; the caller closes it.
   *
   * @param keepsFailures see {@link KnownFiles}
   */
  KnownFiles open(boolean keepsFailures) throws IOException {
    CommittedIndex opened = CommittedIndex.open(Locations.path(index), generation);
    DocumentLookup lookup = new DocumentLookup(opened);
    RetriedFiles asked = retried == null ? null : RetriedFiles.of(lookup, retried);
    KnownFiles.Judgement judgement = new KnownFiles.Judgement(rules, keepsFailures, asked);
    return new KnownFiles(opened, lookup, judgement).leavingOut(excluded);
  }
}
