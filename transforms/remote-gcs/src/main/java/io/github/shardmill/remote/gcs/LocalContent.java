package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.object.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What is to be sent of a local file, as it was when this was made: if the file changes afterwards,
 * the server refuses what it gets.
 *
 * @param file to be read
 * @param size in bytes
 * @param checksum CRC-32C, in base 64 as the server writes it
 */
record LocalContent(Path file, long size, String checksum) {
  private static final int BUFFER_BYTES = 256 << 10;

  /** Reads a file for its checksum. */
  static LocalContent of(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    long size = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        crc.update(buffer, 0, read);
        size += read;
      }
    }
    return new LocalContent(file, size, Checksum.base64(crc.getValue()));
  }

  /** Returns neighbouring bytes as the body of a request. */
  FileSlice slice(long from, long length) {
    return new FileSlice(file, from, length);
  }
}
