package io.github.shardmill.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Another program that writes to an index, with Lucene's defaults. Stateless. */
final class ForeignWriter {
  private ForeignWriter() {}

  /** Commits on top of what is there, documents as they are, and carries user data forward. */
  static void commit(Path index) throws IOException {
    try (Directory directory = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.setLiveCommitData(writer.getLiveCommitData());
      writer.commit();
    }
  }

  /** Adds an empty document, to an index that need not be there yet. */
  static void add(Path index) throws IOException {
    try (Directory directory = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocument(new Document());
      writer.commit();
    }
  }
}
