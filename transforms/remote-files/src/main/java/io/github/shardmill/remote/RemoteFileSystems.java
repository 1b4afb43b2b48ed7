package io.github.shardmill.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The remote file systems that a process has open: one for each scheme and authority, for ever. Its
 * store is looked up at each use, by what the latest options say that its factory cares about; so
 * later options count for paths that exist, and a store that somebody is using is never closed
 * under him. Thread-safe.
 */
final class RemoteFileSystems {
  private final Supplier<PipelineOptions> options;
  private final Map<String, RemoteStoreFactory> factories = new TreeMap<>();
  private final Map<Root, RemoteFileSystem> fileSystems = new ConcurrentHashMap<>();
  private final Map<OpenKey, Opening> stores = new ConcurrentHashMap<>();
  private final RemoteFileSystemProvider provider = new RemoteFileSystemProvider(this);

  /** Where a file system begins. */
  record Root(String scheme, String authority) {
    @Override
    public String toString() {
      return scheme + "://" + authority;
    }
  }

  private record OpenKey(Root root, Object settings) {}

  private static final class Shared {
    // on a Flink worker the context class loader of a thread may not know the job's jar
    static final RemoteFileSystems INSTANCE =
        new RemoteFileSystems(
            ServiceLoader.load(RemoteStoreFactory.class, RemoteFileSystems.class.getClassLoader()),
            RemoteOptions::latest);
  }

  RemoteFileSystems(Iterable<RemoteStoreFactory> services, Supplier<PipelineOptions> options) {
    this.options = options;
    for (RemoteStoreFactory factory : services) {
      RemoteStoreFactory other = factories.put(factory.scheme(), factory);
      if (other != null) {
        throw new IllegalStateException(
            "two classes open "
                + factory.scheme()
                + "://, keep one on the class path: "
                + other.getClass().getName()
                + ", "
                + factory.getClass().getName());
      }
    }
  }

  /** Returns those of the process. */
  static RemoteFileSystems shared() {
    return Shared.INSTANCE;
  }

  /** Returns the store of a remote path. */
  static RemoteStore store(Path remote) throws IOException {
    return remote(remote).store();
  }

  /** Returns the key of a remote path in its store. */
  static String key(Path remote) {
    return remote(remote).toAbsolutePath().key();
  }

  static RemotePath remote(Path path) {
    if (path instanceof RemotePath remote) {
      return remote;
    }
    throw new ProviderMismatchException(path + " is a path of another file system");
  }

  /**
   * Returns the path that a URI names.
   *
   * @throws InvalidPathException if it names none, or nothing here knows its scheme
   */
  Path path(URI uri) {
    if (uri.getScheme() == null
        || uri.getPath() == null
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw new InvalidPathException(
          uri.toString(), "not scheme://authority/path with all else percent-encoded");
    }
    String authority = uri.getAuthority() == null ? "" : uri.getAuthority();
    return fileSystem(uri.getScheme(), authority).absolute(uri.getPath());
  }

  /**
   * Returns a file system.
   *
   * @throws InvalidPathException if nothing here knows its scheme
   */
  RemoteFileSystem fileSystem(String scheme, String authority) {
    Root root = new Root(scheme.toLowerCase(Locale.ROOT), authority);
    if (!factories.containsKey(root.scheme())) {
      throw new InvalidPathException(
          root.toString(),
          "no file system of this program reads "
              + scheme
              + "://; it knows "
              + (factories.isEmpty() ? "local paths" : String.join(", ", factories.keySet()))
              + "; write one of these, or add a module for "
              + scheme
              + " to the class path");
    }
    return fileSystems.computeIfAbsent(root, r -> new RemoteFileSystem(this, r, provider));
  }

  /** Returns the store of a file system, and opens it if need be. */
  RemoteStore open(Root root) throws IOException {
    RemoteStoreFactory factory = factories.get(root.scheme());
    try {
      PipelineOptions latest = options.get();
      return stores
          .computeIfAbsent(new OpenKey(root, factory.settings(latest)), unknown -> new Opening())
          .store(root, factory, latest);
    } catch (RuntimeException e) {
      throw new IOException("cannot open " + root + ": " + e.getMessage(), e);
    }
  }

  /** A store that is opened by the first who needs it; by the next one if that fails. */
  private static final class Opening {
    private volatile RemoteStore opened;

    RemoteStore store(Root root, RemoteStoreFactory factory, PipelineOptions latest)
        throws IOException {
      RemoteStore store = opened;
      return store == null ? open(root, factory, latest) : store;
    }

    private synchronized RemoteStore open(
        Root root, RemoteStoreFactory factory, PipelineOptions latest) throws IOException {
      if (opened == null) {
        opened = openAmongItsOwn(root, factory, latest);
      }
      return opened;
    }
  }

  /** Opens a store where its vendor's client looks for services beside its own classes. */
  private static RemoteStore openAmongItsOwn(
      Root root, RemoteStoreFactory factory, PipelineOptions latest) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(factory.getClass().getClassLoader());
    try {
      return factory.open(root.authority(), latest);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
