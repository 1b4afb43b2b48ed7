package io.github.shardmill.pipeline;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Brings files with the same bytes together before any of them is extracted: they become one piece
 * of work, so that the first is parsed and the others are not.
 *
 * <p>Files of the same size meet, whatever their source; only where several do are the new and
 * changed ones read for their digests. What an index knows of unchanged files is not read again.
 * Empty files have nothing to share and go their own way.
 *
 * <p>All files of the run go through, some 100 bytes each, and nothing is extracted before the last
 * one is listed.
 */
final class CollapseDuplicates extends PTransform<PCollection<FileWork>, PCollection<FileWork>> {
  private static final long serialVersionUID = 1L;

  private final ClaimFilesFn claim;
  private final GroupDuplicatesFn group;

  CollapseDuplicates(ClaimFilesFn claim, GroupDuplicatesFn group) {
    this.claim = claim;
    this.group = group;
  }

  @Override
  public PCollection<FileWork> expand(PCollection<FileWork> work) {
    PCollectionTuple claimed =
        work.apply(
            "ClaimFiles",
            ParDo.of(claim)
                .withOutputTags(ClaimFilesFn.OTHER_WORK, TupleTagList.of(ClaimFilesFn.CLAIMS)));
    PCollection<FileWork> grouped =
        claimed
            .get(ClaimFilesFn.CLAIMS)
            .setCoder(KvCoder.of(VarIntCoder.of(), ListCoder.of(ClaimCoder.of())))
            .apply("GatherSizes", GroupByKey.create())
            .apply("GroupDuplicates", ParDo.of(group))
            .setCoder(FileWorkCoder.of());
    return PCollectionList.of(claimed.get(ClaimFilesFn.OTHER_WORK).setCoder(FileWorkCoder.of()))
        .and(grouped)
        .apply("WithDuplicates", Flatten.pCollections());
  }
}
