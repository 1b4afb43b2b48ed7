package io.github.shardmill.index.spool;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.ShardKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolWriterTest {
  @TempDir Path temp;

  @Test
  void nothingWrittenLeavesNoFileAndNoRegion() throws IOException {
    assertThat(SpoolFixture.write(temp, 1 << 20, List.of()), empty());
    assertThat(files(), empty());
  }

  @Test
  void closeDeletesWhatWasNotHandedOut() throws IOException {
    try (SpoolWriter writer = SpoolFixture.writer(temp, 1)) {
      writer.add(SpoolFixture.upsert("handed out", "x"));
      writer.finish();
      writer.add(SpoolFixture.upsert("forgotten", "x"));
      assertThat(spoolFiles(), hasSize(2));
    }
    assertThat(spoolFiles(), hasSize(1));
    assertThat(files(), hasSize(2));
    List<Region> regions = new ArrayList<>();
    try (SpoolWriter writer = SpoolFixture.writer(temp, 1)) {
      writer.add(SpoolFixture.upsert("again", "x"));
      regions.addAll(writer.finish());
    }
    assertThat(
        SpoolFixture.merge(temp, regions, temp).lines(), contains("again v0 {again text=x}"));
  }

  @Test
  void fileIsRolledWhenItIsFull() throws IOException {
    SpoolWriter.Config config = new SpoolWriter.Config(temp, SpoolFixture.SCHEMA, 1, 1);
    List<Region> regions;
    try (SpoolWriter writer = new SpoolWriter(config, 100)) {
      for (int i = 0; i < 30; i++) {
        writer.add(SpoolFixture.upsert("id" + i, "x"));
      }
      regions = writer.finish();
    }
    assertThat(spoolFiles().size(), is(greaterThan(5)));
    assertThat(spoolFiles().size(), is(lessThan(30)));
    assertThat(SpoolFixture.merge(temp, regions, temp).lines(), hasSize(30));
  }

  @Test
  void fileHoldsManyBuffersBeforeItIsRolled() throws IOException {
    List<Mutation> mutations = upserts(30);
    assertThat(SpoolFixture.regions(temp, mutations), hasSize(30));
    assertThat(spoolFiles(), hasSize(1));
  }

  @Test
  void bufferCountsWhatKeepsTrackOfSmallMutations() throws IOException {
    List<Mutation> deletes =
        IntStream.range(0, 1_000).mapToObj(i -> Mutation.delete("d" + i)).toList();
    // Their bytes alone, fewer than ten each, would fit the buffer.
    assertThat(SpoolFixture.write(temp, 16 << 10, deletes).size(), is(greaterThan(3)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void eachShardGetsItsOwnKeysOnly(int shards) throws IOException {
    SpoolWriter.Config config = new SpoolWriter.Config(temp, SpoolFixture.SCHEMA, shards, 1 << 20);
    List<Region> regions;
    try (SpoolWriter writer = new SpoolWriter(config)) {
      for (Mutation mutation : upserts(200)) {
        writer.add(mutation);
      }
      regions = writer.finish();
    }
    assertThat(regions, hasSize(shards));
    for (Region region : regions) {
      Set<Integer> keys = new TreeSet<>();
      try (RegionMerge merge = RegionMerge.of(temp, List.of(region), temp)) {
        for (SpooledMutation next = merge.next(); next != null; next = merge.next()) {
          keys.add(ShardKey.of(next.rootId(), shards));
        }
        assertThat(merge.merged(), is(region.mutations()));
      }
      assertThat(keys, contains(region.shard()));
    }
  }

  @Test
  void rootWhoseIdCouldBeTakenForAPartIsRefused() throws IOException {
    try (SpoolWriter writer = SpoolFixture.writer(temp, 1 << 20)) {
      Mutation zero = Mutation.delete("a\0b");
      assertThrows(IllegalArgumentException.class, () -> writer.add(zero));
    }
  }

  @Test
  void keysAreInOrderOfTheirBytesAndNotOfTheirCharacters() throws IOException {
    // In UTF-16 the surrogates of the emoji come before U+FFFD, in UTF-8 its bytes come after.
    List<Mutation> mutations =
        Stream.of("\uFFFD", "😀", "é", "z", "Z", "\u0001", "zz", "\u007F")
            .map(Mutation::delete)
            .toList();
    List<String> ids = new ArrayList<>();
    List<Region> regions = SpoolFixture.write(temp, 1 << 20, mutations);
    try (RegionMerge merge = RegionMerge.of(temp, regions, temp)) {
      for (SpooledMutation next = merge.next(); next != null; next = merge.next()) {
        ids.add(SpoolFixture.rootId(next));
      }
    }
    assertThat(ids, contains("\u0001", "Z", "z", "zz", "\u007F", "é", "\uFFFD", "😀"));
    assertThat(new String(regions.get(0).firstKey(), StandardCharsets.UTF_8), is("\u0001"));
    assertThat(new String(regions.get(0).lastKey(), StandardCharsets.UTF_8), is("😀"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1 << 16, 1 << 20})
  void hugeMutationIsKeptWhateverTheBuffer(int bufferBytes) throws IOException {
    String huge = "long text, ".repeat(300_000);
    List<Mutation> mutations =
        List.of(
            SpoolFixture.upsert("b", huge),
            SpoolFixture.upsert("a", "small"),
            SpoolFixture.upsert("c", "small"));
    List<Region> regions = SpoolFixture.write(temp, bufferBytes, mutations);
    assertThat(
        SpoolFixture.merge(temp, regions, temp).lines(),
        contains("a v0 {a text=small}", "b v0 {b text=" + huge + "}", "c v0 {c text=small}"));
  }

  @Test
  void longestIdIsKept() throws IOException {
    String id = "é".repeat(32_766 / 2);
    List<Region> regions = SpoolFixture.regions(temp, List.of(Mutation.delete(id)));
    assertThat(SpoolFixture.merge(temp, regions, temp).lines(), contains(id + " v0"));
  }

  @Test
  void idThatIsTooLongForATermIsRefused() {
    String id = "é".repeat(32_766 / 2) + "x";
    assertRefused(Mutation.delete(id), "an id has at most 32766 bytes, not 32767");
    assertRefused(family("root", IndexDocument.withId(id)), "an id has at most 32766 bytes");
  }

  /** Both would become "a?" and one of them would be lost. */
  @Test
  void idWithHalfASurrogatePairIsRefused() {
    assertRefused(Mutation.delete("a\uD800"), "half a surrogate pair");
    assertRefused(family("root", IndexDocument.withId("a\uDC00")), "half a surrogate pair");
  }

  @Test
  void keywordsThatHaveTheSameBytesAreOne() throws IOException {
    IndexDocument document =
        IndexDocument.withId("a").add("tag", "\uD800").add("tag", "\uDC00").add("tag", "b").build();
    List<Region> regions = SpoolFixture.regions(temp, List.of(Mutation.upsert(document)));
    assertThat(SpoolFixture.merge(temp, regions, temp).lines(), contains("a v0 {a tag=? tag=b}"));
  }

  @Test
  void valuesThatDoNotFitTheSchemaAreRefused() {
    assertRefused(one(IndexDocument.withId("a").add("none", "x")), "no field 'none'");
    assertRefused(one(IndexDocument.withId("a").add("size", "x")), "field size: takes a number");
    assertRefused(one(IndexDocument.withId("a").add("text", 1)), "field text: takes a text");
    assertRefused(one(IndexDocument.withId("a").add("tag", 1)), "field tag: takes a text");
    assertRefused(
        one(IndexDocument.withId("a").add("text", "x").add("text", "y")),
        "field text: takes one value, not 2");
    assertRefused(
        one(IndexDocument.withId("a").add("size", 1).add("size", 2)),
        "field size: takes one value, not 2");
    assertRefused(one(IndexDocument.withId("a").add("id", "b")), "is the engine's own field");
    assertRefused(one(IndexDocument.withId("a").add("root", "b")), "is the engine's own field");
    assertRefused(
        one(IndexDocument.withId("a").add("tag", "x".repeat(32_767))),
        "takes keywords of at most 32766 bytes");
  }

  @Test
  void refusedMutationLeavesNoTrace() throws IOException {
    try (SpoolWriter writer = SpoolFixture.writer(temp, 1 << 20)) {
      writer.add(SpoolFixture.upsert("a", "x"));
      Mutation halfGood = family("b", IndexDocument.withId("b!/1").add("size", 1).add("none", "x"));
      assertThrows(IllegalArgumentException.class, () -> writer.add(halfGood));
      writer.add(SpoolFixture.upsert("c", "x"));
      assertThat(
          SpoolFixture.merge(temp, writer.finish(), temp).lines(),
          contains("a v0 {a text=x}", "c v0 {c text=x}"));
    }
  }

  @Test
  void directoryThatIsGoneIsAnErrorAndClosesClean() throws IOException {
    Path gone = Files.createDirectory(temp.resolve("gone"));
    try (SpoolWriter writer = SpoolFixture.writer(gone, 1)) {
      Files.delete(gone);
      assertThrows(NoSuchFileException.class, () -> writer.add(SpoolFixture.upsert("a", "x")));
    }
    assertThat(files(), empty());
  }

  private void assertRefused(Mutation mutation, String why) {
    try (SpoolWriter writer = SpoolFixture.writer(temp, 1)) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> writer.add(mutation));
      assertThat(refused.getMessage(), containsString(why));
      assertThat(writer.finish(), empty());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Mutation one(IndexDocument.Builder document) {
    return Mutation.upsert(document.build());
  }

  private static Mutation family(String root, IndexDocument.Builder item) {
    return Mutation.upsert(List.of(IndexDocument.withId(root).build(), item.build()));
  }

  private static List<Mutation> upserts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SpoolFixture.upsert("id" + i, "text " + i))
        .collect(Collectors.toList());
  }

  /** Returns the files without those that say that they are finished. */
  private List<Path> spoolFiles() throws IOException {
    return files().stream().filter(file -> file.toString().endsWith(".spool")).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files.toList();
    }
  }
}
