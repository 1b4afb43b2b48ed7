package io.github.shardmill.index.spool;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.shardmill.index.mutation.FamilyPart;
import io.github.shardmill.index.mutation.FamilyParts;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionMergeTest {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir Path temp;
  private Path spool;
  private Path scratch;

  @BeforeEach
  void makeDirectories() throws IOException {
    spool = Files.createDirectory(temp.resolve("spool"));
    scratch = Files.createDirectory(temp.resolve("scratch"));
  }

  @Test
  void rootThatComesLastOpensNoMoreThanItsOwnRegionAndTheNext() throws IOException {
    UUID family = new UUID(1, 2);
    List<Region> regions = new ArrayList<>();
    int parts = 200;
    for (int part = 0; part < parts; part++) {
      try (SpoolWriter writer = SpoolFixture.writer(temp, 1 << 20)) {
        IndexDocument item = IndexDocument.withId("b!" + part).build();
        writer.add(new FamilyPart("b", family, part, List.of(item)));
        if (part == parts - 1) {
          FamilyParts all = new FamilyParts(family, parts, parts);
          writer.add(SpoolFixture.upsert("b", "root").withParts(all));
        }
        regions.addAll(writer.finish());
      }
    }
    int most = 0;
    int records = 0;
    try (RegionMerge merge = RegionMerge.of(temp, regions, temp)) {
      for (SpooledMutation next = merge.next(); next != null; next = merge.next()) {
        most = Math.max(most, merge.openRegions());
        records++;
      }
    }
    assertThat(records, is(parts + 1));
    assertThat(most, is(lessThanOrEqualTo(2)));
  }

  @Test
  void noRegionsGiveNothing() throws IOException {
    assertThat(SpoolFixture.merge(spool, List.of(), scratch).lines(), empty());
  }

  @Test
  void highestVersionWinsWhateverTheOrder() throws IOException {
    List<Mutation> versions = new ArrayList<>();
    for (int version = 0; version < 10; version++) {
      versions.add(SpoolFixture.upsert("a", "text " + version).withVersion(version));
    }
    Collections.shuffle(versions, new Random(7));
    for (int bufferBytes : new int[] {1, 1 << 20}) {
      List<Region> regions = SpoolFixture.write(spool, bufferBytes, versions);
      SpoolFixture.Merged merged = SpoolFixture.merge(spool, regions, scratch);
      assertThat(merged.lines(), contains("a v9 {a text=text 9}"));
      assertThat(merged.dropped(), is(9L));
    }
  }

  @Test
  void deleteOfAHigherVersionWins() throws IOException {
    List<Mutation> mutations =
        List.of(Mutation.delete("a").withVersion(2), SpoolFixture.upsert("a", "x").withVersion(1));
    List<Region> regions = SpoolFixture.regions(spool, mutations);
    assertThat(SpoolFixture.merge(spool, regions, scratch).lines(), contains("a v2"));
  }

  @Test
  void equalVersionsHaveTheSameWinnerInAnyOrderAndGrouping() throws IOException {
    List<Mutation> equals = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      equals.add(SpoolFixture.upsert("a", "text " + i));
    }
    Set<List<String>> outcomes = new HashSet<>();
    for (int seed = 0; seed < 6; seed++) {
      Collections.shuffle(equals, new Random(seed));
      List<Region> regions = SpoolFixture.write(spool, 1 << (2 * seed), equals);
      SpoolFixture.Merged merged = SpoolFixture.merge(spool, regions, scratch);
      outcomes.add(merged.lines());
      assertThat("seed " + seed, merged.dropped(), is(199L));
    }
    assertThat(outcomes, hasSize(1));
  }

  @Test
  void sameMutationTwiceIsOneAndCounted() throws IOException {
    List<Region> regions = new ArrayList<>();
    regions.addAll(SpoolFixture.regions(spool, List.of(SpoolFixture.upsert("a", "x"))));
    regions.addAll(SpoolFixture.regions(spool, List.of(SpoolFixture.upsert("a", "x"))));
    SpoolFixture.Merged merged = SpoolFixture.merge(spool, regions, scratch);
    assertThat(merged, equalTo(new SpoolFixture.Merged(List.of("a v0 {a text=x}"), 1)));
  }

  @Test
  void moreOverlappingRegionsThanMayBeOpenAreMergedInPasses() throws IOException {
    int overlapping = 64 * 3 + 5;
    List<Region> regions = overlapping(overlapping);
    SpoolFixture.Merged merged = SpoolFixture.merge(spool, regions, scratch);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < overlapping; i++) {
      expected.add("a" + name(i) + " v0");
    }
    expected.add("m v" + (overlapping - 1));
    for (int i = 0; i < overlapping; i++) {
      expected.add("z" + name(i) + " v0");
    }
    assertThat(merged.lines(), equalTo(expected));
    assertThat(merged.dropped(), is(overlapping - 1L));
    assertThat(list(scratch), not(empty()));
  }

  @Test
  void asManyOverlappingRegionsAsMayBeOpenNeedNoPass() throws IOException {
    SpoolFixture.merge(spool, overlapping(RegionMerge.MAX_OPEN), scratch);
    assertThat(list(scratch), empty());
  }

  @Test
  void anyNumberOfDisjointRegionsNeedsNoPassAndOneOpenFile() throws IOException {
    assumeTrue(Files.isDirectory(OPEN_FILES));
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      List<Mutation> two =
          List.of(SpoolFixture.upsert(name(i) + "a", "x"), SpoolFixture.upsert(name(i) + "b", "x"));
      regions.addAll(SpoolFixture.write(spool, 1 << 20, two));
    }
    Collections.shuffle(regions, new Random(3));
    int most = 0;
    try (RegionMerge merge = RegionMerge.of(spool, regions, scratch)) {
      while (merge.next() != null) {
        most = Math.max(most, openFiles());
      }
      assertThat(merge.merged(), is(600L));
    }
    assertThat(most, is(lessThanOrEqualTo(2)));
    assertThat(list(scratch), empty());
    assertThat(openFiles(), is(0));
  }

  @Test
  void noMoreFilesAreOpenThanAllowedWhateverTheOverlap() throws IOException {
    assumeTrue(Files.isDirectory(OPEN_FILES));
    List<Region> regions = overlapping(150);
    int most = 0;
    try (RegionMerge merge = RegionMerge.of(spool, regions, scratch)) {
      while (merge.next() != null) {
        most = Math.max(most, openFiles());
      }
    }
    assertThat(most, is(lessThanOrEqualTo(RegionMerge.MAX_OPEN)));
    assertThat(openFiles(), is(0));
  }

  @Test
  void closingInTheMiddleClosesAllFiles() throws IOException {
    assumeTrue(Files.isDirectory(OPEN_FILES));
    try (RegionMerge merge = RegionMerge.of(spool, overlapping(20), scratch)) {
      merge.next();
      assertThat(openFiles(), is(not(0)));
    }
    assertThat(openFiles(), is(0));
  }

  @Test
  void missingFileIsAnErrorThatLeavesNothingOpen() throws IOException {
    List<Region> regions = overlapping(100);
    Files.delete(spool.resolve(regions.get(70).file()));
    assertThrows(NoSuchFileException.class, () -> SpoolFixture.merge(spool, regions, scratch));
    if (Files.isDirectory(OPEN_FILES)) {
      assertThat(openFiles(), is(0));
    }
  }

  /** Regions in files of their own, each from its own low key over a common one to a high one. */
  private List<Region> overlapping(int count) throws IOException {
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Mutation> three =
          List.of(
              Mutation.delete("z" + name(i)),
              Mutation.delete("a" + name(i)),
              Mutation.delete("m").withVersion(i));
      regions.addAll(SpoolFixture.write(spool, 1 << 20, three));
    }
    return regions;
  }

  private static String name(int i) {
    return String.format(Locale.ROOT, "%04d", i);
  }

  private int openFiles() throws IOException {
    int open = 0;
    for (Path descriptor : list(OPEN_FILES)) {
      try {
        Path target = Files.readSymbolicLink(descriptor);
        if (target.startsWith(temp.toRealPath()) && target.toString().endsWith(".spool")) {
          open++;
        }
      } catch (NoSuchFileException closedMeanwhile) {
        assertThat(descriptor.startsWith(OPEN_FILES), is(true));
      }
    }
    return open;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }
}
