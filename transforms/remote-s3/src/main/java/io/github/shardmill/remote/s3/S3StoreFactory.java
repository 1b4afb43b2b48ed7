package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.RemoteStoreFactory;
import io.github.shardmill.remote.object.Pauses;
import java.io.IOException;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.PipelineOptions;
import software.amazon.awssdk.core.exception.SdkException;

/** Opens buckets: {@code s3://bucket}. Set up by Beam's own options of S3. Thread-safe. */
public final class S3StoreFactory implements RemoteStoreFactory {
  static final String SCHEME = "s3";

  private volatile Known known;

  /** What options said, as long as nobody changes them. */
  private record Known(PipelineOptions options, int revision, StoreSettings settings) {}

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public Object settings(PipelineOptions options) {
    Known last = known;
    if (last == null || last.options() != options || last.revision() != options.revision()) {
      StoreSettings settings = StoreSettings.of(options);
      // reading options counts as a change of them where it finds out a default
      last = new Known(options, options.revision(), settings);
      known = last;
    }
    return last.settings();
  }

  /**
   * Makes a client for a bucket; asks the bucket for nothing yet.
   *
   * @throws IOException if it is no name of a bucket, or the options and the environment leave open
   *     what has to be known
   */
  @Override
  public RemoteStore open(String authority, PipelineOptions options) throws IOException {
    return open(authority, options, Pauses.OF_A_MINUTE);
  }

  static RemoteStore open(String authority, PipelineOptions options, Pauses pauses)
      throws IOException {
    String where = SCHEME + "://" + authority;
    if (authority.isEmpty() || authority.indexOf('@') >= 0 || authority.indexOf(':') >= 0) {
      throw new IOException(where + ": not a bucket; write s3://bucket/key");
    }
    S3Options settings = options.as(S3Options.class);
    try {
      Limits limits = Limits.ofParts(settings.getS3UploadBufferSizeBytes());
      return new S3Store(
          new S3Bucket(
              S3Clients.client(settings, pauses),
              authority,
              Placement.of(settings),
              limits,
              pauses));
    } catch (SdkException | IllegalArgumentException e) {
      String hint = settings.getAwsRegion() == null ? "; say --awsRegion" : "";
      throw new IOException(
          where + ": cannot be reached with these options: " + e.getMessage() + hint, e);
    }
  }
}
