package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.index.Compaction.Measure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.LogMergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which segments an update merges, on indexes in memory. */
class SegmentCompactionTest {
  private static final long NO_BOUND = Long.MAX_VALUE;
  private static final int ROOTS = 1_000;

  @ParameterizedTest
  @EnumSource(names = {"SIZE", "COUNT"})
  void smallUpdatesLeaveFewSegmentsAndLittleWaste(Measure measure) throws IOException {
    update(measure, 150);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(names = {"SIZE", "COUNT"})
  void thousandSmallUpdatesLeaveFewSegmentsAndLittleWaste(Measure measure) throws IOException {
    update(measure, 1_000);
  }

  private static void update(Measure measure, int updates) throws IOException {
    Compaction compaction = new Compaction(measure, NO_BOUND);
    Random random = new Random(17);
    Set<String> roots = MemoryIndex.roots(0, ROOTS);
    try (MemoryIndex index = MemoryIndex.of(roots)) {
      int most = 0;
      for (int update = 0; update < updates; update++) {
        Set<String> written = someOf(roots, random);
        Set<String> deleted = random.nextInt(4) == 0 ? someOf(roots, random) : Set.of();
        roots.removeAll(deleted);
        roots.addAll(written);
        index.update(compaction, deleted, written);
        most = Math.max(most, index.segments().size());
      }
      index.check();
      assertThat(index.roots(), equalTo(roots));
      assertThat("segments", most, lessThanOrEqualTo(segmentsThatMayStay(measure, index)));
      try (MemoryIndex fresh = MemoryIndex.of(roots)) {
        // 30 % of each segment may be waste, which is 1.43 times; the rest is many small files.
        assertThat("bytes", index.bytes(), lessThanOrEqualTo(2 * fresh.bytes()));
      }
    }
  }

  private static Set<String> someOf(Collection<String> roots, Random random) {
    Set<String> some = new TreeSet<>();
    List<String> all = List.copyOf(roots);
    for (int i = random.nextInt(3); i >= 0; i--) {
      some.add(
          random.nextInt(10) == 0
              ? MemoryIndex.root(random.nextInt(2 * ROOTS))
              : all.get(random.nextInt(all.size())));
    }
    return some;
  }

  /**
   * Lucene's policies sort segments into levels, each a factor below the one before, that factor
   * being the number of merged segments to the power of 0.75, twice that below a floor. Of each
   * level one fewer than are merged may stay.
   */
  private static int segmentsThatMayStay(Measure measure, MemoryIndex index) throws IOException {
    boolean bySize = measure == Measure.SIZE;
    double largest = bySize ? index.bytes() : index.documents();
    double smallest = bySize ? MemoryIndex.MIN_SEGMENT_BYTES : 1;
    double floor =
        bySize
            ? LogByteSizeMergePolicy.DEFAULT_MIN_MERGE_MB * (1 << 20)
            : LogDocMergePolicy.DEFAULT_MIN_MERGE_DOCS;
    double above = levels(largest, floor, LogMergePolicy.LEVEL_LOG_SPAN);
    double below = levels(Math.min(floor, largest), smallest, 2 * LogMergePolicy.LEVEL_LOG_SPAN);
    return (NeighbourMergePolicy.MERGED_SEGMENTS - 1) * (int) (above + below);
  }

  private static double levels(double from, double to, double span) {
    double levels = Math.log(from / to) / Math.log(NeighbourMergePolicy.MERGED_SEGMENTS) / span;
    return Math.max(0, Math.ceil(levels));
  }

  @ParameterizedTest
  @EnumSource(names = {"SIZE", "COUNT"})
  void noSegmentBecomesLargerThanTheBound(Measure measure) throws IOException {
    long maxBytes = 20_000;
    Compaction compaction = new Compaction(measure, maxBytes);
    try (MemoryIndex index = MemoryIndex.of(MemoryIndex.roots(0, 500))) {
      String large = index.ids().get(0);
      List<SegmentCompaction.Merged> merged = new ArrayList<>();
      for (int update = 0; update < 60; update++) {
        merged.addAll(
            index.update(compaction, Set.of(), MemoryIndex.roots(500 + update, 501 + update)));
      }
      assertThat(merged, not(empty()));
      for (SegmentCompaction.Merged few : merged) {
        assertThat(few.from().size(), lessThan(NeighbourMergePolicy.MERGED_SEGMENTS));
      }
      assertThat(index.segments().get(0).sizeInBytes(), greaterThan(maxBytes));
      assertThat(index.ids().get(0), is(large));
      for (SegmentCommitInfo segment : index.segments().subList(1, index.segments().size())) {
        assertThat(segment.sizeInBytes(), lessThanOrEqualTo(maxBytes));
      }
      index.check();
    }
  }

  @Test
  void noneMergesNothingHoweverMuchIsDeleted() throws IOException {
    try (MemoryIndex index = MemoryIndex.of(MemoryIndex.roots(0, 10))) {
      for (int update = 0; update < 30; update++) {
        Set<String> next = MemoryIndex.roots(10 + update, 11 + update);
        assertThat(index.update(Compaction.NONE, Set.of(), next), empty());
      }
      assertThat(index.update(Compaction.NONE, MemoryIndex.roots(0, 9), Set.of()), empty());
      assertThat(index.segments(), hasSize(31));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SIZE", "COUNT"})
  void tenNeighboursThatAreAlikeBecomeOneAndAreNamed(Measure measure) throws IOException {
    Compaction compaction = new Compaction(measure, NO_BOUND);
    try (MemoryIndex index = MemoryIndex.of(MemoryIndex.roots(0, 2_000))) {
      for (int update = 0; update < 9; update++) {
        Set<String> next = MemoryIndex.roots(2_000 + update, 2_001 + update);
        assertThat(index.update(compaction, Set.of(), next), empty());
      }
      List<String> before = index.ids();
      List<SegmentCompaction.Merged> merged =
          index.update(compaction, Set.of(), MemoryIndex.roots(2_010, 2_011));
      assertThat(merged, hasSize(1));
      List<String> from = merged.get(0).from();
      assertThat(from.subList(0, 9), equalTo(before.subList(1, 10)));
      assertThat(from, hasSize(NeighbourMergePolicy.MERGED_SEGMENTS));
      assertThat(index.ids(), contains(before.get(0), merged.get(0).to()));
      index.check();
    }
  }

  @Test
  void segmentOfWhichMoreThanThirtyPercentAreDeletedIsWrittenAnew() throws IOException {
    Compaction compaction = new Compaction(Measure.SIZE, NO_BOUND);
    try (MemoryIndex index = MemoryIndex.of(MemoryIndex.roots(0, 100))) {
      String original = index.ids().get(0);
      assertThat(index.update(compaction, MemoryIndex.roots(0, 30), Set.of()), empty());
      assertThat(index.segments().get(0).getDelCount(), is(30 * MemoryIndex.FAMILY));

      List<SegmentCompaction.Merged> merged =
          index.update(compaction, MemoryIndex.roots(30, 31), Set.of());
      assertThat(merged, hasSize(1));
      assertThat(merged.get(0).from(), contains(original));
      assertThat(index.ids(), contains(merged.get(0).to()));
      assertThat(index.segments().get(0).info.maxDoc(), is(69 * MemoryIndex.FAMILY));
      assertThat(index.segments().get(0).getDelCount(), is(0));
    }
  }

  @Test
  void segmentThatStaysLargerThanTheBoundIsNotWrittenAnew() throws IOException {
    try (MemoryIndex index = MemoryIndex.of(MemoryIndex.roots(0, 100))) {
      Compaction compaction = new Compaction(Measure.COUNT, index.bytes() / 2);
      assertThat(index.update(compaction, MemoryIndex.roots(0, 40), Set.of()), empty());
      assertThat(index.update(compaction, MemoryIndex.roots(40, 60), Set.of()), hasSize(1));
    }
  }

  @Test
  void documentsOfARootStayTogetherInTheirOrderWhenSegmentsAreInterleaved() throws IOException {
    Compaction compaction = new Compaction(Measure.COUNT, NO_BOUND);
    try (MemoryIndex index = MemoryIndex.of(MemoryIndex.roots(0, 60))) {
      for (int update = 0; update < 20; update++) {
        Set<String> written = new TreeSet<>();
        for (int i = update % 3; i < 60; i += 7 + update % 5) {
          written.add(MemoryIndex.root(i));
        }
        index.update(compaction, written, written);
      }
      assertThat(index.segments().size(), is(lessThanOrEqualTo(10)));
      index.check();
      assertThat(index.roots(), equalTo(MemoryIndex.roots(0, 60)));
    }
  }

  @Test
  void mergeEndsWhenTheRunIsCancelledAndNothingIsPublished() throws IOException {
    Compaction compaction = new Compaction(Measure.COUNT, NO_BOUND);
    try (MemoryIndex index = MemoryIndex.of(MemoryIndex.roots(0, 50))) {
      List<String> before = index.ids();
      int asked = 0;
      boolean cancelled = true;
      for (; cancelled; asked++) {
        index.stopAfter(asked);
        try {
          assertThat(index.update(compaction, MemoryIndex.roots(0, 40), Set.of()), hasSize(1));
          cancelled = false;
        } catch (RunCancelledException e) {
          assertThat(index.ids(), equalTo(before));
        }
      }
      // Each file of the merged segment is a place to stop.
      assertThat(asked, is(greaterThan(5)));
      assertThat(index.roots(), equalTo(MemoryIndex.roots(40, 50)));
      assertThat(index.files(), equalTo(index.committedFiles()));
    }
  }

  @Test
  void mergeIsStoppedWithinAFileToo() throws IOException {
    Compaction compaction = new Compaction(Measure.COUNT, NO_BOUND);
    try (MemoryIndex index = MemoryIndex.ofLargeDocuments(MemoryIndex.roots(0, 20))) {
      AtomicInteger asked = new AtomicInteger();
      index.stopWhen(() -> asked.incrementAndGet() < 0);
      index.update(compaction, MemoryIndex.roots(0, 10), Set.of());
      int files = index.committedFiles().size();
      long mebibytes = index.bytes() >> 20;
      assertThat(mebibytes, is(greaterThan(5L)));
      assertThat(asked.get(), is(greaterThan(files + (int) mebibytes / 2)));
    }
  }
}
