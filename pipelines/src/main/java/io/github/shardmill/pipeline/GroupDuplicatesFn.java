package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.discover.SourcePaths;
import io.github.shardmill.file.extract.FileDigests;
import io.github.shardmill.pipeline.FileWork.Collapse;
import io.github.shardmill.pipeline.FileWork.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds out which files of the same size have the same bytes, and says what there is to do with
 * them. A file that cannot be read is left to extraction, which says why.
 */
final class GroupDuplicatesFn extends DoFn<KV<Integer, Iterable<List<Claim>>>, FileWork> {
  private static final long serialVersionUID = 1L;

  private final @Nullable KnownCommit commit;
  private final Set<String> relabelled;
  private final int batchSize;
  private final FileWorkers workers;
  private transient @Nullable KnownFiles known;

  /**
   * Makes the function.
   *
   * @param commit whose documents stay where their files are unchanged; null where all are written
   * @param relabelled names of sources whose documents get other labels
   * @param batchSize the most files that travel together
   * @param workers how workers are checked
   */
  GroupDuplicatesFn(
      @Nullable KnownCommit commit, Set<String> relabelled, int batchSize, FileWorkers workers) {
    this.commit = commit;
    this.relabelled = Set.copyOf(relabelled);
    this.batchSize = batchSize;
    this.workers = workers;
  }

  @Setup
  public void setUp() throws IOException {
    workers.check().require();
    known = commit == null ? null : commit.open();
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<List<Claim>>> bucket, OutputReceiver<FileWork> output)
      throws IOException {
    Map<Long, List<Claim>> bySize = new TreeMap<>();
    for (List<Claim> claims : bucket.getValue()) {
      for (Claim claim : claims) {
        bySize.computeIfAbsent(claim.member().file().size(), s -> new ArrayList<>()).add(claim);
      }
    }
    Giving giving = new Giving(output);
    for (List<Claim> sameSize : bySize.values()) {
      sameSize.sort(Comparator.comparing(Claim::member, Member.ORDER));
      new SameSize(sameSize, known, GroupDuplicatesFn::digest).forEach(giving::give);
    }
    giving.end();
  }

  private static String digest(Member member) throws IOException {
    return FileDigests.of(SourcePaths.resolve(member.source(), member.file().path())).sha256();
  }

  @Teardown
  public void tearDown() throws IOException {
    if (known != null) {
      known.close();
    }
  }

  /** Says what there is to do with each group. */
  private final class Giving {
    private final OutputReceiver<FileWork> output;
    private final Map<Source, List<FileEntry>> extracted =
        new TreeMap<>(Comparator.comparing(Source::name));
    private final List<String> copied = new ArrayList<>();

    Giving(OutputReceiver<FileWork> output) {
      this.output = output;
    }

    void give(SameBytes group) {
      List<Member> members = group.members();
      Member first = members.get(0);
      if (members.size() > 1 || group.claims().get(0).isCollapsed()) {
        if (!group.isAsBefore() || isRelabelled(members)) {
          output.output(new Collapse(group.sha256(), members));
        }
      } else if (!first.counted()) {
        extract(first);
      } else if (isRelabelled(members)) {
        copied.add(first.id());
      }
    }

    private boolean isRelabelled(List<Member> members) {
      return members.stream().anyMatch(member -> relabelled.contains(member.source().name()));
    }

    private void extract(Member member) {
      List<FileEntry> files =
          extracted.computeIfAbsent(member.source(), source -> new ArrayList<>());
      files.add(member.file());
      if (files.size() == batchSize) {
        output.output(new FileWork.Extract(new FileBatch(member.source(), files)));
        files.clear();
      }
    }

    /** Gives out what was collected. */
    void end() {
      extracted.forEach(
          (source, files) -> {
            if (!files.isEmpty()) {
              output.output(new FileWork.Extract(new FileBatch(source, files)));
            }
          });
      if (!copied.isEmpty()) {
        output.output(new FileWork.Copy(copied));
      }
    }
  }
}
