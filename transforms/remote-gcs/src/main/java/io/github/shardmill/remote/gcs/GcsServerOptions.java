package io.github.shardmill.remote.gcs;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How Google Cloud Storage is reached.
 *
 * <p>Beam's own {@code gcsEndpoint} does not travel to workers, and Beam refuses a second option of
 * that name which does; so this one has another name, and programs may have both.
 */
public interface GcsServerOptions extends PipelineOptions {
  /** Returns the URL of the server, such as {@code http://localhost:4443}; null for Google's. */
  @Description(
      "URL of the server that gs:// is on. Google's own where not given. No credentials are sent to"
          + " a server at http://")
  String getGcsServer();

  /** Sets the URL of the server. */
  void setGcsServer(String url);
}
