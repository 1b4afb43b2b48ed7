package io.github.shardmill.index.spool;

import io.github.shardmill.index.store.WholeFile;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.lucene.store.ByteArrayDataInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A spool file that was written to its end, which a small file beside it says: so it is known of a
 * run that was killed what it had finished. Immutable.
 *
 * <p>The small file appears whole or not at all. Neither is synced: what a power failure leaves of
 * them shows by the checksums, of the small file and of every block of the other.
 *
 * @param file the spool file, below the spool directory
 * @param schema fingerprint of the schema of its documents
 * @param roots how many mutations are in it, parts of families not counted
 * @param regions all regions of the file, in the order of writing
 */
public record FinishedSpool(String file, String schema, long roots, List<Region> regions) {
  private static final Logger LOG = LoggerFactory.getLogger(FinishedSpool.class);
  private static final String ENDING = ".regions";
  private static final int FORMAT = 2;

  /** Copies the list. */
  public FinishedSpool {
    regions = List.copyOf(regions);
  }

  /**
   * Returns the finished files of a spool directory in the order of their names; none where there
   * is no directory. One whose regions cannot be read is left out with a warning.
   */
  public static List<FinishedSpool> list(Path directory) throws IOException {
    List<FinishedSpool> finished = new ArrayList<>();
    if (!Presence.isDirectory(directory)) {
      return finished;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
      for (Path path : files) {
        try {
          finished.add(read(path));
        } catch (IOException | RuntimeException damaged) {
          LOG.warn("{} is not used, since it cannot be read: {}", path, damaged.toString());
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    finished.sort(Comparator.comparing(FinishedSpool::file));
    return finished;
  }

  /** Returns the paths that {@link #write} makes, for whoever takes the file back. */
  static List<Path> paths(Path directory, String file) {
    Path path = directory.resolve(file + ENDING);
    return List.of(path, WholeFile.unfinished(path));
  }

  /** Says of a file, all of which was written, that it is finished. */
  void write(Path directory) throws IOException {
    GrowingOutput out = new GrowingOutput(1 << 10);
    out.writeVInt(FORMAT);
    out.writeString(schema);
    out.writeVLong(roots);
    out.writeVInt(regions.size());
    for (Region region : regions) {
      out.writeVInt(region.shard());
      out.writeVLong(region.extent().offset());
      out.writeVLong(region.extent().length());
      out.writeVLong(region.mutations());
      writeKey(region.firstKey(), out);
      writeKey(region.lastKey(), out);
    }
    byte[] bytes = new byte[out.length() + Long.BYTES];
    System.arraycopy(out.array(), 0, bytes, 0, out.length());
    ByteBuffer.wrap(bytes).putLong(out.length(), checksum(bytes, out.length()));
    WholeFile.write(directory.resolve(file + ENDING), bytes);
  }

  private static void writeKey(byte[] key, GrowingOutput out) throws IOException {
    out.writeVInt(key.length);
    out.writeBytes(key, 0, key.length);
  }

  private static FinishedSpool read(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int length = bytes.length - Long.BYTES;
    if (length < 0 || ByteBuffer.wrap(bytes).getLong(length) != checksum(bytes, length)) {
      throw new IOException("its checksum does not fit");
    }
    ByteArrayDataInput in = new ByteArrayDataInput(bytes, 0, length);
    if (in.readVInt() != FORMAT) {
      throw new IOException("another version wrote it");
    }
    String name = path.getFileName().toString();
    String file = name.substring(0, name.length() - ENDING.length());
    String schema = in.readString();
    long roots = in.readVLong();
    List<Region> regions = new ArrayList<>();
    for (int left = in.readVInt(); left > 0; left--) {
      int shard = in.readVInt();
      Region.Extent extent = new Region.Extent(in.readVLong(), in.readVLong(), in.readVLong());
      regions.add(new Region(file, shard, extent, readKey(in), readKey(in)));
    }
    return new FinishedSpool(file, schema, roots, regions);
  }

  private static byte[] readKey(ByteArrayDataInput in) {
    byte[] key = new byte[in.readVInt()];
    in.readBytes(key, 0, key.length);
    return key;
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
