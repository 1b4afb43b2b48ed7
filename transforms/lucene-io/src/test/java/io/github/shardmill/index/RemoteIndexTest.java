package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.index.CommitVerdict.Kind;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.index.store.Leftovers;
import io.github.shardmill.index.store.RunLease;
import io.github.shardmill.remote.MemoryFiles;
import io.github.shardmill.remote.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An index on another machine, whose every call may fail, and which several may write to. */
class RemoteIndexTest {
  private static final int RACES = 10;
  private static final int MANY_RACES = 40;
  private static final int CALLS_OF_A_COMMIT = 60;

  @TempDir Path temp;
  private final MemoryFiles remote = new MemoryFiles();
  private final MemoryStore store = remote.store();
  private final Path index = remote.path("some where/index");

  @Test
  void isTheSameAsOneOnThisMachine() throws IOException {
    Path local = temp.resolve("index");
    for (Path each : List.of(local, index)) {
      EngineRun.write(each, "first", EngineRun.docs(0, 50));
      EngineRun.update(each, "second", EngineRun.docs(40, 70));
      EngineRun.update(each, "third", Mutation.delete("d3"), Mutation.delete("d69"));
    }
    assertThat(EngineRun.ids(index), is(EngineRun.ids(local)));
    assertThat(
        EngineRun.base(index).data().orElseThrow().digest(),
        is(EngineRun.base(local).data().orElseThrow().digest()));
  }

  @Test
  void largeFilesAreReadInPartsAndComeBackWhole() throws IOException {
    Path local = temp.resolve("index");
    List<Mutation> large = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // Random letters do not compress, so stored text spans several blocks.
      large.add(EngineRun.doc("d" + i, randomText(i)));
    }
    for (Path each : List.of(local, index)) {
      EngineRun.write(each, "first", large.toArray(Mutation[]::new));
    }
    assertThat(EngineRun.ids(index), is(EngineRun.ids(local)));
  }

  private static String randomText(long seed) {
    StringBuilder text = new StringBuilder();
    new Random(seed).ints(100_000, '!', '~').forEach(letter -> text.append((char) letter));
    return text.toString();
  }

  @Test
  void ofTwoCommittersExactlyOneWins() throws Exception {
    race(RACES);
  }

  @Test
  @Tag("slow")
  void ofTwoCommittersExactlyOneWinsEachOfManyTimes() throws Exception {
    race(MANY_RACES);
  }

  private void race(int races) throws Exception {
    EngineRun.write(index, "base", EngineRun.docs(0, 3));
    ExecutorService pool = Executors.newFixedThreadPool(2, task -> new Thread(task, "committer"));
    try {
      for (int race = 0; race < races; race++) {
        race(pool, "race" + race);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(EngineRun.base(index).generation(), is(1L + races));
    assertThat(segmentFilesWithoutCommit(), is(empty()));
    assertThat(EngineRun.ids(index), hasSize(3 + races));
  }

  private void race(ExecutorService pool, String name) throws Exception {
    List<EngineRun> runs = new ArrayList<>();
    List<Callable<CommitVerdict>> commits = new ArrayList<>();
    CyclicBarrier start = new CyclicBarrier(2);
    for (String side : List.of("a", "b")) {
      EngineRun run = new EngineRun(index, name + side, RunPlan.Mode.UPDATE);
      RunParts parts = run.parts(EngineRun.doc("of-" + name, side));
      runs.add(run);
      commits.add(
          () -> {
            start.await();
            return run.commit(parts);
          });
    }
    List<CommitVerdict> verdicts = new ArrayList<>();
    for (Future<CommitVerdict> verdict : pool.invokeAll(commits)) {
      verdicts.add(verdict.get());
    }
    assertThat(
        verdicts.stream().map(CommitVerdict::kind).toList(),
        containsInAnyOrder(Kind.COMMITTED, Kind.CONFLICT));
    int winner = verdicts.get(0).kind() == Kind.COMMITTED ? 0 : 1;
    assertThat(verdicts.get(1 - winner).reason(), containsString("somebody else committed"));
    assertThat(EngineRun.base(index).isCommitOf(runs.get(winner).plan.runId()), is(true));
  }

  /** What a writer finds when it lost, or was stopped or cut off, is another's, and stays. */
  @ParameterizedTest
  @EnumSource(End.class)
  void aCommitThatCameInBetweenSurvivesWhoLost(End end) throws IOException {
    EngineRun.write(index, "base", EngineRun.docs(0, 3));
    int moment = 1;
    for (boolean reached = true; reached; moment++) {
      reached = commitInBetween("r" + moment, moment, end);
    }
    assertThat(moment, is(greaterThan(3)));
  }

  private enum End {
    COMMITS,
    IS_STOPPED,
    FAILS
  }

  /** Returns whether the slow run asked so often whether it is stopped. */
  private boolean commitInBetween(String name, int moment, End end) throws IOException {
    EngineRun slow = new EngineRun(index, name + "slow", RunPlan.Mode.UPDATE);
    RunParts parts = slow.parts(EngineRun.doc("of-" + name, "slow"));
    AtomicInteger asked = new AtomicInteger();
    BooleanSupplier stopped =
        () -> {
          if (asked.incrementAndGet() == moment) {
            try {
              EngineRun.update(index, name + "fast", EngineRun.doc("of-" + name, "fast"));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            if (end == End.FAILS) {
              store.failAt(1);
            }
            return end == End.IS_STOPPED;
          }
          return false;
        };
    try {
      CommitVerdict verdict =
          new IndexCommitter(slow.plan, slow.store, json -> "", stopped).commit(parts);
      boolean won = asked.get() < moment;
      assertThat(verdict.kind(), is(won ? Kind.COMMITTED : Kind.CONFLICT));
    } catch (IOException failed) {
      assertThat(failed.toString(), end, is(not(End.COMMITS)));
    }
    boolean reached = asked.get() >= moment;
    store.heal();
    String winner = name + (reached ? "fast" : "slow");
    assertThat(winner, EngineRun.base(index).isCommitOf(winner), is(true));
    assertThat(EngineRun.ids(index), hasSize(3 + moment));
    return reached;
  }

  @Test
  void aCommitThatFailsAnywhereCanBeRepeated() throws IOException {
    int failures = 0;
    for (int call = 1; call <= CALLS_OF_A_COMMIT; call += 3) {
      Path each = remote.path("index" + call);
      EngineRun.write(each, "base", EngineRun.docs(0, 3));
      EngineRun run = new EngineRun(each, "run", RunPlan.Mode.UPDATE);
      RunParts parts = run.parts(EngineRun.doc("new", "text"));
      if (call % 2 == 0) {
        store.failAt(call);
      } else {
        store.failAfter(call);
      }
      CommitVerdict verdict = null;
      try {
        verdict = run.commit(parts);
      } catch (IOException told) {
        failures++;
      }
      store.heal();
      if (verdict == null || verdict.kind() == Kind.UNKNOWN) {
        verdict = run.commit(parts);
      }
      assertThat("call " + call, verdict.kind(), is(Kind.COMMITTED));
      assertThat("call " + call, EngineRun.base(each).generation(), is(2L));
      assertThat("call " + call, EngineRun.ids(each), hasSize(4));
    }
    assertThat(failures, is(greaterThan(CALLS_OF_A_COMMIT / 12)));
  }

  @Test
  void whoLostTheLeaseDoesNotCommit() throws IOException {
    EngineRun.write(index, "base", EngineRun.docs(0, 3));
    EngineRun run = new EngineRun(index, "slow");
    RunParts parts = run.parts(EngineRun.docs(0, 20));
    RunLease.acquire(run.layout, "fast");
    CommitVerdict verdict = run.commit(parts);
    assertThat(verdict.kind(), is(Kind.CONFLICT));
    assertThat(verdict.reason(), containsString("run fast"));
    assertThat(EngineRun.ids(index), hasSize(3));
  }

  @Test
  void filesThatNoCommitNamesAreLeftAloneWhileTheyAreYoung() throws IOException {
    EngineRun.write(index, "base", EngineRun.docs(0, 3));
    Files.writeString(index.resolve("_zz.fdt"), "of another writer");
    EngineRun.update(index, "next", EngineRun.docs(1, 2));
    assertThat(segmentFilesWithoutCommit(), contains("_zz.fdt"));
    new Leftovers(new EngineRun(index, "cleaner").layout).remove(Set.of(), Set.of());
    assertThat(segmentFilesWithoutCommit(), contains("_zz.fdt"));
    assertThat(EngineRun.ids(index), is(not(empty())));
  }

  private List<String> segmentFilesWithoutCommit() throws IOException {
    Set<String> named = new HashSet<>();
    try (var directory = IndexDirectories.reading(index)) {
      for (var commit : DirectoryReader.listCommits(directory)) {
        named.addAll(commit.getFileNames());
      }
    }
    try (Stream<Path> files = Files.list(index)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("shardmill") && !named.contains(name))
          .toList();
    }
  }
}
