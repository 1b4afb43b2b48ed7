package io.github.shardmill.file.discover;

import io.github.shardmill.file.DiscoverySummary;
import io.github.shardmill.file.DiscoverySummaryCoder;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileBatchCoder;
import java.nio.file.Path;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Lists sources into file batches.
 *
 * <pre>{@code
 * PCollectionTuple found =
 *     pipeline
 *         .apply(Create.of(Sources.parse(inputs)))
 *         .apply(DiscoverFiles.create().withFilter(filter).withRecordsDirectory(directory));
 * found.get(DiscoverFiles.BATCHES);   // the files
 * found.get(DiscoverFiles.SUMMARIES); // one per source
 * }</pre>
 *
 * <p><b>Order.</b> The files of a source come in the order of their paths' unsigned bytes (those of
 * a list in its order), so the same tree always gives the same batches.
 *
 * <p><b>Memory.</b> The entries of one directory per level; what downstream steps have not taken
 * yet is held by the runner. The DirectRunner runs bundles in the order in which they arise, so
 * discovery stays a few bundles ahead of the step that consumes its batches, but any grouping
 * between the two holds all batches.
 *
 * <p><b>Parallelism.</b> Sources are listed at the same time, each by one bundle; within a source
 * slow file systems are listed by several threads. On the DirectRunner downstream steps begin with
 * the first batch. On batch runners a source is listed in one go.
 *
 * <p><b>Retry.</b> A bundle that is run again lists again from where it began. Every source gives
 * its summary once, and counts and part files in it are those of the batches that were given out;
 * part files of lost attempts stay behind and are named nowhere.
 *
 * <p><b>Failure.</b> Whatever concerns a part of a source is counted and recorded: files that
 * vanish, directories that cannot be listed, links that lead out of the root. A root that cannot be
 * read at all is an {@link java.io.IOException}, lest an index be emptied because a disk is not
 * there.
 */
public final class DiscoverFiles extends PTransform<PCollection<SourceSpec>, PCollectionTuple> {
  /** The files that are wanted. */
  public static final TupleTag<FileBatch> BATCHES = new TupleTag<>("batches");

  /** What was found, one summary per source. */
  public static final TupleTag<DiscoverySummary> SUMMARIES = new TupleTag<>("summaries");

  private static final long serialVersionUID = 1L;

  private final DiscoveryConfig config;

  private DiscoverFiles(DiscoveryConfig config) {
    this.config = config;
  }

  /** Returns a discovery with the default filter and limits, which records nothing. */
  public static DiscoverFiles create() {
    return new DiscoverFiles(DiscoveryConfig.DEFAULT);
  }

  /** Sets which files are wanted; {@link FileFilter#DEFAULT} if not set. */
  public DiscoverFiles withFilter(FileFilter filter) {
    return new DiscoverFiles(
        new DiscoveryConfig(filter, config.limits(), config.recordsDirectory(), config.watch()));
  }

  /** Sets how many files travel together; {@link BatchLimits#DEFAULT} if not set. */
  public DiscoverFiles withBatchLimits(BatchLimits limits) {
    return new DiscoverFiles(
        new DiscoveryConfig(config.filter(), limits, config.recordsDirectory(), config.watch()));
  }

  /**
   * Sets where part files are written that hold a JSON line for each excluded file, pruned
   * directory and unreadable directory; without it these are only counted. Created if it is
   * missing. Every worker must see it under this path.
   *
   * @param directory absolute
   */
  public DiscoverFiles withRecordsDirectory(Path directory) {
    String uri = directory.toAbsolutePath().toUri().toString();
    return new DiscoverFiles(
        new DiscoveryConfig(config.filter(), config.limits(), uri, config.watch()));
  }

  /**
   * Sets what stands by on every worker: to look whether it sees what it has to, for instance, or
   * to tell how far it is.
   */
  public DiscoverFiles withWatch(ListingWatch watch) {
    return new DiscoverFiles(
        new DiscoveryConfig(config.filter(), config.limits(), config.recordsDirectory(), watch));
  }

  @Override
  public PCollectionTuple expand(PCollection<SourceSpec> sources) {
    PCollectionTuple found =
        sources.apply(
            "ListFiles",
            ParDo.of(new ListFilesFn(config)).withOutputTags(BATCHES, TupleTagList.of(SUMMARIES)));
    found.get(BATCHES).setCoder(FileBatchCoder.of());
    found.get(SUMMARIES).setCoder(DiscoverySummaryCoder.of());
    return found;
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("filter", config.filter().toString()).withLabel("Wanted files"))
        .add(DisplayData.item("batchFiles", config.limits().maxFiles()).withLabel("Batch size"));
  }
}
