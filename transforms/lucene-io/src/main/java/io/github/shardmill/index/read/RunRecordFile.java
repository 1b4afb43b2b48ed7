package io.github.shardmill.index.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The record of a run as it lies on disk, compared with the hash that the commit carries.
 *
 * @param json the record; empty if there is none that can be read
 * @param matches whether it is byte by byte the one that was committed
 * @param problem what is wrong; empty if it matches
 */
record RunRecordFile(ObjectNode json, boolean matches, String problem) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads the record of the run that made a commit. */
  static RunRecordFile read(IndexLayout layout, CommitData data) {
    Path path = layout.runRecord(data.token());
    try {
      byte[] bytes = Files.readAllBytes(path);
      boolean matches = Sha256.of(bytes).equals(data.recordsSha256());
      JsonNode json = JSON.readTree(bytes);
      return json instanceof ObjectNode object
          ? new RunRecordFile(object, matches, matches ? "" : "altered since the commit: " + path)
          : unreadable("not a record: " + path);
    } catch (NoSuchFileException e) {
      return unreadable("missing: " + path);
    } catch (IOException e) {
      return unreadable("cannot be read: " + path + ": " + IndexDirectory.firstLine(e));
    }
  }

  private static RunRecordFile unreadable(String problem) {
    return new RunRecordFile(JSON.createObjectNode(), false, problem);
  }
}
