package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.discover.DiscoverFiles;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.io.OneKeyFn;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Turns a listing into what there is to do for an index that holds an earlier state of it. Files go
 * through as batches, and work begins with the first; what was removed is known when all of the
 * listing was compared. Between the two travel some bytes a file.
 */
final class CompareWithIndex extends PTransform<PCollectionTuple, PCollectionTuple> {
  /** What there is to do. */
  static final TupleTag<FileWork> WORK = new TupleTag<>("work");

  /** Counts, names of what is gone, and reasons against a commit. */
  static final TupleTag<RunParts> PARTS = new TupleTag<>("parts");

  private static final long serialVersionUID = 1L;

  private final CompareFilesFn compare;
  private final FindRemovedFn findRemoved;

  CompareWithIndex(CompareFilesFn compare, FindRemovedFn findRemoved) {
    this.compare = compare;
    this.findRemoved = findRemoved;
  }

  /** Takes what {@link DiscoverFiles} gives. */
  @Override
  public PCollectionTuple expand(PCollectionTuple found) {
    SerializableCoder<ComparedPart> coder = SerializableCoder.of(ComparedPart.class);
    PCollection<FileBatch> batches = found.get(DiscoverFiles.BATCHES);
    PCollectionTuple compared =
        batches.apply(
            "CompareFiles",
            ParDo.of(compare)
                .withOutputTags(CompareFilesFn.WORK, TupleTagList.of(CompareFilesFn.COMPARED)));
    compared.get(CompareFilesFn.WORK).setCoder(FileWorkCoder.of());
    PCollection<ComparedPart> listings =
        found
            .get(DiscoverFiles.SUMMARIES)
            .apply("EndListings", ParDo.of(new EndListingFn()))
            .setCoder(coder);
    PCollectionTuple removed =
        PCollectionList.of(compared.get(CompareFilesFn.COMPARED).setCoder(coder))
            .and(listings)
            .apply("WithListings", Flatten.pCollections())
            .apply("WithOneKey", ParDo.of(new OneKeyFn<ComparedPart>()))
            .setCoder(KvCoder.of(VoidCoder.of(), coder))
            .apply("GatherCompared", GroupByKey.create())
            .apply(
                "FindRemoved",
                ParDo.of(findRemoved)
                    .withOutputTags(FindRemovedFn.WORK, TupleTagList.of(FindRemovedFn.PARTS)));
    removed.get(FindRemovedFn.WORK).setCoder(FileWorkCoder.of());
    PCollection<FileWork> work =
        PCollectionList.of(compared.get(CompareFilesFn.WORK))
            .and(removed.get(FindRemovedFn.WORK))
            .apply("WithRemoved", Flatten.pCollections());
    return PCollectionTuple.of(WORK, work)
        .and(
            PARTS, removed.get(FindRemovedFn.PARTS).setCoder(SerializableCoder.of(RunParts.class)));
  }
}
