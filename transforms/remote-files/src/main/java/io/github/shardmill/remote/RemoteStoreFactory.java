package io.github.shardmill.remote;

import java.io.IOException;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Opens the stores of one scheme. A service: named in {@code
 * META-INF/services/io.github.shardmill.remote.RemoteStoreFactory}. Cheap to make; loads its
 * vendor's client when a store is opened. Thread-safe.
 */
public interface RemoteStoreFactory {
  /** Returns the scheme in lower case, as in {@code s3}. */
  String scheme();

  /**
   * Returns what in the options decides how a store is opened, as a value with {@code equals}. A
   * store stays open as long as the process lives, one for each authority and such value; options
   * that give another value open another one. Called often, so it asks nobody.
   *
   * <p>By default every set of options opens stores of its own, which costs a client for every
   * pipeline of a process that runs many.
   */
  default Object settings(PipelineOptions options) {
    return options.getOptionsId();
  }

  /**
   * Opens the store of an authority. The context class loader of the thread is that of this class.
   *
   * @param authority what stands between {@code //} and the next slash; may be empty
   * @param options of the pipeline, where the settings of Beam's own file system of this scheme are
   */
  RemoteStore open(String authority, PipelineOptions options) throws IOException;
}
