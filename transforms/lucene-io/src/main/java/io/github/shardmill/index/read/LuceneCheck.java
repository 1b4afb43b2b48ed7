package io.github.shardmill.index.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;

/** Runs Lucene's own check of every file and structure. Writes nothing, takes no lock. */
final class LuceneCheck {
  private static final int MAX_THREADS = 4;

  private LuceneCheck() {}

  /** Checks the last commit of a directory. */
  static Finding run(Directory directory) throws IOException {
    // CheckIndex wants the write lock, for a repair that is never asked for here.
    try (CheckIndex check = new CheckIndex(directory, new NoLock())) {
      check.setThreadCount(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
      CheckIndex.Status status = check.checkIndex();
      if (status.clean) {
        return Finding.ok("lucene", status.numSegments + " segments are sound");
      }
      List<String> problems = new ArrayList<>();
      for (CheckIndex.Status.SegmentInfoStatus segment : status.segmentInfos) {
        if (segment.error != null) {
          problems.add("segment " + segment.name + ": " + IndexDirectory.firstLine(segment.error));
        }
      }
      if (problems.isEmpty()) {
        problems.add("the commit " + status.segmentsFileName + " cannot be read");
      }
      return Finding.broken("lucene", String.join("; ", problems));
    }
  }

  private static final class NoLock extends Lock {
    @Override
    public void close() {
      // Nothing was locked.
    }

    @Override
    public void ensureValid() {
      // What is not locked cannot be lost.
    }
  }
}
