package io.github.shardmill.remote.gcs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.api.services.storage.model.StorageObject;
import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A bucket that is reached directly, and by a way on which things happen. */
abstract class GcsFaultsFixture {
  static final GcsServer SERVER = GcsServer.shared();
  static final int LARGE_BYTES = 3 * Stores.PART_BYTES + 3;

  /** What begins a file that is sent in parts, and what sends one. */
  static final String BEGIN = "POST /upload/.*resumable";

  static final String PART = "PUT /upload/";
  static final String WHOLE = "POST /upload/.*multipart";
  static final String READ = "GET .*alt=media";

  /** What asks for a file without its content. */
  static final String LOOK = "GET .*/o/[^ ]+ (?!.*alt=media)";

  @TempDir Path local;

  Stores stores;
  FaultyGcs way;

  /** By the way on which things happen. */
  RemoteStore store;

  /** Directly. */
  RemoteStore direct;

  @BeforeEach
  void open() throws IOException {
    stores = new Stores(SERVER);
    way = new FaultyGcs(SERVER.objects());
    store = stores.open(way);
    direct = stores.open(SERVER);
  }

  @AfterEach
  void close() throws IOException {
    stores.close();
    way.close();
  }

  Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(local, "content", ".bin"), content);
  }

  Path file(String content) throws IOException {
    return file(content.getBytes(StandardCharsets.UTF_8));
  }

  Path large() throws IOException {
    return file(new byte[LARGE_BYTES]);
  }

  void putDirectly(String key, String content) throws IOException {
    direct.put(file(content), key, false);
  }

  /** Writes what no store would write. */
  void putAsOthersDo(StorageObject described, byte[] content) {
    try {
      SERVER.objects().put(stores.bucket(), described, content, null);
    } catch (GcsObjects.Refusal e) {
      throw new AssertionError(e);
    }
  }

  String text(String key) throws IOException {
    return new String(bytes(direct, key), StandardCharsets.UTF_8);
  }

  static byte[] bytes(RemoteStore from, String key) throws IOException {
    try (InputStream in = from.open(key, 0, Long.MAX_VALUE)) {
      return in.readAllBytes();
    }
  }

  static List<String> keys(Iterator<RemoteEntry> entries) {
    List<String> keys = new ArrayList<>();
    entries.forEachRemaining(entry -> keys.add(entry.key()));
    return keys;
  }

  /** Returns what an action fails with, which names a key with its whole location. */
  <E extends IOException> E failure(Class<E> type, String key, Executable action) {
    E failure = assertThrows(type, action);
    assertThat(failure.getMessage(), containsString("gs://" + stores.bucket() + "/" + key));
    return failure;
  }

  /** Returns what an action fails with, also where an iterator had to wrap it. */
  static IOException failureOf(Executable action) {
    Throwable failure = assertThrows(Throwable.class, action);
    return (IOException) (failure instanceof UncheckedIOException ? failure.getCause() : failure);
  }
}
