package io.github.shardmill.index;

import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.spool.FinishedSpool;
import io.github.shardmill.index.spool.RegionMerge;
import io.github.shardmill.index.spool.SpooledMutation;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.remote.Presence;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the documents that interrupted runs had finished into an index of its own, in which a run
 * looks for results: all values are stored, and only what results are found by is indexed. Nobody
 * searches in it, so no text is analysed. Not thread-safe.
 *
 * <p>Of two documents with one id the one that was gathered last stays. A family is there as a
 * whole or not at all: one whose parts are in several spool files is left out, and so is one of
 * more than {@value GatheredFamily#MAX_DOCUMENTS} documents. Nothing is there before {@link
 * #finish}, and all of it is durable behind it.
 */
public final class FinishedDocuments implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(FinishedDocuments.class);
  private static final String SCHEMA = "schema";

  private final Config config;
  private final Directory directory;
  private final IndexWriter writer;
  private long added;

  /**
   * Where and how to gather.
   *
   * @param directory of the index; one that was finished there is gone on with if it is of the same
   *     schema, and replaced otherwise
   * @param schema what the documents look like
   * @param indexed names of the fields that are indexed beside the ids, none of them a text
   */
  public record Config(Path directory, IndexSchema schema, Set<String> indexed) {
    /** Copies the set. */
    public Config {
      indexed = Set.copyOf(indexed);
    }

    boolean isIndexed(FieldSpec field) {
      return indexed.contains(field.name())
          || field.name().equals(IndexSchema.ID)
          || field.name().equals(IndexSchema.ROOT);
    }
  }

  /** Begins an index. */
  public FinishedDocuments(Config config) throws IOException {
    this.config = config;
    this.directory = IndexDirectories.writing(config.directory());
    boolean goesOn = isUsable(directory, config.directory());
    this.writer =
        new IndexWriter(
            directory,
            new IndexWriterConfig()
                .setOpenMode(
                    goesOn ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE)
                .setMergePolicy(NoMergePolicy.INSTANCE)
                .setUseCompoundFile(false)
                .setCommitOnClose(false));
  }

  /**
   * Adds what an interrupted run had gathered in its turn. An index of another schema, a damaged
   * one and one that was not finished are left out.
   */
  public void addGathered(Path earlier) throws IOException {
    if (!Presence.isDirectory(earlier)) {
      return;
    }
    try (Directory source = IndexDirectories.reading(earlier)) {
      if (isUsable(source, earlier)) {
        writer.addIndexes(source);
      }
    }
  }

  private boolean isUsable(Directory source, Path earlier) throws IOException {
    if (!DirectoryReader.indexExists(source)) {
      return false;
    }
    try (DirectoryReader reader = DirectoryReader.open(source)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        ((CodecReader) leaf.reader()).checkIntegrity();
      }
      Map<String, String> data = reader.getIndexCommit().getUserData();
      return config.schema().fingerprint().equals(data.get(SCHEMA));
    } catch (IOException damaged) {
      LOG.warn("{} is not used, since it is damaged: {}", earlier, damaged.toString());
      return false;
    }
  }

  /**
   * Adds the documents of a finished spool file of the same schema. Where the file turns out to be
   * damaged, what comes behind the damage is left out with a warning.
   *
   * @param spool the directory of the file
   * @param scratch an existing directory for work files, emptied by nobody
   */
  public void add(Path spool, FinishedSpool file, Path scratch) throws IOException {
    try (RegionMerge merge = begin(spool, file, scratch)) {
      if (merge == null) {
        return;
      }
      SpooledMutation root = GatheredFamily.next(merge);
      while (root != null) {
        GatheredFamily family = new GatheredFamily(config, root, merge);
        add(family, new String(root.rootId(), StandardCharsets.UTF_8));
        root = family.following();
      }
    } catch (UncheckedIOException damaged) {
      warn(spool, file, damaged.getCause());
    }
  }

  private static RegionMerge begin(Path spool, FinishedSpool file, Path scratch) {
    try {
      return RegionMerge.of(spool, file.regions(), scratch);
    } catch (IOException damaged) {
      warn(spool, file, damaged);
      return null;
    }
  }

  private static void warn(Path spool, FinishedSpool file, IOException damaged) {
    LOG.warn(
        "{} is damaged; what lies behind the damage is not used: {}",
        spool.resolve(file.file()),
        damaged.toString());
  }

  private void add(GatheredFamily family, String rootId) throws IOException {
    if (!family.isGathered()) {
      return;
    }
    try {
      Iterable<Iterable<IndexableField>> documents = () -> family;
      writer.updateDocuments(new Term(IndexSchema.ROOT, rootId), documents);
      added += family.given();
    } catch (GatheredFamily.IncompleteException e) {
      LOG.debug("not all parts of {} are in one spool file; it is left out", rootId);
    }
  }

  /**
   * Ends the index, durably.
   *
   * @return the number of its documents
   */
  public long finish() throws IOException {
    writer.setLiveCommitData(Map.of(SCHEMA, config.schema().fingerprint()).entrySet());
    writer.commit();
    LOG.debug("{} documents were gathered from spool files", added);
    return writer.getDocStats().numDocs;
  }

  /** Closes the index; what was not finished is dropped. */
  @Override
  public void close() throws IOException {
    try (directory) {
      writer.rollback();
    }
  }
}
