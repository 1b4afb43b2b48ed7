package io.github.shardmill.remote.hdfs;

import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.RemoteFilesTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What the JDK's own methods do with files on HDFS. */
class RemoteFilesOnHdfsTest extends RemoteFilesTest {
  @Override
  protected Path home() throws IOException {
    String location = HdfsServer.shared().location() + "/files/" + UUID.randomUUID();
    return Files.createDirectories(Locations.path(location));
  }
}
