package io.github.shardmill.samples.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * What the last commit of an index holds.
 *
 * @param documents live documents
 * @param segments number of segments
 * @param bytes size of the commit's files
 */
record IndexFacts(int documents, int segments, long bytes) {

  /**
   * Reads the commit.
   *
   * @throws IOException when there is none
   */
  static IndexFacts read(Path index) throws IOException {
    try (Directory directory = FSDirectory.open(index)) {
      SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
      int documents =
          commit.asList().stream()
              .mapToInt(segment -> segment.info.maxDoc() - segment.getDelCount())
              .sum();
      long bytes = 0;
      for (String file : commit.files(true)) {
        bytes += directory.fileLength(file);
      }
      return new IndexFacts(documents, commit.size(), bytes);
    }
  }
}
