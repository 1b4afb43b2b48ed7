package io.github.shardmill.remote.hdfs;

import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/** A program that uses HDFS, and ends when its main method does. */
final class HdfsSession {
  private HdfsSession() {}

  /**
   * Writes a file and reads it.
   *
   * @param arguments the authority, a local file, whether the store is closed, and options
   */
  public static void main(String[] arguments) throws IOException {
    String[] options = Arrays.copyOfRange(arguments, 3, arguments.length);
    RemoteStore store =
        new HdfsStoreFactory()
            .open(
                arguments[0],
                org.apache.beam.sdk.options.PipelineOptionsFactory.fromArgs(options).create());
    String key = "session/" + UUID.randomUUID();
    store.put(Path.of(arguments[1]), key, true);
    Stores.text(store, key);
    store.listAll("session").forEachRemaining(entry -> {});
    if (Boolean.parseBoolean(arguments[2])) {
      store.close();
    }
  }
}
