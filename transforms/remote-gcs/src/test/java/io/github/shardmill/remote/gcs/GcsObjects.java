package io.github.shardmill.remote.gcs;

import com.google.api.client.util.DateTime;
import com.google.api.services.storage.model.StorageObject;
import io.github.shardmill.remote.object.Checksum;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Buckets in memory, where each change is one step. Thread-safe. */
final class GcsObjects {
  private static final int LONGEST_NAME = 1_024;

  private final Map<String, NavigableMap<String, Stored>> buckets = new TreeMap<>();
  private long generations = 1_000;

  /** Why something was not done. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    final int status;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  /** A file, which does not change. */
  record Stored(StorageObject described, byte[] content) {
    long generation() {
      return described.getGeneration();
    }

    String crc32c() {
      return described.getCrc32c();
    }
  }

  synchronized String newBucket() {
    String name = "bucket-" + UUID.randomUUID();
    buckets.put(name, new TreeMap<>());
    return name;
  }

  /** Returns a view of a moment: all files that there are. */
  synchronized NavigableMap<String, Stored> all(String bucket) throws Refusal {
    return new TreeMap<>(files(bucket));
  }

  /** Returns a file of a generation; null for whichever it is. */
  synchronized Stored get(String bucket, String name, Long generation) throws Refusal {
    Stored stored = files(bucket).get(name);
    if (stored == null) {
      throw new Refusal(404, "No such object: " + bucket + "/" + name);
    }
    require(generation, stored);
    return stored;
  }

  /** Writes a file on the condition that it has a generation now, 0 for none; null for any. */
  synchronized Stored put(String bucket, StorageObject described, byte[] content, Long generation)
      throws Refusal {
    String name = described.getName();
    if (name.indexOf('\n') >= 0
        || name.indexOf('\r') >= 0
        || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new Refusal(400, "Disallowed name");
    }
    check(bucket, name, generation);
    String crc = crc32c(content);
    if (described.getCrc32c() != null && !described.getCrc32c().equals(crc)) {
      throw new Refusal(
          400, "Provided CRC32C " + described.getCrc32c() + " doesn't match calculated " + crc);
    }
    generations++;
    Stored stored =
        new Stored(
            described
                .clone()
                .setBucket(bucket)
                .setCrc32c(crc)
                .setSize(BigInteger.valueOf(content.length))
                .setGeneration(generations)
                .setTimeCreated(new DateTime(System.currentTimeMillis())),
            content);
    files(bucket).put(name, stored);
    return stored;
  }

  /** Looks whether a file has a generation, 0 for none; null for any. */
  synchronized void check(String bucket, String name, Long generation) throws Refusal {
    require(generation, files(bucket).get(name));
  }

  synchronized Optional<Stored> delete(String bucket, String name) throws Refusal {
    return Optional.ofNullable(files(bucket).remove(name));
  }

  private NavigableMap<String, Stored> files(String bucket) throws Refusal {
    NavigableMap<String, Stored> files = buckets.get(bucket);
    if (files == null) {
      throw new Refusal(404, "The specified bucket does not exist.");
    }
    return files;
  }

  private static void require(Long generation, Stored stored) throws Refusal {
    long there = stored == null ? 0 : stored.generation();
    if (generation != null && generation != there) {
      throw new Refusal(412, "At least one of the pre-conditions you specified did not hold.");
    }
  }

  private static String crc32c(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, content.length);
    return Checksum.base64(crc.getValue());
  }
}
