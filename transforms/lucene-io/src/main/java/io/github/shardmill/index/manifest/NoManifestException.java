package io.github.shardmill.index.manifest;

import java.io.IOException;

/** A file does not begin like a manifest. */
final class NoManifestException extends IOException {
  private static final long serialVersionUID = 1L;

  NoManifestException(String message) {
    super(message);
  }
}
