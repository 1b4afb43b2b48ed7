package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** A bucket as a file system. Thread-safe. */
final class S3Store implements RemoteStore {
  private final S3Bucket bucket;
  private final S3ExclusiveWrites exclusiveWrites;

  /**
   * Takes over a client.
   *
   * @param bucket whose client is closed with this
   */
  S3Store(S3Bucket bucket) {
    this.bucket = bucket;
    exclusiveWrites = new S3ExclusiveWrites(bucket);
  }

  /** Returns what the server says of a file, if it is there. */
  static Optional<HeadObjectResponse> head(S3Bucket bucket, String key) throws IOException {
    HeadObjectRequest request =
        bucket.placement().in(HeadObjectRequest.builder()).bucket(bucket.name()).key(key).build();
    try {
      return Optional.of(bucket.client().headObject(request));
    } catch (SdkException e) {
      if (S3Failures.status(e) == S3Failures.NOT_FOUND) {
        return Optional.empty();
      }
      throw S3Failures.of(e, bucket.where(key));
    }
  }

  @Override
  public Optional<RemoteEntry> find(String key) throws IOException {
    if (key.isEmpty()) {
      return Optional.of(new RemoteEntry(key, true, 0, 0));
    }
    Optional<RemoteEntry> file =
        head(bucket, key)
            .map(head -> S3Listing.file(key, head.contentLength(), head.lastModified()));
    if (file.isPresent()) {
      return file;
    }
    ListObjectsV2Request below =
        ListObjectsV2Request.builder()
            .bucket(bucket.name())
            .prefix(S3Listing.prefix(key))
            .maxKeys(1)
            .build();
    return bucket.ask(key, client -> client.listObjectsV2(below)).contents().isEmpty()
        ? Optional.empty()
        : Optional.of(new RemoteEntry(key, true, 0, 0));
  }

  @Override
  public Iterator<RemoteEntry> list(String directory) {
    return S3Listing.children(bucket, directory);
  }

  @Override
  public Iterator<RemoteEntry> listAll(String directory) {
    return S3Listing.files(bucket, directory);
  }

  @Override
  public InputStream open(String key, long from, long length) throws IOException {
    return S3InputStream.open(bucket, named(key), from, length);
  }

  @Override
  public void put(Path local, String key, boolean exclusive) throws IOException {
    named(key);
    LocalContent content = LocalContent.of(local, bucket.limits());
    if (exclusive) {
      exclusiveWrites.check(key);
    }
    new Upload(bucket, key, content, exclusive).run();
  }

  @Override
  public void copy(String from, String to) throws IOException {
    Copy.run(bucket, named(from), named(to));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    throw new AtomicMoveNotSupportedException(
        bucket.where(from), bucket.where(to), "S3 copies and deletes, which are two steps");
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    Deletion.run(bucket, keys);
  }

  /** Does nothing: a directory is there while a file is below it. */
  @Override
  public void createDirectory(String key) {}

  @Override
  public void sweepUnfinished(String below, long beforeMillis) throws IOException {
    Sweep.run(bucket, below, Instant.ofEpochMilli(beforeMillis));
  }

  @Override
  public void close() {
    bucket.client().close();
  }

  /** Returns a key that a file can have, which the root's is not. */
  private String named(String key) throws NoSuchFileException {
    if (key.isEmpty()) {
      throw new NoSuchFileException(bucket.where(key), null, "a bucket is no file");
    }
    return key;
  }
}
