package io.github.shardmill.remote;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The remote file systems that this process has open. */
final class RemoteFileSystems {
  private static final RemoteFileSystems SHARED = new RemoteFileSystems();

  private RemoteFileSystems() {}

  static RemoteFileSystems shared() {
    return SHARED;
  }

  Path path(URI uri) {
    throw new InvalidPathException(uri.toString(), "no remote file system is known yet");
  }

  static RemoteStore store(Path remote) {
    throw new UnsupportedOperationException(remote.toString());
  }

  static String key(Path remote) {
    throw new UnsupportedOperationException(remote.toString());
  }
}
