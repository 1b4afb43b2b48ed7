package io.github.shardmill.cli.progress;

import io.github.shardmill.pipeline.BuildProgress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Rates over the last seconds, so that they tell what happens now and not what happened on average.
 * Not thread-safe.
 */
final class RateWindow {
  private static final Duration SPAN = Duration.ofSeconds(15);

  private final Deque<BuildProgress> snapshots = new ArrayDeque<>();

  /** Takes in a snapshot that is not older than those before. */
  void add(BuildProgress snapshot) {
    snapshots.addLast(snapshot);
    Duration oldest = snapshot.elapsed().minus(SPAN);
    while (snapshots.size() > 2 && snapshots.peekFirst().elapsed().compareTo(oldest) < 0) {
      snapshots.removeFirst();
    }
  }

  double documentsPerSecond() {
    return perSecond(BuildProgress::documents);
  }

  double bytesPerSecond() {
    return perSecond(BuildProgress::bytes);
  }

  /** Returns the time left for files that are known and not done, where that can be told. */
  Optional<Duration> remaining() {
    BuildProgress now = snapshots.peekLast();
    double rate = perSecond(BuildProgress::filesDone);
    if (now == null || !now.discoveryDone() || rate <= 0) {
      return Optional.empty();
    }
    long left = Math.max(0, now.filesDiscovered() - now.filesDone());
    return Optional.of(Duration.ofSeconds(Math.round(left / rate)));
  }

  private double perSecond(ToLongFunction<BuildProgress> quantity) {
    if (snapshots.isEmpty()) {
      return 0;
    }
    BuildProgress last = snapshots.peekLast();
    BuildProgress first = snapshots.peekFirst();
    boolean single = snapshots.size() == 1;
    long done = quantity.applyAsLong(last) - (single ? 0 : quantity.applyAsLong(first));
    Duration time = single ? last.elapsed() : last.elapsed().minus(first.elapsed());
    return time.isZero() ? 0 : done / (time.toMillis() / 1000.0);
  }
}
