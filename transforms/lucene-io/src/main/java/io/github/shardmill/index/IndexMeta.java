package io.github.shardmill.index;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.StringHelper;

/**
 * The readable description of the current commit, {@code meta.json}. It says nothing that the
 * commit does not say; it is made from it whenever it is missing.
 */
public final class IndexMeta {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private IndexMeta() {}

  /** Writes the description of the last commit unless it is there. The caller holds the lock. */
  public static void writeIfStale(Directory index, IndexLayout layout) throws IOException {
    byte[] description = describe(index);
    Path meta = layout.meta();
    if (!Presence.exists(meta) || !Arrays.equals(Files.readAllBytes(meta), description)) {
      PathIndexStore.writeMeta(layout, description);
    }
  }

  /** Describes the last commit of an index. */
  public static byte[] describe(Directory index) throws IOException {
    SegmentInfos commit = SegmentInfos.readLatestCommit(index);
    ObjectNode json = JSON.createObjectNode();
    json.put("format", 1);
    json.put("generation", commit.getGeneration());
    CommitData data = CommitData.fromUserData(commit.getUserData()).orElse(null);
    if (data != null && data.isOf(commit.getGeneration())) {
      json.put("run", data.token());
      json.put("documents", data.documents());
      json.put("logicalDigest", data.digest().toString());
      json.set("schema", JSON.readTree(data.schema().toJson()));
    }
    ArrayNode segments = json.putArray("segments");
    for (SegmentCommitInfo segment : commit) {
      ObjectNode entry = segments.addObject();
      entry.put("name", segment.info.name);
      entry.put("id", StringHelper.idToString(segment.info.getId()));
      entry.put("documents", segment.info.maxDoc() - segment.getDelCount());
      entry.put("deletedDocuments", segment.getDelCount());
      entry.put("bytes", segment.sizeInBytes());
      ArrayNode files = entry.putArray("files");
      segment.files().stream().sorted().forEach(files::add);
    }
    return (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
