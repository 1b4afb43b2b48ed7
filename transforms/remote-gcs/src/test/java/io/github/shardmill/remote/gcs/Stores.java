package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.object.Pauses;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A bucket of a test's own, and stores over it: with small parts, and pauses that nobody notices.
 * To be closed.
 */
final class Stores implements Closeable {
  /** The smallest part that the server takes. */
  static final int PART_BYTES = GcsBucket.GRAIN_BYTES;

  static final Pauses SHORT = new Pauses(6, Duration.ofMillis(1), Duration.ofMillis(4));

  private final String bucket;
  private final List<RemoteStore> open = new ArrayList<>();

  /** Makes a bucket. */
  Stores(GcsServer server) {
    bucket = server.newBucket();
  }

  String bucket() {
    return bucket;
  }

  /** Returns a store, which is closed with this. */
  RemoteStore open(GcsServer way) throws IOException {
    return open(way, SHORT);
  }

  RemoteStore open(GcsServer way, Pauses pauses) throws IOException {
    RemoteStore store =
        new GcsStore(
            new GcsBucket(GcsClients.client(way.url()), bucket, pauses, PART_BYTES), false);
    open.add(store);
    return store;
  }

  static PipelineOptions options(GcsServer server, String... more) {
    List<String> arguments = new ArrayList<>(server.options());
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
