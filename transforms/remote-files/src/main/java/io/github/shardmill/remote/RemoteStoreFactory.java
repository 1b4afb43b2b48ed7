package io.github.shardmill.remote;

import java.io.IOException;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Opens the stores of one scheme. A service: named in {@code
 * META-INF/services/io.github.shardmill.remote.RemoteStoreFactory}. Cheap to make; loads its
 * vendor's client when a store is opened.
 */
public interface RemoteStoreFactory {
  /** Returns the scheme in lower case, as in {@code s3}. */
  String scheme();

  /**
   * Opens the store of an authority.
   *
   * @param authority what stands between {@code //} and the next slash; may be empty
   * @param options of the pipeline, where the settings of Beam's own file system of this scheme are
   */
  RemoteStore open(String authority, PipelineOptions options) throws IOException;
}
