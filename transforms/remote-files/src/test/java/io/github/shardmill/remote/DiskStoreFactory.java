package io.github.shardmill.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.options.PipelineOptions;

/** Opens {@code disk://name/}, a directory of this machine that a test has chosen. */
public final class DiskStoreFactory implements RemoteStoreFactory {
  private static final String SCHEME = "disk";
  private static final Map<String, DiskStore> STORES = new ConcurrentHashMap<>();

  /** Lets paths of {@code disk://name/} lead to a directory. */
  public static DiskStore store(String name, Path directory) throws IOException {
    DiskStore store = new DiskStore(SCHEME + "://" + name, directory);
    STORES.put(name, store);
    return store;
  }

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public RemoteStore open(String authority, PipelineOptions options) throws IOException {
    DiskStore store = STORES.get(authority);
    if (store == null) {
      throw new FileNotFoundException("no directory was chosen for " + authority);
    }
    return store;
  }
}
