package io.github.shardmill.remote.hdfs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.RemoteStore;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that stop and start again in the middle of something. */
class LostServerTest {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int DEADLINE_SECONDS = 120;

  /** A store gives a name node up soon, and begins its own tries. */
  private static final String[] PROPERTIES = {
    "dfs.blocksize", Integer.toString(BLOCK_BYTES), "ipc.client.connect.max.retries", "1"
  };

  @TempDir Path local;

  private final String home = "servers/" + UUID.randomUUID();
  private final String key = home + "/file";
  private final byte[] content = new byte[8 * BLOCK_BYTES + 7];
  private HdfsServer server;
  private RemoteStore store;
  private HdfsConnection connection;

  @BeforeEach
  void connect() throws IOException {
    new Random(7).nextBytes(content);
    server = HdfsServer.shared();
    connection =
        new HdfsConnection(
            Stores.client(server, PROPERTIES),
            new Retries(Duration.ofSeconds(60)),
            new HdfsKeys(server.authority()));
    store = new HdfsStore(connection);
  }

  @AfterEach
  void disconnect() throws IOException {
    store.close();
  }

  /** Something that happens to a server. */
  @FunctionalInterface
  private interface Event {
    void happen() throws IOException;
  }

  /** Content in the middle of which something happens. */
  private InputStream withEvent(Event event) {
    return new FilterInputStream(new ByteArrayInputStream(content)) {
      private int left = content.length / 2;

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        boolean before = left > 0;
        int read = super.read(buffer, offset, length);
        left -= read;
        if (before && left <= 0) {
          event.happen();
        }
        return read;
      }
    };
  }

  private void write(HdfsWriter.Source source) throws IOException {
    new HdfsWriter(connection, new HdfsRename(connection))
        .write(source, connection.keys().path(key), Options.Rename.NONE);
  }

  private byte[] stored() throws IOException {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return in.readAllBytes();
    }
  }

  private void assertStored() throws IOException {
    assertThat("the content is what was written", Arrays.equals(stored(), content), is(true));
  }

  @Test
  void dataNodeMayDieWhileAFileIsWritten() throws IOException {
    write(() -> withEvent(() -> server.stopDataNode(0)));
    server.startDataNode(0);
    assertStored();
  }

  @Test
  void allDataNodesMayDieWhileAFileIsWritten() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    write(
        () -> {
          if (tries.incrementAndGet() == 1) {
            return withEvent(
                () -> {
                  server.stopDataNode(0);
                  server.stopDataNode(1);
                });
          }
          if (tries.get() == 2) {
            server.startDataNode(0);
            server.startDataNode(1);
          }
          return new ByteArrayInputStream(content);
        });
    assertThat("it had to be written again", tries.get(), greaterThan(1));
    assertStored();
  }

  @Test
  @Tag("slow")
  void eachDataNodeMayDieWhileAFileIsRead() throws IOException {
    store.put(Files.write(local.resolve("file"), content), key, false);
    byte[] read = new byte[content.length];
    int third = content.length / 3;
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      in.readNBytes(read, 0, third);
      server.stopDataNode(0);
      in.readNBytes(read, third, third);
      server.startDataNode(0);
      server.stopDataNode(1);
      in.readNBytes(read, 2 * third, content.length - 2 * third);
      assertThat(in.read(), is(-1));
    } finally {
      server.startDataNode(1);
    }
    assertThat(Arrays.equals(read, content), is(true));
  }

  @Test
  @Tag("slow")
  void nameNodeMayStopWhileAFileIsWritten() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    write(
        () -> {
          if (tries.incrementAndGet() == 1) {
            return withEvent(server::stopNameNode);
          }
          if (tries.get() == 2) {
            server.startNameNode();
          }
          return new ByteArrayInputStream(content);
        });
    assertThat("it had to be written again", tries.get(), greaterThan(1));
    assertStored();
    try (DistributedFileSystem hdfs = Stores.client(server)) {
      assertThat("what the first try left", Stores.unfinished(hdfs, home), is(1L));
      assertThat(listed(), is(List.of(key)));
      store.sweepUnfinished(home, Long.MAX_VALUE);
      assertThat(Stores.unfinished(hdfs, home), is(0L));
    }
    assertStored();
  }

  @Test
  @Tag("slow")
  void nameNodeMayStopWhileADirectoryIsListed() throws Exception {
    store.put(Files.writeString(local.resolve("file"), "1"), home + "/a/file", false);
    store.put(local.resolve("file"), home + "/b/file", false);
    server.stopNameNode();
    CompletableFuture<Void> started =
        CompletableFuture.runAsync(this::startNameNode, run -> new Thread(run, "start").start());
    List<String> keys = listed();
    started.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    assertThat(keys, is(List.of(home + "/a/file", home + "/b/file")));
  }

  private void startNameNode() {
    try {
      server.startNameNode();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void writerWaitsForTheEndOfSafeMode() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    server.safeMode(true);
    write(
        () -> {
          if (tries.incrementAndGet() == 2) {
            server.safeMode(false);
          }
          return new ByteArrayInputStream(content);
        });
    assertThat("it was refused", tries.get(), greaterThan(1));
    assertStored();
  }

  private List<String> listed() throws IOException {
    List<String> keys = new ArrayList<>();
    store.listAll(home).forEachRemaining((RemoteEntry file) -> keys.add(file.key()));
    Collections.sort(keys);
    return keys;
  }
}
