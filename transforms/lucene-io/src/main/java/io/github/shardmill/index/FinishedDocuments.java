package io.github.shardmill.index;

import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.SchemaFields;
import io.github.shardmill.index.spool.FinishedSpool;
import io.github.shardmill.index.spool.RegionMerge;
import io.github.shardmill.index.spool.SpooledMutation;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.remote.Presence;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.StoredField;
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
 * <p>Of two documents with one id the one that was gathered last stays. Roots with several
 * documents are left out, since they are of use only together. Nothing is there before {@link
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

    private boolean isIndexed(FieldSpec field) {
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
      Visitor visitor = new Visitor();
      while (true) {
        SpooledMutation next;
        try {
          next = merge.next();
        } catch (IOException damaged) {
          warn(spool, file, damaged);
          return;
        }
        if (next == null) {
          return;
        }
        add(next, visitor);
      }
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

  private void add(SpooledMutation mutation, Visitor visitor) throws IOException {
    if (mutation.isPart() || mutation.parts().count() > 0) {
      return; // where all of its parts are, only the whole run knows
    }
    visitor.begin(mutation.rootId());
    mutation.accept(config.schema(), visitor);
    if (!visitor.family.isEmpty()) {
      String root = new String(mutation.rootId(), StandardCharsets.UTF_8);
      writer.updateDocuments(new Term(IndexSchema.ROOT, root), visitor.family);
      added += visitor.family.size();
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

  /** Makes the fields of the documents of one mutation after the other. */
  private final class Visitor implements SpooledMutation.Visitor {
    private final List<List<IndexableField>> family = new ArrayList<>();
    private List<IndexableField> fields = new ArrayList<>();
    private byte[] rootId;

    void begin(byte[] root) {
      rootId = root;
      family.clear();
    }

    @Override
    public void document(byte[] id) {
      fields = new ArrayList<>();
      value(config.schema().ordinal(IndexSchema.ID), id);
      value(config.schema().ordinal(IndexSchema.ROOT), rootId);
    }

    @Override
    public void value(int ordinal, byte[] utf8) {
      FieldSpec field = config.schema().fields().get(ordinal);
      String value = new String(utf8, StandardCharsets.UTF_8);
      boolean isIndexed = config.isIndexed(field) && field.kind() == FieldKind.KEYWORD;
      fields.add(isIndexed ? SchemaFields.of(field, value) : new StoredField(field.name(), value));
    }

    @Override
    public void value(int ordinal, long number) {
      FieldSpec field = config.schema().fields().get(ordinal);
      fields.add(
          config.isIndexed(field)
              ? SchemaFields.of(field, number)
              : new StoredField(field.name(), number));
    }

    @Override
    public void endDocument() {
      family.add(fields);
    }
  }
}
