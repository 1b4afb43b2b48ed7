package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.object.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What is to be sent of a local file, as it was when this was made: if the file changes afterwards,
 * the server refuses what it gets.
 *
 * @param file to be read
 * @param size in bytes
 * @param checksum CRC-32C of all, in base 64 as S3 writes it
 * @param partSize of every part but the last
 * @param partChecksums one for each part
 */
record LocalContent(
    Path file, long size, String checksum, long partSize, List<String> partChecksums) {
  private static final int BUFFER_BYTES = 256 << 10;

  /** Reads a file for its checksums. */
  static LocalContent of(Path file, Limits limits) throws IOException {
    long partSize = limits.partOf(Files.size(file));
    CRC32C all = new CRC32C();
    CRC32C part = new CRC32C();
    List<String> parts = new ArrayList<>();
    long size = 0;
    long left = partSize;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      while (read > 0) {
        all.update(buffer, 0, read);
        part.update(buffer, 0, read);
        size += read;
        left -= read;
        if (left == 0) {
          parts.add(Checksum.base64(part.getValue()));
          part.reset();
          left = partSize;
        }
        read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      }
    }
    if (left < partSize || parts.isEmpty()) {
      parts.add(Checksum.base64(part.getValue()));
    }
    return new LocalContent(
        file, size, Checksum.base64(all.getValue()), partSize, List.copyOf(parts));
  }

  int parts() {
    return partChecksums.size();
  }

  /** Returns the bytes of a part; parts count from 0. */
  FileSlice part(int part) {
    long from = part * partSize;
    return new FileSlice(file, from, Math.min(partSize, size - from));
  }
}
