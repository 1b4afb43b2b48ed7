package io.github.shardmill.index;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedSetSelector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

/**
 * The order of documents in every segment, in Lucene's words: by root id as unsigned bytes. Lucene
 * keeps it when it merges segments that declare it, and leaves documents of the same root in the
 * order they have; its CheckIndex finds a segment that declares it wrongly.
 */
final class RootOrder {
  /** What segments declare, and writers that merge them are told. */
  static final Sort SORT =
      new Sort(KeywordField.newSortField(IndexSchema.ROOT, false, SortedSetSelector.Type.MIN));

  private static final String SEGMENT_INFO = "si";

  private RootOrder() {}

  /**
   * Declares that the documents of a shard index are in order. They come in order out of the merge
   * of regions; a writer that is told so in advance sorts them nevertheless, and for that writes
   * all stored text twice. So the declaration comes afterwards: the file that describes a segment
   * is written again, with the order and otherwise as it was. Only in a directory that nobody else
   * knows of yet. Durable when it returns.
   */
  static void declare(Directory directory) throws IOException {
    for (SegmentCommitInfo segment : SegmentInfos.readLatestCommit(directory)) {
      SegmentInfo info = segment.info;
      SegmentInfo ordered =
          new SegmentInfo(
              info.dir,
              info.getVersion(),
              info.getMinVersion(),
              info.name,
              info.maxDoc(),
              info.getUseCompoundFile(),
              info.getHasBlocks(),
              info.getCodec(),
              info.getDiagnostics(),
              info.getId(),
              info.getAttributes(),
              SORT);
      ordered.setFiles(info.files());
      String file = IndexFileNames.segmentFileName(info.name, "", SEGMENT_INFO);
      directory.deleteFile(file);
      info.getCodec().segmentInfoFormat().write(directory, ordered, IOContext.DEFAULT);
      directory.sync(List.of(file));
    }
    directory.syncMetaData();
  }

  /** Returns whether all segments of a commit declare the order. */
  static boolean isDeclared(SegmentInfos commit) {
    return commit.asList().stream().allMatch(segment -> SORT.equals(segment.info.getIndexSort()));
  }
}
