package io.github.shardmill.remote.hdfs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.remote.RemoteStore;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that each want to be the one that wrote a file. */
class ExclusiveRaceTest {
  private static final int ROUNDS = 50;
  private static final int MANY_ROUNDS = 1_000;

  /** Several races at the same time use the waiting times of each other. */
  private static final int LANES = 4;

  private static final int DEADLINE_SECONDS = 120;

  @TempDir Path local;

  private final String home = "race/" + UUID.randomUUID();

  @Test
  void ofTwoStoresExactlyOneWinsEachTime() throws Exception {
    race(ROUNDS);
  }

  @Test
  @Tag("slow")
  void ofTwoStoresExactlyOneWinsEachOfAThousandTimes() throws Exception {
    race(MANY_ROUNDS);
  }

  private void race(int rounds) throws Exception {
    HdfsServer server = HdfsServer.shared();
    ExecutorService threads =
        Executors.newFixedThreadPool(2 * LANES, run -> new Thread(run, "racer"));
    try (RemoteStore one = Stores.open(server, "dfs.replication", "1");
        RemoteStore other = Stores.open(server, "dfs.replication", "1")) {
      List<Callable<List<String>>> racers = new ArrayList<>();
      for (int number = 0; number < LANES; number++) {
        Lane lane = new Lane(number, rounds, new CyclicBarrier(2));
        racers.add(racer(one, "one", lane));
        racers.add(racer(other, "the other", lane));
      }
      List<String> won = new ArrayList<>();
      for (Future<List<String>> racer : threads.invokeAll(racers)) {
        won.addAll(racer.get());
      }
      List<String> there = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        there.add(round + " " + Stores.text(one, key(round)));
      }
      Collections.sort(won);
      Collections.sort(there);
      assertThat("who was told to have won, and whose content is there", won, is(there));
    } finally {
      threads.shutdownNow();
    }
  }

  /** Every {@link #LANES}th round from one on; two racers begin each of them together. */
  private record Lane(int number, int rounds, CyclicBarrier start) {}

  /** Returns the rounds that a racer won, with what it wrote. */
  private Callable<List<String>> racer(RemoteStore store, String name, Lane lane) {
    return () -> {
      List<String> won = new ArrayList<>();
      for (int round = lane.number(); round < lane.rounds(); round += LANES) {
        String content = name + " in round " + round;
        Path file = Files.writeString(local.resolve(content), content);
        lane.start().await(DEADLINE_SECONDS, TimeUnit.SECONDS);
        try {
          store.put(file, key(round), true);
          won.add(round + " " + content);
        } catch (FileAlreadyExistsException e) {
          assertThat(e.getMessage(), containsString(key(round)));
        }
      }
      return won;
    };
  }

  private String key(int round) {
    return home + "/" + round;
  }
}
