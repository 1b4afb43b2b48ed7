package io.github.shardmill.io;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Gives everything one key, to be gathered. Beam's own transform for that is a step without a name
 * where runners show their steps.
 *
 * @param <T> type of the elements
 */
public final class OneKeyFn<T> extends DoFn<T, KV<Void, T>> {
  private static final long serialVersionUID = 1L;

  /** Adds the key. */
  @ProcessElement
  public void process(@Element T element, OutputReceiver<KV<Void, T>> output) {
    output.output(KV.of(null, element));
  }
}
