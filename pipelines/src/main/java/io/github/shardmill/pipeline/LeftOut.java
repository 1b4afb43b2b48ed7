package io.github.shardmill.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.hashlist.HashAlgorithm;

/**
 * What the records of a run say of a file that was left out for its digest: what discovery says of
 * a file that a filter leaves out, and the digests. Pure.
 */
final class LeftOut {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private LeftOut() {}

  /** Returns the line of a file whose digest is on the list. */
  static String line(String id, ExtractedFile file, HashAlgorithm listed) {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", id);
    line.put("path", file.entry().path().display());
    line.put("size", file.digests().map(Digests::size).orElse(file.entry().size()));
    line.put("excluded", "its " + listed.label() + " is on the list of known files");
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      file.digests().ifPresent(digests -> line.put(key(algorithm), algorithm.of(digests)));
    }
    return line.toString();
  }

  private static String key(HashAlgorithm algorithm) {
    return switch (algorithm) {
      case MD5 -> FileSchema.MD5;
      case SHA1 -> FileSchema.SHA1;
      case SHA256 -> FileSchema.SHA256;
    };
  }
}
