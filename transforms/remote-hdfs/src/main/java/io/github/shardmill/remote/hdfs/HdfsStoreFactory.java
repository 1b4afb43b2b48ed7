package io.github.shardmill.remote.hdfs;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.RemoteStoreFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.hdfs.HadoopFileSystemOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * Opens stores of {@code hdfs://host:port} and, for the name node that is set up as the default,
 * {@code hdfs:///}. Set up by {@link HadoopFileSystemOptions}.
 */
public final class HdfsStoreFactory implements RemoteStoreFactory {
  static final String SCHEME = "hdfs";

  private volatile Known known;

  /** What was found out last: it is asked for at each use of a file, and seldom changes. */
  private record Known(List<Configuration> given, List<Map<String, String>> properties) {}

  @Override
  public String scheme() {
    return SCHEME;
  }

  /** Returns what the given configurations say, or nothing where the class path's are used. */
  @Override
  public Object settings(PipelineOptions options) {
    List<Configuration> given = configurations(options);
    Known last = known;
    if (last == null || last.given() != given) {
      last = new Known(given, HdfsClient.properties(given));
      known = last;
    }
    return last.properties();
  }

  private static List<Configuration> configurations(PipelineOptions options) {
    return options.as(HadoopFileSystemOptions.class).getHdfsConfiguration();
  }

  /**
   * Opens a store; the name node need not answer yet.
   *
   * @throws IOException if it is not known which name node is meant, with what to do about it
   */
  @Override
  public RemoteStore open(String authority, PipelineOptions options) throws IOException {
    DistributedFileSystem client = HdfsClient.open(authority, configurations(options));
    return new HdfsStore(
        new HdfsConnection(client, new Retries(Retries.PATIENCE), new HdfsKeys(authority)));
  }
}
