package io.github.shardmill.remote;

class MemoryStoreTest extends RemoteStoreContract {
  private static final String LOCATION = "memory://contract";
  private static final MemoryStore STORE = new MemoryStore(LOCATION);

  @Override
  protected RemoteStore store() {
    return STORE;
  }

  @Override
  protected String location() {
    return LOCATION;
  }
}
