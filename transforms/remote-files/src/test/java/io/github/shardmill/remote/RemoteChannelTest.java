package io.github.shardmill.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteChannelTest {
  @TempDir Path local;
  private MemoryStore store;
  private Path file;

  @BeforeEach
  void open() {
    String name = local.getFileName().toString();
    store = MemoryStoreFactory.store(name);
    file = Locations.path("memory://" + name + "/dir/file");
  }

  // reading

  @Test
  void randomReadsGiveWhatIsThere() throws IOException {
    Random random = TestSeed.random();
    byte[] content = new byte[3_000_000];
    random.nextBytes(content);
    Files.write(file, content);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      assertThat(channel.size(), is((long) content.length));
      for (int i = 0; i < 300; i++) {
        int position = random.nextInt(content.length + 10);
        int length = random.nextInt(100_000);
        ByteBuffer buffer =
            random.nextBoolean() ? ByteBuffer.allocate(length) : ByteBuffer.allocateDirect(length);
        if (random.nextBoolean()) {
          channel.position(position);
        }
        int from = (int) channel.position();
        int read = channel.read(buffer);
        String why = TestSeed.option() + ", " + from + " + " + length;
        if (length > 0 && from >= content.length) {
          assertThat(why, read, is(-1));
        } else {
          byte[] seen = new byte[buffer.flip().remaining()];
          buffer.get(seen);
          assertThat(why, read, is(seen.length));
          assertThat(
              why, Arrays.equals(seen, Arrays.copyOfRange(content, from, from + read)), is(true));
          assertThat(why, channel.position(), is((long) from + read));
        }
      }
    }
  }

  @Test
  void oneStreamServesWhatIsReadForwards() throws IOException {
    Files.write(file, new byte[2_000_000]);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long before = store.calls();
      ByteBuffer buffer = ByteBuffer.allocate(1_000);
      for (int i = 0; i < 10; i++) {
        channel.read(buffer.clear());
        channel.position(channel.position() + 100_000);
      }
      assertThat("gaps are read over", store.calls() - before, is(1L));
      channel.position(channel.position() + RemoteReadChannel.SKIPPED_BYTES + 1);
      channel.read(buffer.clear());
      assertThat("far ahead", store.calls() - before, is(2L));
      channel.position(0);
      channel.position(5);
      assertThat("nothing is opened before it is read", store.calls() - before, is(2L));
      channel.read(buffer.clear());
      assertThat("back", store.calls() - before, is(3L));
    }
  }

  @Test
  void brokenStreamIsReplacedByTheNextRead() throws IOException {
    Files.writeString(file, "0123456789");
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(4);
      store.breakStreamsAfter(4);
      assertThat(channel.read(buffer), is(4));
      assertThrows(IOException.class, () -> channel.read(buffer.clear()));
      assertThat(channel.position(), is(4L));
      store.heal();
      assertThat(channel.read(buffer.clear()), is(4));
      assertThat(new String(buffer.array(), UTF_8), is("4567"));
    }
  }

  @Test
  void fileThatBecomesShorterIsNoSilentEnd() throws IOException {
    for (int position : new int[] {0, 7}) {
      Files.write(file, new byte[10]);
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        Files.write(file, new byte[position]);
        channel.position(position);
        IOException e = assertThrows(IOException.class, () -> channel.read(ByteBuffer.allocate(1)));
        assertThat(
            e.getMessage(),
            is(file + " ends before byte " + position + ", and had 10 when it was opened"));
      }
    }
  }

  @Test
  void gapThatIsNotThereAnyMoreIsNoSilentEnd() throws IOException {
    Files.write(file, new byte[10]);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      Files.write(file, new byte[2]);
      channel.read(ByteBuffer.allocate(1));
      channel.position(5);
      IOException e = assertThrows(IOException.class, () -> channel.read(ByteBuffer.allocate(1)));
      assertThat(e.getMessage(), containsString(file + " ends before byte 5"));
    }
  }

  @Test
  void closedOrReadingChannelRefuses() throws IOException {
    Files.writeString(file, "0123456789");
    SeekableByteChannel channel = Files.newByteChannel(file);
    assertThat(channel.read(ByteBuffer.allocate(0)), is(0));
    assertThrows(NonWritableChannelException.class, () -> channel.write(ByteBuffer.allocate(1)));
    assertThrows(NonWritableChannelException.class, () -> channel.truncate(1));
    assertThrows(IllegalArgumentException.class, () -> channel.position(-1));
    assertThat(channel.isOpen(), is(true));
    channel.close();
    channel.close();
    assertThat(channel.isOpen(), is(false));
    assertThrows(ClosedChannelException.class, () -> channel.read(ByteBuffer.allocate(1)));
    assertThrows(ClosedChannelException.class, channel::position);
    assertThrows(ClosedChannelException.class, channel::size);
  }

  // writing

  @Test
  void writtenAnywhereItIsPublishedAsAWhole() throws IOException {
    try (SeekableByteChannel channel = write()) {
      channel.write(ByteBuffer.wrap("0123456789".getBytes(UTF_8)));
      channel.position(2).write(ByteBuffer.wrap("ab".getBytes(UTF_8)));
      assertThat(channel.position(), is(4L));
      channel.truncate(6);
      assertThat(channel.size(), is(6L));
      assertThrows(NonReadableChannelException.class, () -> channel.read(ByteBuffer.allocate(1)));
    }
    assertThat(Files.readString(file), is("01ab45"));
  }

  @Test
  void closedWritingChannelRefuses() throws IOException {
    SeekableByteChannel channel = write();
    channel.close();
    long before = store.calls();
    channel.close();
    assertThat(store.calls(), is(before));
    assertThat(channel.isOpen(), is(false));
    assertThrows(ClosedChannelException.class, () -> channel.write(ByteBuffer.allocate(1)));
  }

  @Test
  void whatIsNotPublishedYetIsPrivate() throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(mark());
      List<Path> uploads = uploads();
      assertThat(uploads.size(), is(1));
      assertThat(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(uploads.get(0).getParent())),
          is("rwx------"));
    }
  }

  @Test
  void temporaryFileIsGoneAfterSuccessAndFailure() throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(mark());
    }
    assertThat(uploads(), empty());
    OutputStream failing = Files.newOutputStream(file);
    failing.write(mark());
    store.failAt(1);
    assertThrows(IOException.class, failing::close);
    assertThat(uploads(), empty());
  }

  /** What no other test writes. */
  private byte[] mark() {
    return local.toString().getBytes(UTF_8);
  }

  private SeekableByteChannel write() throws IOException {
    return Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private List<Path> uploads() throws IOException {
    List<Path> found = new ArrayList<>();
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> scratch =
        Files.newDirectoryStream(directory, ScratchLeftovers.prefix("upload") + "*")) {
      for (Path each : scratch) {
        Path path = each.resolve("written");
        if (Arrays.equals(content(path), mark())) {
          found.add(path);
        }
      }
    }
    return found;
  }

  private static byte[] content(Path path) throws IOException {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return new byte[0]; // another test deleted it
    }
  }
}
