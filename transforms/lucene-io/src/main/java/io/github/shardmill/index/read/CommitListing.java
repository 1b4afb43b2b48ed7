package io.github.shardmill.index.read;

import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.Provenance;
import io.github.shardmill.index.read.IndexInspection.Commit;
import io.github.shardmill.index.store.Pin;
import io.github.shardmill.index.store.Pins;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/** Lists the retained commits of an index with what each costs. For one use. */
final class CommitListing {
  private final Directory directory;
  private final Map<Long, Pin> pins;

  CommitListing(CommittedIndex index) throws IOException {
    this.directory = index.directory();
    this.pins = new Pins(index.layout()).all();
  }

  /** Returns all commits, the current one first. */
  List<Commit> list() throws IOException {
    List<IndexCommit> retained = new ArrayList<>(DirectoryReader.listCommits(directory));
    Collections.reverse(retained);
    Map<String, Integer> needed = new HashMap<>();
    for (IndexCommit commit : retained) {
      commit.getFileNames().forEach(file -> needed.merge(file, 1, Integer::sum));
    }
    List<Commit> commits = new ArrayList<>();
    for (IndexCommit commit : retained) {
      Collection<String> files = commit.getFileNames();
      long ownBytes = bytes(files.stream().filter(file -> needed.get(file) == 1).toList());
      commits.add(describe(commit, bytes(files), ownBytes));
    }
    return commits;
  }

  private Commit describe(IndexCommit commit, long bytes, long ownBytes) throws IOException {
    Optional<CommitData> data = CommitData.of(commit);
    Optional<Provenance> provenance = data.map(CommitData::provenance);
    return new Commit(
        commit.getGeneration(),
        data.map(CommitData::token).orElse(null),
        provenance.map(Provenance::kind).orElse(null),
        provenance.map(p -> Instant.ofEpochMilli(p.committedMillis()).toString()).orElse(null),
        provenance.map(Provenance::restored).filter(restored -> restored >= 0).orElse(null),
        documents(SegmentInfos.readCommit(directory, commit.getSegmentsFileName())),
        pins.get(commit.getGeneration()),
        bytes,
        ownBytes);
  }

  private static long documents(SegmentInfos infos) {
    return infos.totalMaxDoc()
        - infos.asList().stream().mapToLong(SegmentCommitInfo::getDelCount).sum();
  }

  private long bytes(Collection<String> files) throws IOException {
    long bytes = 0;
    for (String file : files) {
      bytes += directory.fileLength(file);
    }
    return bytes;
  }
}
