package io.github.shardmill.index;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Copies of an index as versions made it whose segments did not declare an order. */
final class UndeclaredIndex {
  private UndeclaredIndex() {}

  static void copy(Path index, Path target) throws IOException {
    try (Directory from = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(from);
        Directory to = FSDirectory.open(target);
        IndexWriter writer = new IndexWriter(to, new IndexWriterConfig(null))) {
      for (LeafReaderContext leaf : reader.leaves()) {
        writer.addIndexes((CodecReader) leaf.reader());
      }
      writer.setLiveCommitData(reader.getIndexCommit().getUserData().entrySet());
      writer.commit();
    }
  }
}
