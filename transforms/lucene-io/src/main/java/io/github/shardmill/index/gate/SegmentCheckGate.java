package io.github.shardmill.index.gate;

import io.github.shardmill.index.Gate;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.StringHelper;

/**
 * Refuses segments that Lucene's own check finds damaged. Only those that the run adds are checked:
 * every checksum, and everything that an index can be asked for.
 *
 * <p>Lucene checks commits, and this is none yet, so its checks are called one by one.
 */
public record SegmentCheckGate() implements Gate {
  private static final String GATE = "new segments are sound";

  /** Lucene's checks describe what they do, unless there is nothing to print to. */
  private static final PrintStream SILENT = null;

  @Override
  public Result check(Candidate candidate) throws IOException {
    Set<String> before = committed(candidate.reader().directory());
    List<String> problems = new ArrayList<>();
    int checked = 0;
    for (LeafReaderContext leaf : candidate.reader().leaves()) {
      SegmentReader segment = (SegmentReader) leaf.reader();
      if (!before.contains(id(segment.getSegmentInfo()))) {
        checked++;
        check(segment, problems);
      }
    }
    return new Result(
        GATE,
        problems.isEmpty(),
        problems.isEmpty() ? checked + " checked" : String.join("; ", problems));
  }

  /** Returns the ids of the segments of the commit that stands. */
  private static Set<String> committed(Directory directory) throws IOException {
    Set<String> ids = new HashSet<>();
    if (DirectoryReader.indexExists(directory)) {
      SegmentInfos.readLatestCommit(directory).forEach(segment -> ids.add(id(segment)));
    }
    return ids;
  }

  private static String id(SegmentCommitInfo segment) {
    return StringHelper.idToString(segment.info.getId());
  }

  private static void check(SegmentReader segment, List<String> problems) {
    try {
      segment.checkIntegrity();
      checkContent(segment);
    } catch (IOException | RuntimeException e) {
      problems.add("segment " + segment.getSegmentName() + ": " + e.getMessage());
    }
  }

  private static void checkContent(CodecReader segment) throws IOException {
    CheckIndex.testLiveDocs(segment, SILENT, true);
    CheckIndex.testFieldInfos(segment, SILENT, true);
    CheckIndex.testFieldNorms(segment, SILENT, true);
    CheckIndex.testPostings(segment, SILENT, false, false, true);
    CheckIndex.testStoredFields(segment, SILENT, true);
    CheckIndex.testTermVectors(segment, SILENT, false, false, true);
    CheckIndex.testDocValues(segment, SILENT, true);
    CheckIndex.testPoints(segment, SILENT, true);
    CheckIndex.testVectors(segment, SILENT, true);
  }
}
