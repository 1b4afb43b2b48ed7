package io.github.shardmill.remote.s3;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.RemoteOptions;
import io.github.shardmill.remote.Transfer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buckets are reached as paths of the JDK. */
final class S3PathTest extends S3FaultsFixture {
  private Path root;

  @BeforeEach
  void findRoot() {
    RemoteOptions.use(Stores.options(SERVER.endpoint()));
    root = Locations.path("s3://" + stores.bucket() + "/a dir");
  }

  @Test
  void filesAreWrittenListedAndDeleted() throws IOException {
    Files.createDirectories(root.resolve("x/y"));
    Files.writeString(root.resolve("x/y/file"), "content");
    Files.writeString(root.resolve("x/other"), "", CREATE_NEW);
    assertThat(Files.readString(root.resolve("x/y/file")), is("content"));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> Files.writeString(root.resolve("x/other"), "2", CREATE_NEW));
    Set<String> names = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(root)) {
      walk.forEach(path -> names.add(root.relativize(path).toString()));
    }
    assertThat(names, is(Set.of("", "x", "x/y", "x/y/file", "x/other")));
    Files.delete(root.resolve("x/other"));
    assertThrows(NoSuchFileException.class, () -> Files.size(root.resolve("x/other")));
  }

  @Test
  void largeFilesComeAndGo() throws IOException {
    byte[] content = new byte[LARGE_BYTES];
    new Random(11).nextBytes(content);
    Path large = root.resolve("large");
    Transfer.upload(file(content), large, true);
    Path back = local.resolve("back");
    Transfer.download(large, LARGE_BYTES, back);
    assertThat(Files.mismatch(back, file(content)), is(-1L));
    try (SeekableByteChannel channel = Files.newByteChannel(large)) {
      ByteBuffer some = ByteBuffer.allocate(1_000);
      channel.position(PART_BYTES - 500);
      while (some.hasRemaining() && channel.read(some) >= 0) {}
      assertThat(
          Arrays.equals(
              some.array(), Arrays.copyOfRange(content, PART_BYTES - 500, PART_BYTES + 500)),
          is(true));
    }
  }
}
