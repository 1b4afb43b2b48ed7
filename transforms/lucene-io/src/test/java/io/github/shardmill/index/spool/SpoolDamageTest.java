package io.github.shardmill.index.spool;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.Mutation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolDamageTest {
  @TempDir Path temp;
  private List<Region> regions;
  private Path file;

  @BeforeEach
  void writeOneRegionOfSeveralBlocks() throws IOException {
    List<Mutation> mutations =
        IntStream.range(0, 3_000)
            .mapToObj(i -> SpoolFixture.upsert("id " + i, "some text of number " + i * 7919))
            .toList();
    regions = SpoolFixture.write(temp, 1 << 20, mutations);
    file = temp.resolve(regions.get(0).file());
  }

  /** Of the length, of the compressed length, of the checksum, and of what they are about. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 100, 10_000})
  void everyFlippedBitIsFound(int at) throws IOException {
    byte[] good = Files.readAllBytes(file);
    for (int bit = 0; bit < 8; bit++) {
      byte[] damaged = good.clone();
      damaged[at] ^= (byte) (1 << bit);
      Files.write(file, damaged);
      assertDamaged();
    }
  }

  @Test
  void flippedBitInALaterBlockIsFound() throws IOException {
    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length - 1] ^= 1;
    Files.write(file, damaged);
    assertDamaged();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5, 12, 13, 5_000})
  void truncatedFileIsFound(long length) throws IOException {
    truncate(length);
    assertDamaged();
  }

  @Test
  void lostLastByteIsFound() throws IOException {
    truncate(Files.size(file) - 1);
    assertDamaged();
  }

  @Test
  void damageIsFoundWhenRegionsAreMergedInPassesToo() throws IOException {
    List<Region> many = new ArrayList<>(regions);
    for (int i = 0; i < 80; i++) {
      many.addAll(
          SpoolFixture.write(
              temp, 1 << 20, List.of(Mutation.delete("a" + i), Mutation.delete("z" + i))));
    }
    truncate(5_000);
    assertThrows(
        SpoolDamagedException.class,
        () -> SpoolFixture.merge(temp, many, Files.createDirectory(temp.resolve("scratch"))));
  }

  private void truncate(long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private void assertDamaged() {
    SpoolDamagedException damaged =
        assertThrows(SpoolDamagedException.class, () -> SpoolFixture.merge(temp, regions, temp));
    assertThat(damaged.getMessage(), containsString(regions.get(0).file()));
  }
}
