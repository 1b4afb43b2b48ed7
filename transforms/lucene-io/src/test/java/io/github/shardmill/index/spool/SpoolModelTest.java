package io.github.shardmill.index.spool;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.ShardKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Random mutations through several writers and all shards, against a map. */
class SpoolModelTest {
  private static final String[] LETTERS = {
    "a", "b", "Z", "/", " ", "\n", "é", "漢", "\uFFFD", "\uFFFF", "😀", "𐀀", "%", "!"
  };

  @TempDir Path temp;
  private long seed;
  private Random random;
  private int versions;

  @RepeatedTest(20)
  void mergeOfAllRegionsIsWhatAMapWouldHold(RepetitionInfo repetition) throws IOException {
    seed = repetition.getCurrentRepetition();
    random = new Random(seed);
    int shards = 1 + random.nextInt(5);
    Map<byte[], Mutation> model = new TreeMap<>(Arrays::compareUnsigned);
    List<Region> regions = new ArrayList<>();
    int written = 0;
    for (int writer = 1 + random.nextInt(6); writer > 0; writer--) {
      int count = random.nextInt(200);
      regions.addAll(write(shards, count, model));
      written += count;
    }
    Collections.shuffle(regions, random);

    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    long superseded = 0;
    for (int shard = 0; shard < shards; shard++) {
      int wanted = shard;
      model.forEach(
          (key, mutation) -> {
            if (ShardKey.of(key, shards) == wanted) {
              expected.add(wanted + ": " + SpoolFixture.line(mutation));
            }
          });
      List<Region> ofShard = regions.stream().filter(r -> r.shard() == wanted).toList();
      Path scratch = Files.createDirectory(temp.resolve("scratch" + shard));
      SpoolFixture.Merged merged = SpoolFixture.merge(temp, ofShard, scratch);
      merged.lines().forEach(line -> found.add(wanted + ": " + line));
      superseded += merged.dropped();
    }
    assertThat("seed " + seed, found, equalTo(expected));
    assertThat("seed " + seed, superseded, equalTo((long) written - expected.size()));
    assertThat("seed " + seed, bytesIn(regions), equalTo(bytesOnDisk()));
  }

  private List<Region> write(int shards, int count, Map<byte[], Mutation> model)
      throws IOException {
    int bufferBytes = 1 << random.nextInt(17);
    long rollBytes = 1L << random.nextInt(20);
    SpoolWriter.Config config =
        new SpoolWriter.Config(temp, SpoolFixture.SCHEMA, shards, bufferBytes);
    List<Region> regions = new ArrayList<>();
    try (SpoolWriter writer = new SpoolWriter(config, rollBytes)) {
      for (int i = 0; i < count; i++) {
        Mutation mutation = mutation();
        writer.add(mutation);
        byte[] key = mutation.rootId().getBytes(StandardCharsets.UTF_8);
        model.merge(key, mutation, (a, b) -> a.version() > b.version() ? a : b);
        if (random.nextInt(50) == 0) {
          regions.addAll(writer.finish());
        }
      }
      regions.addAll(writer.finish());
    }
    return regions;
  }

  /** Versions are distinct for each key: what equal versions do has a test of its own. */
  private Mutation mutation() {
    String root = name(1 + random.nextInt(3));
    List<IndexDocument> family = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      IndexDocument.Builder document =
          IndexDocument.withId(family.isEmpty() ? root : root + "!/" + name(2) + family.size());
      for (int tag = random.nextInt(3); tag > 0; tag--) {
        document.add("tag", name(2));
      }
      document.add("text", name(random.nextInt(10) == 0 ? random.nextInt(80_000) : 20));
      if (random.nextBoolean()) {
        document.add("size", random.nextLong());
      }
      family.add(document.build());
    }
    long version = ((long) random.nextInt(1 << 30) << 30) + versions++;
    return new Mutation(root, version, family);
  }

  private String name(int length) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < length; i++) {
      name.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return name.toString();
  }

  private static long bytesIn(List<Region> regions) {
    return regions.stream().mapToLong(region -> region.extent().length()).sum();
  }

  private long bytesOnDisk() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      long bytes = 0;
      for (Path file :
          files.filter(file -> file.getFileName().toString().endsWith(".spool")).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
