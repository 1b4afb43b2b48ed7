package io.github.shardmill.index.spool;

import io.github.shardmill.index.mutation.FamilyPart;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.ShardKey;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.ScratchDirectory;
import io.github.shardmill.remote.Transfer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects mutations in memory and writes them as sorted regions, one for each shard, whenever the
 * buffer is full. Not thread-safe.
 *
 * <p>Files have names of their own, so that two attempts at the same bundle never meet. A file that
 * {@link #finish} has not handed out is deleted by {@link #close}. A file that is full, or handed
 * out, is said to be finished; see {@link FinishedSpool}.
 */
public final class SpoolWriter implements Closeable {
  /** A spool file is closed and the next one begun when it has this many bytes. */
  public static final long ROLL_BYTES = 256L << 20;

  /** What the place of a mutation takes in memory beside its bytes. */
  private static final int ENTRY_BYTES = 64;

  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  private final Config config;
  private final long rollBytes;
  private final MutationFormat format;
  private final GrowingOutput buffer;
  private final GrowingOutput body = new GrowingOutput(RegionWriter.BLOCK_BYTES);
  private final List<Entry> entries = new ArrayList<>();
  private final RegionWriter.Buffers regionBuffers = new RegionWriter.Buffers();
  private final List<Region> regions = new ArrayList<>();
  private final List<Path> unfinished = new ArrayList<>();
  private ScratchDirectory scratch;
  private long roots;
  private FileChannel channel;
  private String file;

  /**
   * Where and how to write.
   *
   * @param directory the spool directory; it exists
   * @param schema what the documents look like
   * @param shards number of shards of the run
   * @param bufferBytes mutations are held in memory up to this many bytes, what keeps track of them
   *     included, plus the one that overflows it
   */
  public record Config(Path directory, IndexSchema schema, int shards, int bufferBytes) {}

  private record Entry(int shard, SpooledMutation.Place place) {}

  /** Makes a writer; it touches no file before the buffer is full or finished. */
  public SpoolWriter(Config config) {
    this(config, ROLL_BYTES);
  }

  SpoolWriter(Config config, long rollBytes) {
    this.config = config;
    this.rollBytes = rollBytes;
    this.format = new MutationFormat(config.schema());
    this.buffer = new GrowingOutput(Math.min(config.bufferBytes(), 1 << 20));
  }

  /**
   * Adds a mutation.
   *
   * @throws IllegalArgumentException if it does not fit the schema; nothing was added
   * @throws IOException if the spool cannot be written; all that is left is to close the writer
   */
  public void add(Mutation mutation) throws IOException {
    byte[] rootId = MutationFormat.rootId(mutation.rootId());
    body.truncate(0);
    format.write(mutation, body);
    roots++;
    addBody(rootId, rootId);
  }

  /**
   * Adds a part of a family.
   *
   * @throws IllegalArgumentException if it does not fit the schema; nothing was added
   * @throws IOException if the spool cannot be written; all that is left is to close the writer
   */
  public void add(FamilyPart part) throws IOException {
    byte[] rootId = MutationFormat.rootId(part.rootId());
    body.truncate(0);
    format.write(part, body);
    addBody(rootId, MutationFormat.key(rootId, part));
  }

  private void addBody(byte[] rootId, byte[] key) throws IOException {
    int start = buffer.length();
    buffer.writeVInt(key.length);
    int keyStart = buffer.length();
    buffer.writeBytes(key, 0, key.length);
    buffer.writeVInt(body.length());
    buffer.writeBytes(body.array(), 0, body.length());
    int length = buffer.length() - start;
    entries.add(
        new Entry(
            ShardKey.of(rootId, config.shards()),
            new SpooledMutation.Place(start, length, keyStart, key.length)));
    body.shrinkTo(16 * RegionWriter.BLOCK_BYTES);
    if (buffer.length() + (long) ENTRY_BYTES * entries.size() >= config.bufferBytes()) {
      flush();
    }
  }

  /**
   * Writes everything, closes the file and returns the handles of all regions since the last call.
   * Afterwards the files belong to whoever has the handles, and the writer is as new.
   */
  public List<Region> finish() throws IOException {
    flush();
    finishFile();
    List<Region> finished = List.copyOf(regions);
    regions.clear();
    unfinished.clear();
    return finished;
  }

  private void flush() throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    POINTS.trace("spool.flush");
    byte[] bytes = buffer.array();
    entries.sort(
        Comparator.comparingInt(Entry::shard)
            .thenComparing((a, b) -> RegionWriter.compareKeys(bytes, a.place(), bytes, b.place())));
    openFile();
    int at = 0;
    while (at < entries.size()) {
      at = writeRegion(at);
    }
    POINTS.trace("spool.flushed");
    entries.clear();
    buffer.truncate(0);
    buffer.shrinkTo(config.bufferBytes() + (1 << 20));
    if (channel.position() >= rollBytes) {
      finishFile();
    }
  }

  private int writeRegion(int from) throws IOException {
    int shard = entries.get(from).shard();
    RegionWriter region = new RegionWriter(channel, regionBuffers);
    int at = from;
    for (; at < entries.size() && entries.get(at).shard() == shard; at++) {
      region.append(buffer.array(), entries.get(at).place());
    }
    regions.add(region.finish(file, shard));
    return at;
  }

  private void openFile() throws IOException {
    if (channel == null) {
      file = RegionFiles.newName();
      Path path = place().resolve(file);
      unfinished.add(path);
      unfinished.add(config.directory().resolve(file));
      unfinished.addAll(FinishedSpool.paths(config.directory(), file));
      channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
  }

  /** Returns where files are written: for another machine on this one, until they are finished. */
  private Path place() throws IOException {
    if (!Locations.isRemote(config.directory())) {
      return config.directory();
    }
    if (scratch == null) {
      scratch = ScratchDirectory.create("spool");
    }
    return scratch.path();
  }

  private void upload() throws IOException {
    if (scratch != null) {
      Path written = scratch.path().resolve(file);
      Transfer.upload(written, config.directory().resolve(file), false);
      Files.delete(written);
    }
  }

  private void finishFile() throws IOException {
    if (channel != null) {
      closeFile();
      upload();
      List<Region> own = regions.stream().filter(region -> region.file().equals(file)).toList();
      String schema = config.schema().fingerprint();
      new FinishedSpool(file, schema, roots, own).write(config.directory());
      roots = 0;
      POINTS.trace("spool.finished");
    }
  }

  private void closeFile() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  /** Closes the file and deletes what was not handed out. */
  @Override
  public void close() throws IOException {
    entries.clear();
    buffer.truncate(0);
    regions.clear();
    try {
      closeFile();
    } finally {
      channel = null;
      IOUtils.deleteFilesIgnoringExceptions(unfinished);
      unfinished.clear();
      if (scratch != null) {
        scratch.close();
        scratch = null;
      }
    }
  }
}
