package io.github.shardmill.cli;

import io.github.shardmill.remote.hdfs.HdfsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

/** Everything on HDFS. */
@Tag("slow")
class HdfsCommandsIT extends RemoteCommandsContract {
  @Override
  String newDirectory() throws IOException {
    return HdfsServer.shared().location() + "/" + UUID.randomUUID() + "/some where";
  }

  @Override
  List<String> options() {
    try {
      return List.of(HdfsServer.shared().option());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
