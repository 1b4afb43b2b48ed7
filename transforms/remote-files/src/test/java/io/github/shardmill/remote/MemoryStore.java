package io.github.shardmill.remote;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store in memory: without directories and without moves, as S3. It can be told which call is to
 * fail. A call is one of the methods of {@link RemoteStore}; iterating and reading is none.
 */
public final class MemoryStore implements RemoteStore {
  private static final String SLASH = "/";

  private final String location;
  private final ConcurrentSkipListMap<String, Content> files = new ConcurrentSkipListMap<>();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong bytesOpened = new AtomicLong();
  private volatile Failure failure = Failure.NONE;
  private volatile long readable = Long.MAX_VALUE;

  private record Content(byte[] bytes, long modifiedMillis) {}

  private record Failure(long first, long last, boolean afterwards) {
    static final Failure NONE = new Failure(Long.MAX_VALUE, Long.MAX_VALUE, false);

    boolean hits(long call) {
      return first <= call && call <= last;
    }
  }

  /**
   * Makes an empty store.
   *
   * @param location as in {@code memory://name}
   */
  public MemoryStore(String location) {
    this.location = location;
  }

  /** Returns how many calls there were. */
  public long calls() {
    return calls.get();
  }

  /** Returns how many bytes were asked for by whoever read. */
  public long bytesOpened() {
    return bytesOpened.get();
  }

  /** Returns how many bytes all files have. */
  public long bytesHeld() {
    return files.values().stream().mapToLong(content -> content.bytes().length).sum();
  }

  /** Lets one call fail, 1 is the next. Nothing happens but the exception. */
  public void failAt(long call) {
    failure = new Failure(calls.get() + call, calls.get() + call, false);
  }

  /** Lets a call fail and all after it, 1 is the next. Nothing happens but the exception. */
  public void failFrom(long call) {
    failure = new Failure(calls.get() + call, Long.MAX_VALUE, false);
  }

  /**
   * Lets one call do what it should, and fail then, as when the answer gets lost; 1 is the next.
   */
  public void failAfter(long call) {
    failure = new Failure(calls.get() + call, calls.get() + call, true);
  }

  /** Lets every stream that is opened from now on fail after so many bytes. */
  public void breakStreamsAfter(long bytes) {
    readable = bytes;
  }

  /** Lets everything work again. */
  public void heal() {
    failure = Failure.NONE;
    readable = Long.MAX_VALUE;
  }

  @Override
  public Optional<RemoteEntry> find(String key) throws IOException {
    return call(
        () -> {
          Content file = files.get(key);
          if (file != null) {
            return Optional.of(entry(key, file));
          }
          String below = below(key);
          String first = files.ceilingKey(below);
          boolean directory = key.isEmpty() || (first != null && first.startsWith(below));
          return directory ? Optional.of(new RemoteEntry(key, true, 0, 0)) : Optional.empty();
        });
  }

  @Override
  public Iterator<RemoteEntry> list(String directory) throws IOException {
    return call(
        () -> {
          int start = below(directory).length();
          Map<String, RemoteEntry> children = new TreeMap<>();
          for (RemoteEntry file : allBelow(directory)) {
            int end = file.key().indexOf('/', start);
            RemoteEntry child =
                end < 0 ? file : new RemoteEntry(file.key().substring(0, end), true, 0, 0);
            children.put(child.key() + child.directory(), child);
          }
          return children.values().iterator();
        });
  }

  @Override
  public Iterator<RemoteEntry> listAll(String directory) throws IOException {
    return call(() -> allBelow(directory).iterator());
  }

  @Override
  public InputStream open(String key, long from, long length) throws IOException {
    return call(
        () -> {
          byte[] bytes = content(key).bytes();
          int start = (int) Math.min(from, bytes.length);
          int count = (int) Math.min(length, bytes.length - start);
          bytesOpened.addAndGet(count);
          return new Breaking(new ByteArrayInputStream(bytes, start, count), readable);
        });
  }

  @Override
  public void put(Path local, String key, boolean exclusive) throws IOException {
    Content content = new Content(Files.readAllBytes(local), System.currentTimeMillis());
    call(
        () -> {
          if (!exclusive) {
            files.put(key, content);
          } else if (files.putIfAbsent(key, content) != null) {
            throw new FileAlreadyExistsException(whole(key));
          }
          return key;
        });
  }

  @Override
  public void copy(String from, String to) throws IOException {
    call(() -> files.put(to, content(from)));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    throw new AtomicMoveNotSupportedException(whole(from), whole(to), "a store in memory");
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    call(
        () -> {
          keys.forEach(files::remove);
          return keys;
        });
  }

  @Override
  public void createDirectory(String key) {
    // one is there while a file is below it
  }

  @Override
  public void sweepUnfinished(String below, long beforeMillis) {
    // nothing is ever unfinished
  }

  @Override
  public void close() {
    // memory is collected
  }

  private List<RemoteEntry> allBelow(String directory) {
    String below = below(directory);
    List<RemoteEntry> found = new ArrayList<>();
    for (Map.Entry<String, Content> file : files.tailMap(below).entrySet()) {
      if (!file.getKey().startsWith(below)) {
        break;
      }
      found.add(entry(file.getKey(), file.getValue()));
    }
    return found;
  }

  private Content content(String key) throws NoSuchFileException {
    Content content = files.get(key);
    if (content == null) {
      throw new NoSuchFileException(whole(key));
    }
    return content;
  }

  private String whole(String key) {
    return location + SLASH + key;
  }

  private static String below(String directory) {
    return directory.isEmpty() ? "" : directory + SLASH;
  }

  private static RemoteEntry entry(String key, Content content) {
    return new RemoteEntry(key, false, content.bytes().length, content.modifiedMillis());
  }

  @FunctionalInterface
  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T call(Call<T> call) throws IOException {
    Failure planned = failure;
    boolean fails = planned.hits(calls.incrementAndGet());
    if (fails && !planned.afterwards()) {
      throw new IOException(location + " was told to fail");
    }
    T result = call.run();
    if (fails) {
      throw new IOException(location + " was told to lose its answer");
    }
    return result;
  }

  /** Fails after so many bytes. */
  private static final class Breaking extends FilterInputStream {
    private long left;

    Breaking(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0 && length > 0) {
        throw new IOException("the stream was told to break");
      }
      int read = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }
  }
}
