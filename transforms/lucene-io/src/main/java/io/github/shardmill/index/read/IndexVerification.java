package io.github.shardmill.index.read;

import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/**
 * Verifies a committed index: Lucene's own check, our invariants, the records of the last run, and
 * the logical digest recomputed from what is indexed. Writes nothing and takes no lock.
 *
 * <p>The checks by name, in order: {@code lucene}, every file and structure; {@code commit}, that
 * Shardmill made it; {@code documents}, their number; {@code ids}, {@code order}, {@code unique},
 * {@code roots}, that documents are complete, in order and in families; {@code points}, that
 * <<<<<<< HEAD numbers are searched as they are stored; {@code completions}, that documents are
 * suggested by what they show, where the schema has completions; {@code fields}, that all are
 * indexed as the schema says; {@code digests} and {@code logicalDigest}, that documents digest to
 * what they and the commit carry; {@code runRecord}, {@code records}, {@code equations}, {@code
 * failed}, that the records are those of the commit, add up and agree with the index. Where one
 * check makes others pointless, those are left out. ======= numbers are searched as they are
 * stored; {@code fields}, that all are indexed as the schema says; {@code digests} and {@code
 * logicalDigest}, that documents digest to what they and the commit carry; {@code runRecord},
 * {@code records}, {@code equations}, {@code exceptions}, that the records are those of the commit,
 * add up and agree with the index; {@code runCommit}, that the run's record says what the commit
 * says, the fingerprint of the schema included; {@code chain}, that every run's record is followed
 * by the one of the run before; {@code manifest}, {@code families}, that the manifests since the
 * last full build, one applied over the other, give exactly the roots that are there, with these
 * values and as many documents. Where one check makes others pointless, those are left out. Where
 * records are gone that a check needs, because only those of some runs are kept, the finding is
 * {@link Finding.Severity#INCOMPLETE}. >>>>>>> trust
 */
public final class IndexVerification {
  /** Checks without which documents cannot be walked beside a manifest. */
  private static final Set<String> ORDER = Set.of("ids", "order", "unique", "roots");

  private final IndexLayout layout;
  private final ReadProgress progress;
  private final List<Finding> findings = new ArrayList<>();

  private IndexVerification(IndexLayout layout, ReadProgress progress) {
    this.layout = layout;
    this.progress = progress;
  }

  /**
   * Verifies the last commit. What is wrong with an index is data, damage included.
   *
   * @throws UnreadableIndexException if there is no index that this version could read
   * @throws IOException if reading fails for reasons outside of the index
   */
  public static VerificationReport verify(Path path, ReadProgress progress) throws IOException {
    IndexVerification verification = new IndexVerification(new IndexLayout(path), progress);
    verification.run();
    return VerificationReport.of(verification.findings);
  }

  private void run() throws IOException {
    if (!isSound()) {
      return;
    }
    try (CommittedIndex index = CommittedIndex.open(layout.index())) {
      findings.add(
          Finding.of("commit", index.notice().orElse(""), "generation " + index.generation()));
      if (index.data().isPresent()) {
        compare(index, index.data().get());
      }
    } catch (UnreadableIndexException e) {
      damaged(e);
    }
  }

  private boolean isSound() throws IOException {
    progress.report("lucene", 0, 1);
    try (Directory directory = IndexDirectory.open(layout)) {
      try {
        SegmentInfos.readLatestCommit(directory);
      } catch (IOException | RuntimeException e) {
        damaged(IndexDirectory.explain(layout, directory, e));
        return false;
      }
      Finding lucene = LuceneCheck.run(directory);
      findings.add(lucene);
      progress.report("lucene", 1, 1);
      return lucene.ok();
    }
  }

  /** Damage is a finding; everything else means that there is nothing to verify. */
  private void damaged(UnreadableIndexException e) throws UnreadableIndexException {
    if (e.reason() != UnreadableIndexException.Reason.DAMAGED) {
      throw e;
    }
    findings.add(Finding.broken("lucene", e.getMessage()));
  }

  private void compare(CommittedIndex index, CommitData data) throws IOException {
    long documents = index.reader().numDocs();
    findings.add(
        new Finding(
            "documents",
            documents == data.documents(),
            documents + " documents; the commit says " + data.documents()));
    findings.addAll(new DocumentOrder(index.reader()).check());
    findings.addAll(new FamilyCheck(index.reader()).check());
    findings.add(new PointCheck(index.reader(), data.schema()).check());
    findings.addAll(new CompletionCheck(index.reader(), data.schema()).check());
    compare(DigestRecomputation.of(index, progress), data);
    boolean ordered =
        findings.stream().filter(f -> ORDER.contains(f.check())).allMatch(Finding::ok);
    findings.addAll(new RecordsCheck(index, data, progress).check(ordered));
  }

  private void compare(RecomputedDigest recomputed, CommitData data) {
    findings.add(
        Finding.of(
            "fields",
            String.join("; ", recomputed.deviations()),
            "all fields are indexed as the schema says"));
    findings.add(
        new Finding(
            "digests",
            recomputed.differing() == 0 && recomputed.compared() == recomputed.documents(),
            recomputed.differing() == 0
                ? recomputed.compared() + " documents digest to what they carry"
                : recomputed.differing()
                    + " documents do not digest to what they carry: "
                    + String.join(", ", recomputed.examples())));
    boolean equal = recomputed.digest().equals(data.digest());
    findings.add(
        new Finding(
            "logicalDigest",
            equal,
            recomputed.digest() + (equal ? "" : "; the commit says " + data.digest())));
  }
}
