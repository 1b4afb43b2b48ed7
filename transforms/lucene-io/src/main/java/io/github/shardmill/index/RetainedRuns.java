package io.github.shardmill.index;

import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.store.Directory;

/**
 * Which records of runs somebody may still ask for. Immutable.
 *
 * <p>An update's manifest lists what it changed, so what a commit holds is told by the records of
 * all runs from its last full build on, whether their own commits stay or not. A rollback stands
 * for the runs that it went back over and for those that led to the commit it restored.
 *
 * @param named runs that a retained commit names
 * @param earlier runs before them, back to a full build each
 * @param without runs that say that they did not commit: the last {@value #KEPT_WITHOUT_COMMIT},
 *     and all of which nobody knows how they ended
 */
public record RetainedRuns(Set<String> named, Set<String> earlier, Set<String> without) {
  /** Records of so many runs that did not commit are kept. */
  public static final int KEPT_WITHOUT_COMMIT = 3;

  private static final String COMMITTED = CommitVerdict.Kind.COMMITTED.name();
  private static final String UNKNOWN = CommitVerdict.Kind.UNKNOWN.name();

  /** Copies the sets. */
  public RetainedRuns {
    named = Set.copyOf(named);
    earlier = Set.copyOf(earlier);
    without = Set.copyOf(without);
  }

  /** Looks at the commits and the records of an index. The caller holds its lock. */
  public static RetainedRuns of(Directory index, IndexLayout layout) throws IOException {
    List<RunHead> heads = heads(layout);
    Set<String> named = new HashSet<>();
    Deque<Long> open = new ArrayDeque<>();
    if (DirectoryReader.indexExists(index)) {
      for (IndexCommit commit : DirectoryReader.listCommits(index)) {
        // Also where another program carried the data forward: it describes the commit below.
        CommitData.ifReadable(commit).ifPresent(data -> add(data, named, open));
      }
    }
    return new RetainedRuns(named, earlier(heads, named, open), without(heads));
  }

  private static void add(CommitData data, Set<String> named, Deque<Long> open) {
    named.add(data.token());
    open.add(data.generation());
  }

  /** Returns the runs among them that committed. */
  public Set<String> committed() {
    Set<String> committed = new HashSet<>(named);
    committed.addAll(earlier);
    return committed;
  }

  /** Returns all runs whose records stay. */
  public Set<String> all() {
    Set<String> all = committed();
    all.addAll(without);
    return all;
  }

  private static List<RunHead> heads(IndexLayout layout) throws IOException {
    List<RunHead> heads = new ArrayList<>();
    if (Files.isDirectory(layout.runs())) {
      try (DirectoryStream<Path> runs = Files.newDirectoryStream(layout.runs())) {
        for (Path run : runs) {
          RunHead.read(layout, run.getFileName().toString()).ifPresent(heads::add);
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return heads;
  }

  /** Follows the records back from commit to commit. */
  private static Set<String> earlier(List<RunHead> heads, Set<String> named, Deque<Long> open) {
    Map<Long, List<RunHead>> committed = new HashMap<>();
    for (RunHead head : heads) {
      // One whose end is not known may have committed, and then others built on it.
      if (head.verdict().equals(COMMITTED) || head.verdict().equals(UNKNOWN)) {
        committed.computeIfAbsent(head.generation(), g -> new ArrayList<>()).add(head);
      }
    }
    Set<String> earlier = new HashSet<>();
    while (!open.isEmpty()) {
      // Taken out, so that what two commits have in common is followed once.
      List<RunHead> runs = committed.remove(open.remove());
      for (RunHead run : runs == null ? List.<RunHead>of() : runs) {
        if (!named.contains(run.runId())) {
          earlier.add(run.runId());
        }
        if (!run.mode().equals(RunPlan.Mode.REPLACE.name())) {
          open.add(run.baseGeneration());
          open.add(run.restoredGeneration());
        }
      }
    }
    return earlier;
  }

  private static Set<String> without(List<RunHead> heads) {
    Set<String> without = new HashSet<>();
    heads.stream()
        .filter(head -> isVerdictWithoutCommit(head.verdict()))
        .sorted(Comparator.comparing(RunHead::finished).reversed())
        .limit(KEPT_WITHOUT_COMMIT)
        .forEach(head -> without.add(head.runId()));
    heads.stream()
        .filter(head -> head.verdict().equals(UNKNOWN))
        .forEach(head -> without.add(head.runId()));
    return without;
  }

  private static boolean isVerdictWithoutCommit(String verdict) {
    return !verdict.isEmpty() && !verdict.equals(COMMITTED) && !verdict.equals(UNKNOWN);
  }
}
