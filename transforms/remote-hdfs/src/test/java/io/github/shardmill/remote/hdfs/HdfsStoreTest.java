package io.github.shardmill.remote.hdfs;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.RemoteStoreContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class HdfsStoreTest extends RemoteStoreContract {
  private static HdfsServer server;
  private static RemoteStore one;
  private static RemoteStore other;

  @BeforeAll
  static void connect() throws IOException {
    server = HdfsServer.shared();
    one = Stores.open(server);
    other = Stores.open(server);
  }

  @AfterAll
  static void disconnect() throws IOException {
    one.close();
    other.close();
  }

  @Override
  protected RemoteStore store() {
    return one;
  }

  @Override
  protected RemoteStore anotherStore() {
    return other;
  }

  @Override
  protected String location() {
    return server.location();
  }

  @Override
  protected boolean hasDirectories() {
    return true;
  }

  /** The one character that HDFS has not. */
  @Override
  protected boolean allows(String name) {
    return name.indexOf(':') < 0;
  }
}
