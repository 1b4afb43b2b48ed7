package io.github.shardmill.runner.flink;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.github.shardmill.remote.TestSeed;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers that are killed at moments that nobody chose, one or both, once or twice in a run. {@code
 * -Dtests.rounds} says in how many runs.
 */
@Tag("heavy")
@Timeout(7200)
class RandomSurvivalIT {
  private static final int ROUNDS = Integer.getInteger("tests.rounds", 50);
  private static final int MOST_MILLIS = 20_000;

  @TempDir private Path temp;

  private LostWorkers lost;

  @BeforeEach
  void start() throws Exception {
    lost = LostWorkers.start(temp);
  }

  @AfterEach
  void stop() throws Exception {
    lost.close();
  }

  @Test
  void whateverIsKilledAndWhen() throws Exception {
    Random random = TestSeed.random();
    for (int round = 0; round < ROUNDS; round++) {
      Path index = lost.index("round" + round);
      Command build = lost.submit(index);
      for (int kills = 1 + random.nextInt(2); kills > 0; kills--) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MOST_MILLIS)));
        lost.replace(1 + random.nextInt(2));
      }
      assertDoesNotThrow(() -> lost.requireWhole(build, index), TestSeed.option());
    }
  }
}
