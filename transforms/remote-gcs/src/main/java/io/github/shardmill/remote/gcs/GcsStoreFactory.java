package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.RemoteStoreFactory;
import io.github.shardmill.remote.object.Pauses;
import java.io.IOException;
import java.util.Objects;
import org.apache.beam.sdk.options.PipelineOptions;

/** Opens buckets: {@code gs://bucket}. Set up by {@link GcsServerOptions}. Thread-safe. */
public final class GcsStoreFactory implements RemoteStoreFactory {
  static final String SCHEME = "gs";

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public Object settings(PipelineOptions options) {
    return Objects.requireNonNullElse(options.as(GcsServerOptions.class).getGcsServer(), "");
  }

  /**
   * Makes a client for a bucket; asks the bucket for nothing yet.
   *
   * @throws IOException if it is no name of a bucket, or the options name no server, or credentials
   *     are there and cannot be read
   */
  @Override
  public RemoteStore open(String authority, PipelineOptions options) throws IOException {
    return open(authority, options, Pauses.OF_A_MINUTE);
  }

  static RemoteStore open(String authority, PipelineOptions options, Pauses pauses)
      throws IOException {
    String where = SCHEME + "://" + authority;
    if (authority.isEmpty() || authority.indexOf('@') >= 0 || authority.indexOf(':') >= 0) {
      throw new IOException(where + ": not a bucket; write gs://bucket/key");
    }
    String server = options.as(GcsServerOptions.class).getGcsServer();
    try {
      return new GcsStore(
          new GcsBucket(GcsClients.client(server), authority, pauses, GcsBucket.PART_BYTES),
          server != null);
    } catch (IOException e) {
      throw new IOException(where + ": cannot be reached with these options: " + e.getMessage(), e);
    }
  }
}
