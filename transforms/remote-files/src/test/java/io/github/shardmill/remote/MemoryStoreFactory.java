package io.github.shardmill.remote;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Opens {@code memory://name/}: the same store for the same name, for tests of whoever has paths.
 */
public final class MemoryStoreFactory implements RemoteStoreFactory {
  private static final String SCHEME = "memory";
  private static final Map<String, MemoryStore> STORES = new ConcurrentHashMap<>();

  /** Returns the store that paths of {@code memory://name/} lead to. */
  public static MemoryStore store(String name) {
    return STORES.computeIfAbsent(name, unknown -> new MemoryStore(SCHEME + "://" + unknown));
  }

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public Object settings(PipelineOptions options) {
    return SCHEME;
  }

  @Override
  public RemoteStore open(String authority, PipelineOptions options) {
    return store(authority);
  }
}
