package io.github.shardmill.pipeline;

import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Spreads work over the workers of a cluster, evenly and nearly in the order of the listing: a
 * runner that sends by the hash of a key and sorts by its bytes gives each worker a part of the
 * listing from its beginning to its end. So what a worker spools in succession hardly overlaps, and
 * a shard need not open all of it at once.
 */
final class SpreadWork extends PTransform<PCollection<FileWork>, PCollection<FileWork>> {
  private static final long serialVersionUID = 1L;

  @Override
  public PCollection<FileWork> expand(PCollection<FileWork> work) {
    return work.apply("NumberWork", ParDo.of(new NumberWorkFn()))
        .setCoder(KvCoder.of(BigEndianLongCoder.of(), FileWorkCoder.of()))
        .apply("SendWork", Reshuffle.of())
        .apply("TakeWork", ParDo.of(new TakeWorkFn()))
        .setCoder(FileWorkCoder.of());
  }

  /** Numbers work as it comes, source by source. */
  private static final class NumberWorkFn extends DoFn<FileWork, KV<Long, FileWork>> {
    private static final long serialVersionUID = 1L;
    private static final int NUMBER_BITS = 48;
    private static final int SOURCE_MASK = 0x7fff;

    private transient long next;

    @ProcessElement
    public void process(@Element FileWork work, OutputReceiver<KV<Long, FileWork>> output) {
      long source =
          work instanceof FileWork.Extract extract
              ? extract.batch().source().name().hashCode() & SOURCE_MASK
              : SOURCE_MASK;
      output.output(KV.of((source << NUMBER_BITS) + next++, work));
    }
  }

  /** Takes the number away. */
  private static final class TakeWorkFn extends DoFn<KV<Long, FileWork>, FileWork> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<Long, FileWork> sent, OutputReceiver<FileWork> output) {
      output.output(sent.getValue());
    }
  }
}
