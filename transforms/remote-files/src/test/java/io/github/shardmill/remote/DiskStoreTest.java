package io.github.shardmill.remote;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

class DiskStoreTest extends RemoteStoreContract {
  private static final String LOCATION = "disk://contract";

  @Override
  protected RemoteStore store() throws IOException {
    return new DiskStore(LOCATION, local.resolve("store"));
  }

  @Override
  protected String location() {
    return LOCATION;
  }

  @Override
  protected boolean hasDirectories() {
    return true;
  }

  @Override
  protected boolean allows(String name) {
    try {
      return !Path.of(name).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false; // this machine's locale is not UTF-8
    }
  }
}
