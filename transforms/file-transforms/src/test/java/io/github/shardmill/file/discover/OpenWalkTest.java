package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.discover.OpenWalk.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenWalkTest {
  @TempDir Path root;
  @TempDir Path records;

  private DiscoveryConfig config;

  @BeforeEach
  void plantTree() throws IOException {
    Trees.files(root, "a", "b/1", "b/2", "b/.h", "c", "d/e/f", ".x/1", ".x/2", "a large file", "z");
    config =
        new DiscoveryConfig(
            FileFilter.DEFAULT,
            new BatchLimits(2, 10, 5),
            records.toUri().toString(),
            ListingWatch.NONE);
  }

  @Test
  void anotherWorkerGoesOnFromTheCodedStateOfAnyStep() throws Exception {
    List<FileBatch> expected = new ArrayList<>();
    WalkState end = drain(WalkState.start(), expected);

    List<FileBatch> batches = new ArrayList<>();
    WalkState state = WalkState.start();
    while (!state.done()) {
      byte[] bytes = CoderUtils.encodeToByteArray(WalkStateCoder.of(), state);
      WalkState received = CoderUtils.decodeFromByteArray(WalkStateCoder.of(), bytes);
      try (OpenWalk walk = open(received)) {
        Step step = walk.next();
        step.batch().ifPresent(batches::add);
        state = step.after();
      }
    }

    assertThat(batches, is(expected));
    assertThat(state.tally(), is(end.tally()));
    assertThat(state.batches(), is(end.batches()));
    assertThat(state.records().parts(), hasSize(1));
    assertThat(state.records().parts().get(0).sha256(), is(end.records().parts().get(0).sha256()));
  }

  @Test
  void stepThatWasNotClaimedComesAgain() throws Exception {
    try (OpenWalk walk = open(WalkState.start())) {
      Step step = walk.next();
      assertThat(walk.next(), is(sameInstance(step)));
      assertThat(walk.state().batches(), is(0L));
      walk.claimed();
      assertThat(walk.state(), is(step.after()));
    }
  }

  @Test
  void waitingWalkIsTakenOnce() throws Exception {
    OpenWalks walks = new OpenWalks();
    OpenWalk walk = open(WalkState.start());
    walks.put("owner", walk);
    assertThat(walks.take(walk.state()), is(Optional.of(walk)));
    assertThat(walks.take(walk.state()), is(Optional.empty()));
  }

  @Test
  void walkAtAnotherPlaceIsNotTaken() throws Exception {
    OpenWalks walks = new OpenWalks();
    WalkState start = WalkState.start();
    OpenWalk walk = open(start);
    walk.next();
    walk.claimed();
    walks.put("owner", walk);
    assertThat(walks.take(start), is(Optional.empty()));
  }

  @Test
  void waitingWalksAreBoundedAndCanBeClosed() throws Exception {
    OpenWalks walks = new OpenWalks();
    List<WalkState> states = new ArrayList<>();
    for (int i = 0; i <= OpenWalks.CAPACITY; i++) {
      OpenWalk walk = open(WalkState.start());
      states.add(walk.state());
      walks.put(i % 2 == 0 ? "even" : "odd", walk);
    }
    walks.close("odd");
    assertThat("closed as the oldest", walks.take(states.get(0)), is(Optional.empty()));
    assertThat("closed with its owner", walks.take(states.get(1)), is(Optional.empty()));
    assertThat(walks.take(states.get(2)).isPresent(), is(true));
  }

  @Test
  void trackerClaimsNothingAfterItWasInterrupted() throws Exception {
    WalkState start = WalkState.start();
    WalkTracker tracker = new WalkTracker(start);
    try (OpenWalk walk = open(start)) {
      WalkState first = walk.next().after();
      assertThat(tracker.tryClaim(first), is(true));
      walk.claimed();
      assertThrows(IllegalStateException.class, tracker::checkDone);

      SplitResult<WalkState> split = tracker.trySplit(0);

      assertThat(split, is(notNullValue()));
      assertThat(split.getResidual(), is(first));
      assertThat(tracker.tryClaim(walk.next().after()), is(false));
      assertThat(tracker.trySplit(0), is(nullValue()));
      tracker.checkDone();
    }
  }

  @Test
  void trackerOfAFinishedWalkHasNothingToSplitOff() throws Exception {
    WalkState end = drain(WalkState.start(), new ArrayList<>());
    WalkTracker tracker = new WalkTracker(WalkState.start());
    assertThat(tracker.tryClaim(end), is(true));
    assertThat(tracker.trySplit(0), is(nullValue()));
    tracker.checkDone();
  }

  @Test
  void bundlesGrowSlowly() {
    assertThat(ListFilesFn.batchesPerBundle(0), is(1L));
    long batches = 0;
    int bundles = 0;
    while (batches < 1000) {
      batches += ListFilesFn.batchesPerBundle(batches);
      bundles++;
    }
    assertThat(bundles, is(162));
  }

  private OpenWalk open(WalkState state) throws IOException {
    return new OpenWalk(Trees.tree(root), config, state);
  }

  private WalkState drain(WalkState from, List<FileBatch> batches) throws IOException {
    try (OpenWalk walk = open(from)) {
      while (!walk.state().done()) {
        walk.next().batch().ifPresent(batches::add);
        walk.claimed();
      }
      return walk.state();
    }
  }
}
