package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.object.Pauses;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A bucket of a test's own, and stores over it: with small parts, and pauses that nobody notices.
 * To be closed.
 */
final class Stores implements Closeable {
  /** The smallest part that S3 allows. */
  static final int PART_BYTES = 5 << 20;

  static final Pauses SHORT = new Pauses(6, Duration.ofMillis(1), Duration.ofMillis(4));

  private final String bucket;
  private final URI endpoint;
  private final List<RemoteStore> open = new ArrayList<>();

  /** Makes a bucket. */
  Stores(S3Server server) {
    try {
      bucket = server.newBucket();
      endpoint = server.endpoint();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String bucket() {
    return bucket;
  }

  /** Returns a store, which is closed with this. */
  RemoteStore open() throws IOException {
    return open(endpoint);
  }

  /** Returns a store that reaches the bucket by a detour. */
  RemoteStore open(URI detour) throws IOException {
    RemoteStore store = S3StoreFactory.open(bucket, options(detour), SHORT);
    open.add(store);
    return store;
  }

  /** Returns a store with other limits. */
  RemoteStore openWith(URI detour, Limits limits) {
    S3Options options = options(detour).as(S3Options.class);
    RemoteStore store =
        new S3Store(
            new S3Bucket(
                S3Clients.client(options, SHORT), bucket, Placement.of(options), limits, SHORT));
    open.add(store);
    return store;
  }

  static PipelineOptions options(URI endpoint, String... more) {
    List<String> arguments = new ArrayList<>(S3Server.options(endpoint));
    arguments.add("--s3UploadBufferSizeBytes=" + PART_BYTES);
    arguments.addAll(List.of(more));
    return PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).create();
  }

  @Override
  public void close() throws IOException {
    for (RemoteStore store : open) {
      store.close();
    }
  }
}
