package io.github.shardmill.remote.hdfs;

import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Stores of a test server. */
final class Stores {
  private Stores() {}

  /** Opens a store as the pipeline does. */
  static RemoteStore open(HdfsServer server, String... options) throws IOException {
    return new HdfsStoreFactory()
        .open(server.authority(), PipelineOptionsFactory.fromArgs(options).create());
  }
}
