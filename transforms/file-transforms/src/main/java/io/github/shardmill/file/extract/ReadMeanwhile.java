package io.github.shardmill.file.extract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A large file that is digested when it is first read. Whether it was another one when it was read
 * again, as it is for a second try, is known by its stamp when all tries are over.
 */
final class ReadMeanwhile implements DocumentBytes {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final DigestingInputStream digesting;
  private final long length;
  private boolean opened;

  ReadMeanwhile(Path path, DigestingInputStream digesting, long length) {
    this.path = path;
    this.digesting = digesting;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public InputStream open() throws IOException {
    InputStream in = opened ? Files.newInputStream(path) : digesting;
    opened = true;
    return new BufferedInputStream(in, BUFFER_BYTES);
  }
}
