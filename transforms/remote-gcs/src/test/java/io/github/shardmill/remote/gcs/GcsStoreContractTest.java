package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.RemoteStoreContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** A bucket keeps what every store promises. */
final class GcsStoreContractTest extends RemoteStoreContract {
  private static final GcsServer SERVER = GcsServer.shared();

  private final Stores stores = new Stores(SERVER);

  @AfterEach
  void closeStores() throws IOException {
    stores.close();
  }

  @Override
  protected RemoteStore store() throws IOException {
    return stores.open(SERVER);
  }

  @Override
  protected RemoteStore anotherStore() throws IOException {
    return stores.open(SERVER);
  }

  @Override
  protected String location() {
    return "gs://" + stores.bucket();
  }

  @Override
  protected boolean allows(String name) {
    return super.allows(name) && name.indexOf('\n') < 0;
  }

  @Override
  protected int largeBytes() {
    return 2 * Stores.PART_BYTES + 3;
  }

  @Override
  protected int rounds() {
    // a thousand rounds are in the test of exclusive files
    return 20;
  }

  @Override
  protected int manyFiles() {
    return 1_001;
  }
}
