package io.github.shardmill.remote.hdfs;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.RemoteStoreFactory;
import java.io.IOException;
import org.apache.beam.sdk.io.hdfs.HadoopFileSystemOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * Opens stores of {@code hdfs://host:port} and, for the name node that is set up as the default,
 * {@code hdfs:///}. Set up by {@link HadoopFileSystemOptions}.
 */
public final class HdfsStoreFactory implements RemoteStoreFactory {
  static final String SCHEME = "hdfs";

  @Override
  public String scheme() {
    return SCHEME;
  }

  /**
   * Opens a store; the name node need not answer yet.
   *
   * @throws IOException if it is not known which name node is meant, with what to do about it
   */
  @Override
  public RemoteStore open(String authority, PipelineOptions options) throws IOException {
    DistributedFileSystem client =
        HdfsClient.open(
            authority, options.as(HadoopFileSystemOptions.class).getHdfsConfiguration());
    return new HdfsStore(
        new HdfsConnection(client, new Retries(Retries.PATIENCE), new HdfsKeys(authority)));
  }
}
