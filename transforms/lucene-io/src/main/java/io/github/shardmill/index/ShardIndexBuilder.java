package io.github.shardmill.index;

import io.github.shardmill.index.mutation.FamilyParts;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.SchemaFields;
import io.github.shardmill.index.spool.Region;
import io.github.shardmill.index.spool.RegionMerge;
import io.github.shardmill.index.spool.SpooledMutation;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.ScratchDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the index of one shard from its regions: one segment, documents in order of root id, in a
 * directory that belongs to this attempt alone. Single-threaded.
 *
 * <p>Either {@link #build} returns a handle and every file of the shard index is on disk, or it
 * throws and the attempt's directory is garbage that the run's end removes.
 */
public final class ShardIndexBuilder {
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");
  private static final int HARD_LIMIT_MB = 1945;
  private static final String INDEX = "index";

  private final Config config;
  private final BooleanSupplier stopped;

  /**
   * What an attempt is given.
   *
   * @param shard number of the shard
   * @param attempt identifies this attempt; unique among all attempts of the run
   * @param schema what the documents look like
   * @param staging the run's staging directory; it exists
   * @param spool the spool directory
   * @param ramBufferBytes what Lucene may buffer before it writes a piece of the segment
   * @param listRoots whether to write the root ids down, for a commit that replaces them
   */
  public record Config(
      int shard,
      String attempt,
      IndexSchema schema,
      Path staging,
      Path spool,
      long ramBufferBytes,
      boolean listRoots) {
    Path directory() {
      return staging.resolve(ShardHandle.directory(shard, attempt));
    }
  }

  /**
   * Makes a builder.
   *
   * @param stopped asked between documents; when it says yes, building ends with {@link
   *     RunCancelledException}
   */
  public ShardIndexBuilder(Config config, BooleanSupplier stopped) {
    this.config = config;
    this.stopped = stopped;
  }

  /**
   * Builds the shard.
   *
   * @param regions all regions of this shard, in any order
   * @param tally counts that travel on with the handle
   * @throws IOException if the spool cannot be read or the shard not written
   */
  public ShardHandle build(List<Region> regions, Tally tally) throws IOException {
    if (!Locations.isRemote(config.staging())) {
      return build(regions, tally, config.directory());
    }
    try (ScratchDirectory here = ScratchDirectory.create("shard")) {
      ShardHandle handle = build(regions, tally, here.path());
      StagedDirectory.upload(here.path().resolve(INDEX), config.directory().resolve(INDEX));
      StagedDirectory.upload(here.path(), config.directory());
      return handle;
    }
  }

  private ShardHandle build(List<Region> regions, Tally tally, Path directory) throws IOException {
    long start = System.nanoTime();
    Path index = Files.createDirectories(directory.resolve(INDEX));
    Path scratch = Files.createDirectories(directory.resolve("scratch"));
    String suffix = ShardHandle.directory(config.shard(), config.attempt());
    try (Directory target = StagedDirectory.create(index);
        ShardRecords records = new ShardRecords(config.schema(), directory, suffix);
        RootList roots = RootList.create(config.listRoots() ? directory : null);
        RegionMerge merge = RegionMerge.of(config.spool(), regions, scratch)) {
      POINTS.trace("shard.begin");
      Written written = write(target, merge, records, roots);
      checkComplete(regions, merge);
      RootOrder.declare(target);
      roots.finish();
      POINTS.trace("shard.written");
      List<StagedFile> files = written.documents() == 0 ? List.of() : StagedDirectory.files(target);
      return new ShardHandle(
          config.shard(),
          config.attempt(),
          written.documents(),
          written.roots(),
          merge.superseded(),
          written.digest(),
          files,
          records.finish(),
          tally,
          (System.nanoTime() - start) / 1_000_000);
    }
  }

  private record Written(long documents, long roots, LogicalDigest digest) {}

  private Written write(Directory target, RegionMerge merge, ShardRecords records, RootList roots)
      throws IOException {
    DocumentDigester digester = new DocumentDigester(config.schema());
    try (DigestingAnalyzer analyzer = new DigestingAnalyzer(config.schema(), digester);
        IndexWriter writer = new IndexWriter(target, writerConfig(analyzer))) {
      registerFields(writer);
      Indexing indexing =
          new Indexing(writer, new ShardDocument(config.schema(), digester), records);
      for (SpooledMutation next = merge.next(); next != null; next = merge.next()) {
        if (stopped.getAsBoolean()) {
          throw new RunCancelledException();
        }
        if (next.isPart()) {
          indexing.indexPart(next);
        } else {
          roots.add(next.rootId());
          indexing.index(next);
        }
      }
      indexing.requireWholeFamily();
      // Flushed pieces lie in document order; merging neighbours keeps it.
      writer.getConfig().setMergePolicy(neighboursToOne());
      writer.forceMerge(1);
      POINTS.trace("shard.before-sync");
      writer.commit();
      return new Written(indexing.documents, indexing.roots, indexing.digest);
    }
  }

  private void registerFields(IndexWriter writer) throws IOException {
    writer.addDocument(SchemaFields.registration(config.schema()));
    writer.deleteDocuments(new Term(IndexSchema.ID, SchemaFields.PLACEHOLDER));
    // The flush drops the segment, since all of it is deleted; the field numbers stay.
    writer.flush();
  }

  private IndexWriterConfig writerConfig(DigestingAnalyzer analyzer) {
    double ramMegabytes = config.ramBufferBytes() / (1024.0 * 1024.0);
    return new IndexWriterConfig(analyzer)
        .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
        .setRAMBufferSizeMB(ramMegabytes)
        .setRAMPerThreadHardLimitMB(HARD_LIMIT_MB)
        .setMergePolicy(NoMergePolicy.INSTANCE)
        .setMergeScheduler(new SerialMergeScheduler())
        .setUseCompoundFile(false)
        .setCommitOnClose(false);
  }

  private static LogDocMergePolicy neighboursToOne() {
    LogDocMergePolicy policy = new LogDocMergePolicy();
    policy.setMergeFactor(Integer.MAX_VALUE);
    policy.setNoCFSRatio(0);
    return policy;
  }

  private void checkComplete(List<Region> regions, RegionMerge merge) throws IOException {
    long expected = regions.stream().mapToLong(Region::mutations).sum();
    if (expected != merge.merged() + merge.dropped()) {
      throw new IOException(
          "shard "
              + config.shard()
              + " got "
              + (merge.merged() + merge.dropped())
              + " of "
              + expected
              + " spooled mutations");
    }
  }

  /** Indexes the documents of one mutation after the other. */
  private final class Indexing implements SpooledMutation.Visitor {
    private final IndexWriter writer;
    private final ShardDocument document;
    private LogicalDigest digest = LogicalDigest.ZERO;
    private long documents;
    private long roots;
    private byte[] rootId = {};
    private FamilyParts parts = FamilyParts.NONE;
    private long partsLeft;
    private long familyLeft;
    private int familySize;
    private final ShardRecords records;
    private List<List<Object>> root;

    Indexing(IndexWriter writer, ShardDocument document, ShardRecords records) {
      this.writer = writer;
      this.document = document;
      this.records = records;
    }

    void index(SpooledMutation mutation) throws IOException {
      requireWholeFamily();
      roots++;
      rootId = mutation.rootId();
      familySize = 0;
      mutation.accept(config.schema(), this);
      parts = mutation.parts();
      partsLeft = parts.count();
      familyLeft = parts.documents();
      if (familySize == 0) {
        records.deleted(rootId);
      } else {
        records.upserted(root, familySize + parts.documents());
      }
    }

    /** Indexes a part of the family of the last root; what an earlier attempt left is none. */
    void indexPart(SpooledMutation part) throws IOException {
      if (part.isPartOf(rootId, parts)) {
        long before = documents;
        part.accept(config.schema(), this);
        partsLeft--;
        familyLeft -= documents - before;
      }
    }

    void requireWholeFamily() throws IOException {
      if (partsLeft != 0 || familyLeft != 0) {
        throw new IOException(
            "of "
                + new String(rootId, StandardCharsets.UTF_8)
                + " "
                + partsLeft
                + " parts with "
                + familyLeft
                + " documents are missing in the spool");
      }
    }

    @Override
    public void document(byte[] id) {
      document.start(rootId, id);
    }

    @Override
    public void value(int ordinal, byte[] utf8) {
      document.add(ordinal, utf8);
    }

    @Override
    public void value(int ordinal, long number) {
      document.add(ordinal, number);
    }

    @Override
    public void endDocument() throws IOException {
      writer.addDocument(document.fields());
      digest = digest.plus(document.digest());
      documents++;
      records.indexed(document.values());
      if (familySize++ == 0) {
        root = copyOf(document.values());
      }
    }

    private List<List<Object>> copyOf(List<List<Object>> values) {
      List<List<Object>> copy = new ArrayList<>(values.size());
      values.forEach(v -> copy.add(List.copyOf(v)));
      return copy;
    }
  }
}
