package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever call fails: a file is as it was or as it should be, and who is told "done" can rely. */
class FailingStoreTest {
  private static final String OLD = "old ".repeat(1_000);
  private static final String NEW = "and new ".repeat(3_000);

  @TempDir Path local;
  private MemoryStore store;
  private Path home;
  private Path source;
  private Path target;

  @BeforeEach
  void open() throws IOException {
    String name = local.getFileName().toString();
    store = MemoryStoreFactory.store(name);
    home = Locations.path("memory://" + name + "/home");
    source = home.resolve("source");
    target = home.resolve("target");
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  /** Fails each call in turn, in each way, until one run meets no failure. */
  private void failEachCallOf(Action action) throws IOException {
    List<LongConsumer> ways = List.of(store::failAt, store::failAfter, store::failFrom);
    for (LongConsumer way : ways) {
      boolean failed = true;
      int call = 0;
      while (failed) {
        call++;
        Files.writeString(source, NEW);
        Files.writeString(target, OLD);
        way.accept(call);
        failed = fails(action);
        store.heal();
        if (!failed) {
          assertThat(Files.readString(target), is(NEW));
        }
        assertThat("call " + call, Files.readString(target), is(in(Set.of(OLD, NEW))));
        if (Files.exists(source)) {
          assertThat("call " + call, Files.readString(source), is(NEW));
        } else {
          assertThat("moved by call " + call, Files.readString(target), is(NEW));
        }
      }
      assertThat("failures", call, greaterThan(1));
    }
  }

  private static boolean fails(Action action) {
    try {
      action.run();
      return false;
    } catch (IOException e) {
      assertThat(e.getMessage(), containsString("memory://"));
      return true;
    }
  }

  @Test
  void writing() throws IOException {
    failEachCallOf(() -> Files.writeString(target, NEW));
  }

  @Test
  void uploading() throws IOException {
    Path file = Files.writeString(local.resolve("file"), NEW);
    failEachCallOf(() -> Transfer.upload(file, target, false));
  }

  @Test
  void copying() throws IOException {
    failEachCallOf(() -> Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING));
  }

  @Test
  void moving() throws IOException {
    failEachCallOf(() -> Files.move(source, target, StandardCopyOption.REPLACE_EXISTING));
  }

  @Test
  void copyingFromAnotherStore() throws IOException {
    Path elsewhere = Locations.path("memory://elsewhere-" + local.getFileName() + "/file");
    MemoryStore other = MemoryStoreFactory.store("elsewhere-" + local.getFileName());
    Files.writeString(elsewhere, NEW);
    failEachCallOf(() -> Files.copy(elsewhere, target, StandardCopyOption.REPLACE_EXISTING));
    for (int bytes : new int[] {0, 1, NEW.length() - 1}) {
      other.breakStreamsAfter(bytes);
      Files.writeString(target, OLD);
      assertThrows(
          IOException.class,
          () -> Files.copy(elsewhere, target, StandardCopyOption.REPLACE_EXISTING));
      assertThat(Files.readString(target), is(OLD));
    }
  }

  @Test
  void readingTellsOfEveryFailure() throws IOException {
    Files.writeString(source, NEW);
    for (int call : new int[] {1, 2}) {
      store.failAt(call);
      assertThrows(IOException.class, () -> Files.readString(source));
    }
    store.failAt(1);
    assertThrows(IOException.class, () -> Files.newDirectoryStream(home));
    store.failAt(1);
    assertThrows(IOException.class, () -> Files.readAttributes(source, "*"));
    store.heal();
    store.breakStreamsAfter(NEW.length() / 2);
    assertThrows(IOException.class, () -> Files.readString(source));
    assertThrows(IOException.class, () -> Files.newInputStream(source).readAllBytes());
  }

  @Test
  void afterAFailedWriteClosingPublishesNothing() throws IOException {
    Files.writeString(target, OLD);
    for (StandardOpenOption create :
        List.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.CREATE)) {
      Path file = create == StandardOpenOption.CREATE ? target : home.resolve("new");
      SeekableByteChannel channel =
          Files.newByteChannel(
              file, create, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
      channel.write(bytes(NEW));
      Thread.currentThread().interrupt();
      assertThrows(ClosedByInterruptException.class, () -> channel.write(bytes(NEW)));
      assertThat(Thread.interrupted(), is(true));
      IOException e = assertThrows(IOException.class, channel::close);
      assertThat(e.getMessage(), containsString(file + " is not published"));
      channel.close();
    }
    assertThat(Files.exists(home.resolve("new")), is(false));
    assertThat(Files.readString(target), is(OLD));
  }

  @Test
  void failedPublishingIsToldOnceAndNotRepeated() throws IOException {
    SeekableByteChannel channel =
        Files.newByteChannel(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.write(bytes(NEW));
    store.failAt(1);
    assertThrows(IOException.class, channel::close);
    channel.close();
    assertThat(channel.isOpen(), is(false));
    assertThat(Files.exists(target), is(false));
  }

  @Test
  void failedRemovalIsFinishedByTheNext() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.writeString(home.resolve("dir" + i % 3 + "/file" + i), "");
    }
    for (int call = 1; Files.exists(home); call++) {
      store.failAt(call);
      fails(() -> new RemoteTree(home).delete());
      store.heal();
    }
    assertThat(store.listAll("home").hasNext(), is(false));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
