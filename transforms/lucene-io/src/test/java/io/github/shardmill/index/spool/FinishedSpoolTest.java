package io.github.shardmill.index.spool;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedSpoolTest {
  @TempDir Path temp;

  @Test
  void fileThatWasHandedOutIsFinished() throws IOException {
    List<Region> regions =
        SpoolFixture.write(
            temp, 1 << 20, List.of(SpoolFixture.upsert("a", "x"), SpoolFixture.upsert("b", "y")));
    List<FinishedSpool> finished = FinishedSpool.list(temp);
    String file = regions.get(0).file();
    assertThat(
        finished, contains(new FinishedSpool(file, SpoolFixture.SCHEMA.fingerprint(), 2, regions)));
  }

  @Test
  void fileThatIsBeingWrittenIsNone() throws IOException {
    try (SpoolWriter writer = SpoolFixture.writer(temp, 1)) {
      writer.add(SpoolFixture.upsert("a", "x"));
      assertThat(FinishedSpool.list(temp), empty());
    }
  }

  @Test
  void fileThatIsFullIsFinishedBeforeTheBundleEnds() throws IOException {
    SpoolWriter.Config config = new SpoolWriter.Config(temp, SpoolFixture.SCHEMA, 1, 1);
    try (SpoolWriter writer = new SpoolWriter(config, 100)) {
      for (int i = 0; i < 30; i++) {
        writer.add(SpoolFixture.upsert("id" + i, "x"));
      }
      List<FinishedSpool> full = FinishedSpool.list(temp);
      assertThat(full.size(), greaterThan(5));
      List<Region> all = new ArrayList<>();
      full.forEach(file -> all.addAll(file.regions()));
      assertThat(
          SpoolFixture.merge(temp, all, temp).lines(),
          hasSize((int) full.stream().mapToLong(FinishedSpool::roots).sum()));
    }
    assertThat(FinishedSpool.list(temp), empty());
  }

  @Test
  void fileWhoseRegionsAreDamagedIsLeftOut() throws IOException {
    List<Region> whole = SpoolFixture.write(temp, 1, List.of(SpoolFixture.upsert("a", "x")));
    List<Region> other = SpoolFixture.write(temp, 1, List.of(SpoolFixture.upsert("b", "x")));
    Path damaged = temp.resolve(other.get(0).file() + ".regions");
    byte[] bytes = Files.readAllBytes(damaged);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(damaged, Arrays.copyOf(bytes, length));
      assertThat("cut at " + length, files(), contains(whole.get(0).file()));
    }
    for (int at = 0; at < bytes.length; at++) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 4;
      Files.write(damaged, flipped);
      assertThat("flipped at " + at, files(), contains(whole.get(0).file()));
    }
    Files.write(damaged, bytes);
    assertThat(files(), hasSize(2));
  }

  @Test
  void directoryThatIsNotThereHasNone() throws IOException {
    assertThat(FinishedSpool.list(temp.resolve("none")), empty());
  }

  private List<String> files() throws IOException {
    return FinishedSpool.list(temp).stream().map(FinishedSpool::file).toList();
  }
}
