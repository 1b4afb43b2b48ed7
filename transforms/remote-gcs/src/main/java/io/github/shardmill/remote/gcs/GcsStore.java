package io.github.shardmill.remote.gcs;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;

/** A bucket as a file system. Thread-safe. */
final class GcsStore implements RemoteStore {
  private static final String KNOWN = "size,timeCreated,crc32c,metadata";

  private final GcsBucket bucket;
  private final GcsExclusiveWrites exclusiveWrites;

  /**
   * Takes over a client.
   *
   * @param bucket whose client is closed with this
   * @param foreign whether the server may be one that does not know every condition
   */
  GcsStore(GcsBucket bucket, boolean foreign) {
    this.bucket = bucket;
    exclusiveWrites = foreign ? new GcsExclusiveWrites(bucket) : null;
  }

  /** Asks once what the server has at a key; nothing also where there is no bucket. */
  static Optional<StorageObject> find(Storage client, String bucket, String key)
      throws IOException {
    try {
      return Optional.of(client.objects().get(bucket, key).setFields(KNOWN).execute());
    } catch (IOException e) {
      if (GcsFailures.status(e) == GcsFailures.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<RemoteEntry> find(String key) throws IOException {
    if (key.isEmpty()) {
      return Optional.of(new RemoteEntry(key, true, 0, 0));
    }
    Optional<RemoteEntry> file =
        bucket
            .ask(key, client -> find(client, bucket.name(), key))
            .map(object -> GcsListing.file(key, object));
    return file.isPresent() ? file : findDirectory(key);
  }

  private Optional<RemoteEntry> findDirectory(String key) throws IOException {
    Objects below =
        bucket.ask(
            key,
            client ->
                client
                    .objects()
                    .list(bucket.name())
                    .setPrefix(GcsListing.prefix(key))
                    .setMaxResults(1L)
                    .setFields("items(name)")
                    .execute());
    return below.getItems() == null || below.getItems().isEmpty()
        ? Optional.empty()
        : Optional.of(new RemoteEntry(key, true, 0, 0));
  }

  @Override
  public Iterator<RemoteEntry> list(String directory) {
    return GcsListing.children(bucket, directory);
  }

  @Override
  public Iterator<RemoteEntry> listAll(String directory) {
    return GcsListing.files(bucket, directory);
  }

  @Override
  public InputStream open(String key, long from, long length) throws IOException {
    return GcsInputStream.open(bucket, named(key), from, length);
  }

  @Override
  public void put(Path local, String key, boolean exclusive) throws IOException {
    named(key);
    LocalContent content = LocalContent.of(local);
    if (exclusive && exclusiveWrites != null) {
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
        bucket.where(from),
        bucket.where(to),
        "Google Cloud Storage copies and deletes, which are two steps");
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    Deletion.run(bucket, keys);
  }

  /** Does nothing: a directory is there while a file is below it. */
  @Override
  public void createDirectory(String key) {}

  /** Does nothing: the server forgets parts after a week, and nobody pays for them. */
  @Override
  public void sweepUnfinished(String below, long beforeMillis) {}

  @Override
  public void close() throws IOException {
    bucket.client().getRequestFactory().getTransport().shutdown();
  }

  /** Returns a key that a file can have, which the root's is not. */
  private String named(String key) throws NoSuchFileException {
    if (key.isEmpty()) {
      throw new NoSuchFileException(bucket.where(key), null, "a bucket is no file");
    }
    return key;
  }
}
