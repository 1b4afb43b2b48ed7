package io.github.shardmill.index.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.read.Family;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON lines. The content of a line is the object without its last member and its end. */
final class JsonSyntax implements ManifestSyntax {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] ROOT_BEGINS =
      ("{\"" + IndexSchema.ID + "\":").getBytes(StandardCharsets.UTF_8);

  @Override
  public byte[] preface() {
    return new byte[0];
  }

  @Override
  public byte[] header(ManifestHeader header) throws IOException {
    return withoutEnd(JSON.writeValueAsBytes(header));
  }

  @Override
  public byte[] root(Family family) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put(IndexSchema.ID, family.id());
    family.recorded().forEach((name, value) -> line.set(name, JSON.valueToTree(value)));
    line.put(DOCUMENTS, family.documents());
    return withoutEnd(JSON.writeValueAsBytes(line));
  }

  @Override
  public byte[] footer(long roots) throws IOException {
    return withoutEnd(JSON.writeValueAsBytes(JSON.createObjectNode().put("roots", roots)));
  }

  @Override
  public byte[] ending(String chain) {
    return (",\"" + CHAIN + "\":\"" + chain + "\"}\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isRoot(byte[] content) {
    return content.length >= ROOT_BEGINS.length
        && Arrays.equals(content, 0, ROOT_BEGINS.length, ROOT_BEGINS, 0, ROOT_BEGINS.length);
  }

  @Override
  public ManifestHeader readHeader(byte[] content) throws IOException {
    return JSON.readValue(withEnd(content), ManifestHeader.class);
  }

  @Override
  public Map<String, String> readRoot(byte[] content) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : JSON.readTree(withEnd(content)).properties()) {
      JsonNode value = member.getValue();
      values.put(member.getKey(), value.isValueNode() ? value.asText() : value.toString());
    }
    if (!values.containsKey(IndexSchema.ID)) {
      throw new IOException("no " + IndexSchema.ID);
    }
    return values;
  }

  private static byte[] withoutEnd(byte[] object) {
    return Arrays.copyOf(object, object.length - 1);
  }

  private static byte[] withEnd(byte[] content) {
    byte[] object = Arrays.copyOf(content, content.length + 1);
    object[content.length] = '}';
    return object;
  }
}
