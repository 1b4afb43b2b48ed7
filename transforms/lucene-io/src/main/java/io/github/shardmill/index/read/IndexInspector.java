package io.github.shardmill.index.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.read.IndexInspection.Field;
import io.github.shardmill.index.read.IndexInspection.Segment;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.StringHelper;

/** Collects an {@link IndexInspection}. For one use. */
final class IndexInspector {
  private final CommittedIndex index;
  private final DirectoryReader reader;
  private final Directory directory;

  IndexInspector(CommittedIndex index) {
    this.index = index;
    this.reader = index.reader();
    this.directory = index.directory();
  }

  IndexInspection inspect() throws IOException {
    IndexCommit commit = reader.getIndexCommit();
    SegmentInfos infos = SegmentInfos.readCommit(directory, commit.getSegmentsFileName());
    DigestRecomputation.ClaimedDigest claimed = DigestRecomputation.claimed(reader);
    return new IndexInspection(
        reader.numDocs(),
        reader.numDeletedDocs(),
        commit.getGeneration(),
        index.origin(),
        index.notice().orElse(null),
        segments(infos),
        fields(),
        new FileSizes(directory).of(infos, commit.getSegmentsFileName()),
        new CommitListing(index).list(),
        index.schema(),
        index.data().map(data -> data.digest().toString()).orElse(null),
        claimed.missing() == 0 ? claimed.digest().toString() : null,
        lastRun());
  }

  private static List<Segment> segments(SegmentInfos infos) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (SegmentCommitInfo segment : infos) {
      segments.add(
          new Segment(
              segment.info.name,
              StringHelper.idToString(segment.info.getId()),
              segment.info.maxDoc() - segment.getDelCount(),
              segment.getDelCount(),
              segment.sizeInBytes(),
              String.valueOf(segment.info.getVersion()),
              segment.info.getUseCompoundFile()));
    }
    return segments;
  }

  private List<Field> fields() throws IOException {
    IndexSchema schema = index.schema();
    List<Field> fields = new ArrayList<>();
    for (FieldInfo info : FieldInfos.getMergedFieldInfos(reader)) {
      if (schema.isCompletionField(info.name)) {
        continue;
      }
      Long documents = 0L;
      Long terms = info.getIndexOptions() == IndexOptions.NONE ? null : 0L;
      for (LeafReaderContext leaf : reader.leaves()) {
        documents = sum(documents, documents(leaf.reader(), info));
        terms = sum(terms, terms(leaf.reader(), info.name));
      }
      fields.add(
          new Field(
              info.name,
              schema.has(info.name) ? schema.field(info.name).kind() : null,
              documents,
              terms));
    }
    return fields;
  }

  /** Adds, where both are known. */
  private static Long sum(Long one, Long other) {
    return one == null || other == null ? null : Long.valueOf(one + other);
  }

  private static Long documents(LeafReader leaf, FieldInfo merged) throws IOException {
    String name = merged.name;
    if (leaf.getFieldInfos().fieldInfo(name) == null) {
      return 0L;
    }
    if (merged.getIndexOptions() != IndexOptions.NONE) {
      Terms terms = leaf.terms(name);
      return terms == null ? 0L : Long.valueOf(terms.getDocCount());
    }
    if (merged.getPointDimensionCount() > 0) {
      PointValues points = leaf.getPointValues(name);
      return points == null ? 0L : Long.valueOf(points.getDocCount());
    }
    if (merged.getDocValuesType() == DocValuesType.BINARY) {
      DocIdSetIterator values = leaf.getBinaryDocValues(name);
      return values == null ? 0L : Long.valueOf(values.cost());
    }
    return null;
  }

  private static Long terms(LeafReader leaf, String name) throws IOException {
    Terms terms = leaf.terms(name);
    if (terms == null) {
      return 0L;
    }
    long size = terms.size();
    return size < 0 ? null : Long.valueOf(size);
  }

  private ObjectNode lastRun() {
    if (index.data().isEmpty()) {
      return null;
    }
    CommitData data = index.data().get();
    RunRecordFile record = RunRecordFile.read(index.layout(), data);
    ObjectNode json = record.json();
    if (!json.has("runId")) {
      json.put("runId", data.token());
    }
    json.put("recordsMatch", record.matches());
    return json;
  }
}
