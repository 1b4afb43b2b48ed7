package io.github.shardmill.index.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write to an index when runs are on several machines. */
class RunLeaseTest {
  private static final long OVER = RunLease.LENGTH.plus(RunLease.SKEW).toMillis();

  @TempDir Path directory;
  private IndexLayout layout;
  private final AtomicLong now = new AtomicLong(System.currentTimeMillis());

  @BeforeEach
  void layOut() {
    layout = new IndexLayout(directory.resolve("index"));
  }

  private RunLease acquire(String runId) throws IOException {
    return RunLease.acquire(layout, runId, now::get);
  }

  @Test
  void anotherRunIsRefusedAndToldWho() throws Exception {
    acquire("first");
    IndexLockedException refused =
        assertThrows(IndexLockedException.class, () -> acquire("second"));
    assertThat(refused.getMessage(), containsString("run first"));
    assertThat(RunLease.otherHolder(layout, "second"), is(Optional.of("first")));
    assertThat(RunLease.otherHolder(layout, "first"), is(Optional.empty()));
  }

  @Test
  void theSameRunGoesOn() throws Exception {
    acquire("first");
    acquire("first");
    assertThat(leases(), is(List.of("000000000001.json")));
  }

  @Test
  void whatWasGivenBackIsFree() throws Exception {
    acquire("first").release();
    assertThat(RunLease.otherHolder(layout, "second"), is(Optional.empty()));
    acquire("second");
    assertThat(leases(), is(List.of("000000000002.json")));
  }

  @Test
  void aLeaseRunsOutButNotBeforeClocksMayAgree() throws Exception {
    acquire("first");
    now.addAndGet(OVER - 1);
    assertThrows(IndexLockedException.class, () -> acquire("second"));
    now.addAndGet(1);
    acquire("second");
    assertThat(leases(), is(List.of("000000000002.json")));
  }

  @Test
  void renewalMakesItLast() throws Exception {
    RunLease lease = acquire("first");
    now.addAndGet(OVER - 1);
    lease.renew();
    now.addAndGet(OVER - 1);
    assertThrows(IndexLockedException.class, () -> acquire("second"));
  }

  @Test
  void whoLostItCannotGetItBackByRenewing() throws Exception {
    RunLease lost = acquire("first");
    now.addAndGet(OVER);
    acquire("second");
    lost.renew();
    lost.release();
    assertThat(RunLease.otherHolder(layout, "first"), is(Optional.of("second")));
    assertThat(leases(), is(List.of("000000000002.json")));
  }

  @Test
  void whatWasGivenBackIsNotRenewed() throws Exception {
    RunLease lease = acquire("first");
    lease.release();
    lease.renew();
    acquire("second");
  }

  @Test
  void aDamagedLeaseHasRunOut() throws Exception {
    acquire("first");
    Files.writeString(layout.own().resolve("leases").resolve("000000000001.json"), "{\"runId");
    acquire("second");
    assertThat(leases(), is(List.of("000000000002.json")));
  }

  @Test
  void ofManyAtOnceOneGetsIt() throws Exception {
    int runs = 8;
    ExecutorService pool = Executors.newFixedThreadPool(runs, task -> new Thread(task, "run"));
    try {
      for (int round = 0; round < 50; round++) {
        List<Callable<String>> attempts = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
          String runId = "round" + round + "-" + i;
          attempts.add(
              () -> {
                try {
                  acquire(runId);
                  return runId;
                } catch (IndexLockedException e) {
                  return "";
                }
              });
        }
        List<String> winners = new ArrayList<>();
        for (Future<String> attempt : pool.invokeAll(attempts)) {
          winners.add(attempt.get());
        }
        winners.removeIf(String::isEmpty);
        assertThat(winners.toString(), winners.size(), is(1));
        assertThat(RunLease.otherHolder(layout, "nobody"), is(Optional.of(winners.get(0))));
        RunLease.of(layout, winners.get(0)).orElseThrow().release();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aRunOfThisProcessRespectsTheLeaseOfOneOnACluster() throws Exception {
    RunLock cluster = RunLock.acquireForCluster(layout, "far");
    cluster.handOver();
    assertThrows(IndexLockedException.class, () -> RunLock.acquire(layout, "near"));
    RunLease.of(layout, "far").orElseThrow().release();
    RunLock.acquire(layout, "near").close();
  }

  @Test
  void aRunOnAClusterRespectsTheLockOfThisProcess() throws Exception {
    try (RunLock near = RunLock.acquire(layout, "near")) {
      assertThrows(IndexLockedException.class, () -> RunLock.acquireForCluster(layout, "far"));
    }
    RunLock.acquireForCluster(layout, "far").close();
    RunLock.acquire(layout, "near").close();
  }

  private List<String> leases() throws IOException {
    try (Stream<Path> files = Files.list(layout.own().resolve("leases"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
