package io.github.shardmill.remote.hdfs;

import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.io.hdfs.HadoopFileSystemOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** Stores of a test server, and short words for tests of them. */
final class Stores {
  private Stores() {}

  /**
   * Opens a store as a pipeline does.
   *
   * @param properties of Hadoop, each followed by its value
   */
  static RemoteStore open(HdfsServer server, String... properties) throws IOException {
    return new HdfsStoreFactory().open(server.authority(), options(server, properties));
  }

  /** Opens a store that tries little more than once. */
  static HdfsStore impatient(HdfsServer server, String... properties) throws IOException {
    return new HdfsStore(
        new HdfsConnection(
            client(server, properties),
            new Retries(Duration.ZERO),
            new HdfsKeys(server.authority())));
  }

  /** Opens Hadoop's client, to look behind a store. */
  static DistributedFileSystem client(HdfsServer server, String... properties) throws IOException {
    List<Configuration> configurations =
        options(server, properties).as(HadoopFileSystemOptions.class).getHdfsConfiguration();
    return HdfsClient.open(server.authority(), configurations);
  }

  private static PipelineOptions options(HdfsServer server, String... properties) {
    return PipelineOptionsFactory.fromArgs(server.option(properties)).create();
  }

  static String text(RemoteStore store, String key) throws IOException {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Returns how many files there are in a directory that are not whole. */
  static long unfinished(DistributedFileSystem hdfs, String directory) throws IOException {
    long found = 0;
    for (FileStatus status : hdfs.listStatus(new Path("/" + directory))) {
      found += HdfsKeys.isUnfinished(status) ? 1 : 0;
    }
    return found;
  }
}
