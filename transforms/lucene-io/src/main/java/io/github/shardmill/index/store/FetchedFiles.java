package io.github.shardmill.index.store;

import io.github.shardmill.remote.Transfer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOUtils;

/**
 * What was fetched of an index on another machine: small files whole, of large ones those blocks
 * that are read, both once. Thread-safe.
 */
final class FetchedFiles implements Closeable {
  /** Files up to this size are fetched whole. */
  private static final long WHOLE_BYTES = BlockFile.BLOCK_BYTES;

  private final Path remote;
  private final FSDirectory whole;
  private final Path parts;
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Map<String, BlockFile> blocks = new HashMap<>();

  /**
   * Begins with nothing.
   *
   * @param remote the index
   * @param whole where files are that are here whole; the caller closes it
   * @param parts where blocks are kept; made
   */
  FetchedFiles(Path remote, FSDirectory whole, Path parts) throws IOException {
    this.remote = remote;
    this.whole = whole;
    this.parts = Files.createDirectory(parts);
  }

  /** Says of a file that came to be here in another way that it is here whole. */
  void add(String name) {
    names.add(name);
  }

  /** Returns whether a file is here whole. */
  boolean contains(String name) {
    return names.contains(name);
  }

  /**
   * Opens a file of the index that is not here whole, and fetches it or what is read of it.
   *
   * @param size its bytes there
   */
  IndexInput open(String name, long size, IOContext context) throws IOException {
    if (size > WHOLE_BYTES) {
      return new BlockInput(remote.resolve(name).toString(), blocks(name, size), context);
    }
    fetch(name, size);
    return whole.openInput(name, context);
  }

  private synchronized BlockFile blocks(String name, long size) throws IOException {
    BlockFile file = blocks.get(name);
    if (file == null) {
      file = new BlockFile(remote.resolve(name), size, parts.resolve(name));
      blocks.put(name, file);
    }
    return file;
  }

  private synchronized void fetch(String name, long size) throws IOException {
    if (!names.contains(name)) {
      Transfer.download(remote.resolve(name), size, whole.getDirectory().resolve(name));
      names.add(name);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    IOUtils.close(blocks.values());
  }
}
