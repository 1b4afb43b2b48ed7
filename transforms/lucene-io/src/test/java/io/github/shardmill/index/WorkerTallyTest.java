package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.store.WorkerProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerTallyTest {
  @Test
  void countsAreThoseOfTheProcessThatCounted() {
    Tally.Builder tally = new Tally.Builder();
    tally.count("files", 9);
    tally.count("worker/a.b-1-x/files", 2);
    tally.count("worker/a.b-1-x/build.millis", 5);
    tally.count("worker/", 1);
    tally.count("workers", 1);
    tally.count(WorkerTally.counter(WorkerTally.FILES), 3);
    assertThat(
        WorkerTally.byWorker(tally.build()),
        is(
            Map.of(
                "a.b-1-x",
                Map.of("files", 2L, "build.millis", 5L),
                WorkerProcess.current().name(),
                Map.of("files", 3L))));
  }
}
