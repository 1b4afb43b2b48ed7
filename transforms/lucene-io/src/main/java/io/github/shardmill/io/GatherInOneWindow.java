package io.github.shardmill.io;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * Puts all elements into one window that fires once: a run takes all of its input, and a shard that
 * were built at every firing would be built in parts, of which one would be taken. Adds no step
 * where that is the case already.
 */
final class GatherInOneWindow<T> extends PTransform<PCollection<T>, PCollection<T>> {
  private static final long serialVersionUID = 1L;

  @Override
  public PCollection<T> expand(PCollection<T> input) {
    return input.getWindowingStrategy().equals(WindowingStrategy.globalDefault())
        ? input
        : input.apply(
            Window.<T>into(new GlobalWindows())
                .triggering(DefaultTrigger.of())
                .discardingFiredPanes());
  }
}
