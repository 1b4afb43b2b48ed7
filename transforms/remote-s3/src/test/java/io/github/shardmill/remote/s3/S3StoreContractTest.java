package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.RemoteStoreContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** A bucket keeps what every store promises. */
final class S3StoreContractTest extends RemoteStoreContract {
  private final Stores stores = new Stores(S3Server.shared());

  @AfterEach
  void closeStores() throws IOException {
    stores.close();
  }

  @Override
  protected RemoteStore store() throws IOException {
    return stores.open();
  }

  @Override
  protected RemoteStore anotherStore() throws IOException {
    return stores.open();
  }

  @Override
  protected String location() {
    return "s3://" + stores.bucket();
  }

  @Override
  protected boolean allows(String name) {
    // S3 does, and the server of the tests refuses it
    return super.allows(name) && name.indexOf('\\') < 0;
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
