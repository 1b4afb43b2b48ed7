package io.github.shardmill.io;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Begins a pipeline with elements that are known when it is made, which workers may give out at the
 * same time. As Beam's {@link Create}, which gives out a single element by a step that has no name
 * where runners show their steps.
 *
 * @param <T> type of the elements
 */
public final class GiveElements<T extends Serializable> extends PTransform<PBegin, PCollection<T>> {
  private static final long serialVersionUID = 1L;

  private final transient List<T> elements;
  private final transient Coder<T> coder;

  private GiveElements(List<T> elements, Coder<T> coder) {
    this.elements = List.copyOf(elements);
    this.coder = coder;
  }

  /** Returns the transform that gives out these, at least one. */
  public static <T extends Serializable> GiveElements<T> of(List<T> elements, Coder<T> coder) {
    return new GiveElements<>(elements, coder);
  }

  @Override
  public PCollection<T> expand(PBegin pipeline) {
    return elements.size() == 1
        ? pipeline
            .apply("Begin", Impulse.create())
            .apply("GiveElement", ParDo.of(new GiveElementFn<>(elements.get(0))))
            .setCoder(coder)
        : pipeline.apply("GiveElements", Create.of(elements).withCoder(coder));
  }

  /** Gives out one element. */
  private static final class GiveElementFn<T extends Serializable> extends DoFn<byte[], T> {
    private static final long serialVersionUID = 1L;

    private final T element;

    GiveElementFn(T element) {
      this.element = element;
    }

    @ProcessElement
    public void process(OutputReceiver<T> output) {
      output.output(element);
    }
  }
}
