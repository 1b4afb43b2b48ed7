package io.github.shardmill.remote.gcs;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether another server than Google's knows {@code ifGenerationMatch}. One that ignores it would
 * let two writers believe that each of them was the first, so it is asked once, with an empty file
 * that is written twice and deleted. Thread-safe.
 */
final class ExclusiveWrites {
  private static final Logger LOG = LoggerFactory.getLogger(ExclusiveWrites.class);
  private static final String PROBE = ".shardmill-probe-";

  private final GcsBucket bucket;
  private boolean known;

  ExclusiveWrites(GcsBucket bucket) {
    this.bucket = bucket;
  }

  /**
   * Makes sure that the server refuses to replace a file if it is told not to.
   *
   * @param key next to which the empty file is written
   * @throws IOException if it does not
   */
  synchronized void check(String key) throws IOException {
    if (known) {
      return;
    }
    String probe = key.substring(0, key.lastIndexOf('/') + 1) + PROBE + UUID.randomUUID();
    Path nothing = Files.createTempFile("shardmill", ".probe");
    try {
      LocalContent content = LocalContent.of(nothing);
      boolean refused = isRefused(probe, content);
      if (!refused) {
        refused = isRefused(probe, content);
      }
      if (!refused) {
        throw new IOException(
            bucket.where(key)
                + ": this server does not know ifGenerationMatch, so two writers could both win;"
                + " what only one may write needs another server");
      }
      known = true;
    } finally {
      Files.deleteIfExists(nothing);
      delete(probe);
    }
  }

  private boolean isRefused(String probe, LocalContent content) throws IOException {
    try {
      new Upload(bucket, probe, content, true).run();
      return false;
    } catch (FileAlreadyExistsException e) {
      LOG.debug("{}: refused, as it should be", bucket.where(probe), e);
      return true;
    }
  }

  private void delete(String probe) {
    try {
      Deletion.run(bucket, List.of(probe));
    } catch (IOException e) {
      LOG.warn("{}: an empty file stays", bucket.where(probe), e);
    }
  }
}
