package io.github.shardmill.index;

import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.store.Directory;

/**
 * Which records of runs somebody may still ask for. Immutable.
 *
 * <p>An update's manifest lists what it changed, so what a commit holds is told by the records of
 * all runs from its last full build on, whether their own commits stay or not. A rollback is told
 * by the runs that it went back over too, since the records hang together by what came before each.
 *
 * @param named runs that a retained commit names
 * @param earlier runs before them, back to a full build each
 * @param without runs that say that they did not commit: the last {@value #KEPT_WITHOUT_COMMIT},
 *     and all of which nobody knows how they ended
 */
public record RetainedRuns(Set<String> named, Set<String> earlier, Set<String> without) {
  /** Records of so many runs that did not commit are kept. */
  public static final int KEPT_WITHOUT_COMMIT = 3;

  private static final long NONE = -1;
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
    Deque<Step> open = new ArrayDeque<>();
    if (DirectoryReader.indexExists(index)) {
      for (IndexCommit commit : DirectoryReader.listCommits(index)) {
        // Also where another program carried the data forward: it describes the commit below.
        Optional<CommitData> data = CommitData.ifReadable(commit);
        if (data.isPresent()) {
          named.add(data.get().token());
          open.add(new Step(data.get().generation(), NONE));
        }
      }
    }
    return new RetainedRuns(named, earlier(heads, named, open), without(heads));
  }

  /**
   * A commit whose run is to stay, or the next one before it where another program made it.
   *
   * @param generation its generation
   * @param restored generation down to which all runs stay, since a rollback went back to it
   */
  private record Step(long generation, long restored) {
    boolean isPastRestored(RunHead run) {
      return restored != NONE && run.generation() > restored;
    }

    /** Returns the step to the commit before a run's. */
    Optional<Step> before(RunHead run) {
      long down = run.restoredGeneration();
      if (isPastRestored(run)) {
        down = down == NONE ? restored : Math.min(down, restored);
      }
      // A full build stands on nothing, and yet a rollback may have gone back over it.
      boolean isStart = run.mode().equals(RunPlan.Mode.REPLACE.name()) && down == NONE;
      return isStart ? Optional.empty() : Optional.of(new Step(run.baseGeneration(), down));
    }
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
    if (Presence.isDirectory(layout.runs())) {
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
  private static Set<String> earlier(List<RunHead> heads, Set<String> named, Deque<Step> open) {
    NavigableMap<Long, List<RunHead>> committed = new TreeMap<>();
    for (RunHead head : heads) {
      // One whose end is not known may have committed, and then others built on it.
      if (head.verdict().equals(COMMITTED) || head.verdict().equals(UNKNOWN)) {
        committed.computeIfAbsent(head.generation(), g -> new ArrayList<>()).add(head);
      }
    }
    Set<String> earlier = new HashSet<>();
    Set<Step> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Map.Entry<Long, List<RunHead>> found = committed.floorEntry(open.peek().generation());
      Step step = open.remove();
      if (found != null && seen.add(new Step(found.getKey(), step.restored()))) {
        for (RunHead run : rightful(found.getValue(), named)) {
          earlier.add(run.runId());
          step.before(run).ifPresent(open::add);
        }
      }
    }
    earlier.removeAll(named);
    return earlier;
  }

  /**
   * Of runs that say that they made the same commit, all but one were cut off in front of it. The
   * commit tells which, while it is there.
   */
  private static List<RunHead> rightful(List<RunHead> claiming, Set<String> named) {
    List<RunHead> known = claiming.stream().filter(run -> named.contains(run.runId())).toList();
    return known.isEmpty() ? claiming : known;
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
