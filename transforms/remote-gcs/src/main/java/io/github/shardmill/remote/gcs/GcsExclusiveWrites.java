package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.object.ExclusiveWrites;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether another server than Google's knows {@code ifGenerationMatch}. Thread-safe. */
final class GcsExclusiveWrites extends ExclusiveWrites {
  private static final Logger LOG = LoggerFactory.getLogger(GcsExclusiveWrites.class);

  private final GcsBucket bucket;

  GcsExclusiveWrites(GcsBucket bucket) {
    super("ifGenerationMatch", bucket::where);
    this.bucket = bucket;
  }

  @Override
  protected boolean isRefused(String key) throws IOException {
    Path nothing = Files.createTempFile("shardmill", ".probe");
    try {
      new Upload(bucket, key, LocalContent.of(nothing), true).run();
      return false;
    } catch (FileAlreadyExistsException e) {
      LOG.debug("{}: refused, as it should be", bucket.where(key), e);
      return true;
    } finally {
      Files.deleteIfExists(nothing);
    }
  }

  @Override
  protected void deleteFile(String key) throws IOException {
    Deletion.run(bucket, List.of(key));
  }
}
