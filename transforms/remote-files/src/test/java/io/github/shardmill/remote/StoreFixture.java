package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What tests of a store begin with: a store, a directory of its own in it, and short words. */
public abstract class StoreFixture {
  static final int RACERS = 16;
  static final int DEADLINE_SECONDS = 120;

  @TempDir Path local;

  /** A directory that no other test writes to. */
  String home;

  RemoteStore store;

  /** Returns the store; it may be one for all tests, and hold anything. */
  protected abstract RemoteStore store() throws IOException;

  /** Returns what stands before the slash of a key in messages: {@code scheme://authority}. */
  protected abstract String location();

  /** Returns the same store as another process has it open. */
  protected RemoteStore anotherStore() throws IOException {
    return store();
  }

  /** Returns whether the store knows directories that no file is in. */
  protected boolean hasDirectories() {
    return false;
  }

  /** Returns whether the store can have a file of this name. */
  protected boolean allows(String name) {
    return !name.isEmpty();
  }

  /** Returns how often writers race. */
  protected int rounds() {
    return 50;
  }

  /** Returns more files than the store lists or deletes with one request. */
  protected int manyFiles() {
    return 1_100;
  }

  /** Returns the size of a file that the store does not send with one request. */
  protected int largeBytes() {
    return (20 << 20) + 3;
  }

  @BeforeEach
  void openStore() throws IOException {
    store = store();
    home = "contract/" + UUID.randomUUID();
  }

  String key(String name) {
    return home + "/" + name;
  }

  Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(local, "content", ".bin"), content);
  }

  void put(String name, String content) throws IOException {
    put(name, content.getBytes(StandardCharsets.UTF_8));
  }

  void put(String name, byte[] content) throws IOException {
    Path file = file(content);
    store.put(file, key(name), false);
    Files.delete(file);
  }

  void putMany(List<String> names) throws Exception {
    Path same = file(new byte[] {7});
    together(
        8,
        thread -> {
          for (int i = thread; i < names.size(); i += 8) {
            store.put(same, key(names.get(i)), false);
          }
          return thread;
        });
  }

  byte[] bytes(String name) throws IOException {
    return range(name, 0, Long.MAX_VALUE);
  }

  byte[] range(String name, long from, long length) throws IOException {
    try (InputStream in = store.open(key(name), from, length)) {
      return in.readAllBytes();
    }
  }

  String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** Returns the whole location of a file of the test. */
  String where(String name) {
    return location() + "/" + key(name);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns what an action fails with, also where an iterator had to wrap it. */
  static <E extends IOException> E failure(Class<E> type, Executable action) {
    Throwable thrown = assertThrows(Throwable.class, action);
    Throwable cause = thrown instanceof UncheckedIOException ? thrown.getCause() : thrown;
    assertThat(cause, instanceOf(type));
    return type.cast(cause);
  }

  /** Returns the entries by their keys without the home; fails if one comes twice. */
  Map<String, RemoteEntry> byName(Iterator<RemoteEntry> entries) {
    Map<String, RemoteEntry> found = new TreeMap<>();
    while (entries.hasNext()) {
      RemoteEntry entry = entries.next();
      if (!entry.key().startsWith(home + "/")) {
        throw new AssertionError("listed, and not below " + home + ": " + entry);
      }
      if (found.put(entry.key().substring(home.length() + 1), entry) != null) {
        throw new AssertionError("listed twice: " + entry);
      }
    }
    return found;
  }

  /** One of several things that are done at the same time. */
  @FunctionalInterface
  interface Task<T> {
    T run(int thread) throws Exception;
  }

  /** Runs a task in several threads, and returns what each returned. */
  static <T> List<T> together(int threads, Task<T> task) throws Exception {
    ExecutorService pool =
        Executors.newFixedThreadPool(threads, run -> new Thread(run, "contract-of-store"));
    try {
      List<Callable<T>> calls =
          IntStream.range(0, threads).<Callable<T>>mapToObj(i -> () -> task.run(i)).toList();
      List<T> results = new ArrayList<>();
      AssertionError failed = new AssertionError("threads failed");
      for (Future<T> result : pool.invokeAll(calls)) {
        try {
          results.add(result.get());
        } catch (ExecutionException e) {
          failed.addSuppressed(e.getCause());
        }
      }
      if (failed.getSuppressed().length > 0) {
        throw failed;
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
