package io.github.shardmill.remote.s3;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.remote.object.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalContentTest {
  private static final int PART_BYTES = 5 << 20;
  private static final Limits LIMITS = Limits.ofParts(PART_BYTES);

  @TempDir Path local;

  @Test
  void checksumsAreThoseOfThePartsAndOfAll() throws IOException {
    for (int size : new int[] {0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES}) {
      byte[] bytes = new byte[size];
      new Random(size).nextBytes(bytes);
      LocalContent content = LocalContent.of(Files.write(local.resolve("f"), bytes), LIMITS);
      assertThat(content.size(), is((long) size));
      assertThat(content.checksum(), is(checksum(bytes)));
      List<String> parts = new ArrayList<>();
      for (int from = 0; from < Math.max(1, size); from += PART_BYTES) {
        byte[] part = Arrays.copyOfRange(bytes, from, Math.min(size, from + PART_BYTES));
        parts.add(checksum(part));
        assertThat(Arrays.equals(sent(content, parts.size() - 1), part), is(true));
      }
      assertThat(content.partChecksums(), is(parts));
    }
  }

  @Test
  void bodyIsSentAgainFromItsBeginning() throws IOException {
    LocalContent content = LocalContent.of(Files.writeString(local.resolve("f"), "abc"), LIMITS);
    try (FileSlice slice = content.part(0)) {
      InputStream first = slice.newStream();
      assertThat(first.read(), is((int) 'a'));
      assertThat(first.skip(10), is(2L));
      assertThat(first.read(), is(-1));
      assertThat(slice.newStream().readAllBytes(), is(new byte[] {'a', 'b', 'c'}));
    }
  }

  @Test
  void partsOfAVastFileAreSoLargeThatTheyAreNotTooMany() {
    long vast = 1L << 40;
    long part = LIMITS.partOf(vast);
    assertThat((vast + part - 1) / part <= 10_000, is(true));
    assertThat(LIMITS.partOf(10L * PART_BYTES), is((long) PART_BYTES));
  }

  @Test
  void partThatS3DoesNotTakeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Limits.ofParts(PART_BYTES - 1));
  }

  private static byte[] sent(LocalContent content, int part) throws IOException {
    try (FileSlice slice = content.part(part)) {
      return slice.newStream().readAllBytes();
    }
  }

  private static String checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Checksum.base64(crc.getValue());
  }
}
