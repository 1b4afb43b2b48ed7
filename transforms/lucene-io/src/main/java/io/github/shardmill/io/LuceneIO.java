package io.github.shardmill.io;

import static java.util.Objects.requireNonNull;

import com.google.auto.value.AutoValue;
import io.github.shardmill.index.Base;
import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.RunPage;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.mutation.MutationMapper;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes to Lucene indexes.
 *
 * <pre>{@code
 * PCollection<Product> products = ...;
 * LuceneWriteResult result =
 *     products.apply(
 *         LuceneIO.<Product>write()
 *             .to("/data/products-index")
 *             .withSchema(
 *                 IndexSchema.of(FieldSpec.text("name"), FieldSpec.number("price"))
 *                     .withSearched("name"))
 *             .withMapper(
 *                 (product, emitter) ->
 *                     emitter.emit(
 *                         Mutation.upsert(
 *                             IndexDocument.withId(product.id())
 *                                 .add("name", product.name())
 *                                 .add("price", product.cents())
 *                                 .build()))));
 * }</pre>
 *
 * <h2>What happens</h2>
 *
 * A mapper turns each element into any number of mutations. They are written, sorted and
 * compressed, to work files; only handles of these go through a GroupByKey by shard. One Lucene
 * segment is built for each shard, and a last step adopts all segments and commits once.
 *
 * <h2>Guarantees</h2>
 *
 * <ul>
 *   <li>The input is bounded. All of it is one run, whatever its windows and triggers.
 *   <li>All or nothing: the index is at the run's commit, or at the one before. Retried bundles and
 *       abandoned attempts leave no trace in the index.
 *   <li>Of several mutations with the same root id the highest version wins; at equal versions the
 *       choice is the same on every run.
 *   <li>An empty input commits an empty index (or, with {@link RunPlan.Mode#UPDATE}, no change).
 * </ul>
 *
 * <h2>Failure and retry</h2>
 *
 * How a run ended is an element of {@link LuceneWriteResult#verdicts}, never an exception, since an
 * exception would make some runners do all the work again. What throws is the environment: a full
 * disk, unreadable work files, a mapper that throws. The runner may then retry; nothing was
 * published.
 *
 * <h2>Memory</h2>
 *
 * Each worker thread that maps holds {@link Write#withSpoolBuffer} bytes plus its largest mutation;
 * each shard that is being built holds its part of {@link Write#withRamBuffer} and a few blocks of
 * the work files. What bundles hold upstream of this transform is the runner's and the caller's
 * business: on runners that keep bundles in memory, pass references and let the mapper read.
 *
 * <h2>Parallelism</h2>
 *
 * Mapping runs as parallel as the input; building at most as parallel as there are shards; the
 * commit is one step.
 */
public final class LuceneIO {
  private LuceneIO() {}

  /**
   * Returns a transform that writes elements into an index. {@link Write#to}, {@link
   * Write#withSchema} and {@link Write#withMapper} are required.
   */
  public static <T> Write<T> write() {
    return new AutoValue_LuceneIO_Write.Builder<T>()
        .setRun(RunSettings.DEFAULT)
        .setRamBufferBytes(256L << 20)
        .setConcurrentShards(Runtime.getRuntime().availableProcessors())
        .setSpoolBufferBytes(16 << 20)
        .setPage(json -> "")
        .build();
  }

  /** The transform behind {@link LuceneIO#write}. Immutable. */
  @AutoValue
  public abstract static class Write<T> extends PTransform<PCollection<T>, LuceneWriteResult> {
    abstract @Nullable String index();

    abstract @Nullable IndexSchema schema();

    abstract @Nullable MutationMapper<T> mapper();

    abstract RunSettings run();

    abstract long ramBufferBytes();

    abstract int concurrentShards();

    abstract int spoolBufferBytes();

    abstract RunPage page();

    abstract @Nullable PCollection<RunParts> parts();

    abstract Builder<T> toBuilder();

    @AutoValue.Builder
    abstract static class Builder<T> {
      abstract Builder<T> setIndex(String index);

      abstract Builder<T> setSchema(IndexSchema schema);

      abstract Builder<T> setMapper(MutationMapper<T> mapper);

      abstract Builder<T> setRun(RunSettings run);

      abstract Builder<T> setRamBufferBytes(long bytes);

      abstract Builder<T> setConcurrentShards(int count);

      abstract Builder<T> setSpoolBufferBytes(int bytes);

      abstract Builder<T> setPage(RunPage page);

      abstract Builder<T> setParts(PCollection<RunParts> parts);

      abstract Write<T> build();
    }

    /** Sets the index directory, on a file system that every worker sees. Made when missing. */
    public Write<T> to(String directory) {
      return toBuilder().setIndex(requireNonNull(directory, "directory")).build();
    }

    /** Sets what the documents look like. */
    public Write<T> withSchema(IndexSchema schema) {
      return toBuilder().setSchema(requireNonNull(schema, "schema")).build();
    }

    /** Sets the function from an element to its mutations. */
    public Write<T> withMapper(MutationMapper<T> mapper) {
      return toBuilder().setMapper(requireNonNull(mapper, "mapper")).build();
    }

    /**
     * Sets what is told about a run: id, mode, shards, checks, where work files are. The default is
     * a full rebuild with four shards and work files beside the index.
     */
    public Write<T> withRun(RunSettings run) {
      return toBuilder().setRun(requireNonNull(run, "run")).build();
    }

    /**
     * Sets how much Lucene may buffer for all shards that one worker builds at once. Larger buffers
     * save merging inside a shard; the default is 256 MiB.
     *
     * @param bytes the total, in bytes
     * @param concurrentShards how many shards one worker builds at once: its threads
     */
    public Write<T> withRamBuffer(long bytes, int concurrentShards) {
      if (bytes < 1 << 20 || concurrentShards < 1) {
        throw new IllegalArgumentException("the RAM buffer has at least 1 MiB and one shard");
      }
      return toBuilder().setRamBufferBytes(bytes).setConcurrentShards(concurrentShards).build();
    }

    /** Sets how many bytes of mutations a mapping thread sorts in memory; default 16 MiB. */
    public Write<T> withSpoolBuffer(int bytes) {
      if (bytes < 1 << 16) {
        throw new IllegalArgumentException("the spool buffer has at least 64 KiB");
      }
      return toBuilder().setSpoolBufferBytes(bytes).build();
    }

    /** Sets what renders the page beside the run's record; none by default. */
    public Write<T> withPage(RunPage page) {
      return toBuilder().setPage(requireNonNull(page, "page")).build();
    }

    /** Adds counts and records from other steps of the pipeline, for checks and the record. */
    public Write<T> withParts(PCollection<RunParts> parts) {
      return toBuilder().setParts(requireNonNull(parts, "parts")).build();
    }

    @Override
    public LuceneWriteResult expand(PCollection<T> input) {
      requireNonNull(index(), "LuceneIO.write() needs to(directory)");
      requireNonNull(schema(), "LuceneIO.write() needs withSchema(schema)");
      requireNonNull(mapper(), "LuceneIO.write() needs withMapper(mapper)");
      if (input.isBounded() == PCollection.IsBounded.UNBOUNDED) {
        throw new IllegalArgumentException("LuceneIO.write() takes bounded input");
      }
      IndexLayout layout = new IndexLayout(Locations.path(index()));
      RunSettings run = run().runId().isEmpty() ? run().withRunId(RunSettings.newRunId()) : run();
      RunWorkspace workspace = run.workspace(layout);
      RunPlan plan = run.plan(schema(), generation(layout, run.runId()));
      PCollection<RunParts> shards =
          spool(input.apply("GatherInput", new GatherInOneWindow<>()), plan, workspace)
              .apply("GroupByShard", GroupByKey.create())
              .apply("BuildShards", ParDo.of(buildShards(plan, workspace)));
      return new LuceneWriteResult(input.getPipeline(), commit(shards, plan, workspace));
    }

    private PCollection<KV<Integer, SpoolPart>> spool(
        PCollection<T> input, RunPlan plan, RunWorkspace workspace) {
      KvCoder<Integer, SpoolPart> coder = KvCoder.of(VarIntCoder.of(), SpoolPartCoder.of());
      SpoolMutationsFn<T> spooling =
          new SpoolMutationsFn<>(plan, workspace, mapper(), spoolBufferBytes(), run().workers());
      PCollection<KV<Integer, SpoolPart>> regions =
          input.apply("SpoolMutations", ParDo.of(spooling)).setCoder(coder);
      // A shard without documents is built as well, so that nothing at all can be committed.
      PCollection<KV<Integer, SpoolPart>> seeds =
          input
              .getPipeline()
              .apply(
                  "SeedShards",
                  Create.of(
                          IntStream.range(0, plan.shards())
                              .mapToObj(shard -> KV.of(shard, SpoolPart.EMPTY))
                              .collect(Collectors.toList()))
                      .withCoder(coder));
      return PCollectionList.of(regions).and(seeds).apply("WithSeeds", Flatten.pCollections());
    }

    private BuildShardFn buildShards(RunPlan plan, RunWorkspace workspace) {
      int together = Math.min(concurrentShards(), plan.shards());
      return new BuildShardFn(plan, workspace, ramBufferBytes() / together, run().workers());
    }

    private PCollection<CommitVerdict> commit(
        PCollection<RunParts> shards, RunPlan plan, RunWorkspace workspace) {
      SerializableCoder<RunParts> coder = SerializableCoder.of(RunParts.class);
      PCollectionList<RunParts> all = PCollectionList.of(shards.setCoder(coder));
      if (parts() != null) {
        all = all.and(parts().apply("GatherParts", new GatherInOneWindow<>()));
      }
      return all.apply("WithParts", Flatten.pCollections())
          .apply("WithOneKey", WithKeys.of((Void) null))
          .setCoder(KvCoder.of(VoidCoder.of(), coder))
          .apply("GroupAll", GroupByKey.create())
          .apply(
              "CommitIndex", ParDo.of(new CommitIndexFn(plan, workspace, page(), run().workers())))
          .setCoder(SerializableCoder.of(CommitVerdict.class));
    }

    private static long generation(IndexLayout layout, String runId) {
      try {
        Base base = Base.read(layout);
        if (base.remembers(runId)) {
          throw new IllegalArgumentException(
              "an earlier run had the id '" + runId + "'; every run needs one of its own");
        }
        return base.generation();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the index in " + layout.index(), e);
      }
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      super.populateDisplayData(builder);
      builder
          .addIfNotNull(DisplayData.item("index", index()).withLabel("Index directory"))
          .add(DisplayData.item("shards", run().shards()).withLabel("Shards"))
          .add(DisplayData.item("mode", run().mode().name()).withLabel("Mode"))
          .add(DisplayData.item("ramBufferBytes", ramBufferBytes()).withLabel("RAM buffer"))
          .add(DisplayData.item("concurrentShards", concurrentShards()).withLabel("Shards at once"))
          .add(DisplayData.item("spoolBufferBytes", spoolBufferBytes()).withLabel("Spool buffer"));
    }
  }
}
