package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPackerTest {
  private static final BatchLimits LIMITS = new BatchLimits(3, 100, 50);

  @Test
  void batchHoldsAtMostSoManyFiles() {
    assertThat(
        pack(1, 1, 1, 1, 1, 1, 1), contains(List.of(1L, 1L, 1L), List.of(1L, 1L, 1L), List.of(1L)));
  }

  @Test
  void batchHoldsAtMostSoManyBytes() {
    assertThat(pack(50, 50, 50, 51), contains(List.of(50L, 50L), List.of(50L), List.of(51L)));
  }

  @Test
  void largeFileTravelsAlone() {
    assertThat(
        pack(1, 51, 1, 1000, 999, 2),
        contains(
            List.of(1L), List.of(51L), List.of(1L), List.of(1000L), List.of(999L), List.of(2L)));
  }

  @Test
  void emptyFilesAreCountedToo() {
    assertThat(pack(0, 0, 0, 0), contains(List.of(0L, 0L, 0L), List.of(0L)));
  }

  @Test
  void limitsMustBePositive() {
    assertThrows(IllegalArgumentException.class, () -> new BatchLimits(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new BatchLimits(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new BatchLimits(1, 1, 0));
    assertThat(LIMITS.withMaxFiles(7), is(new BatchLimits(7, 100, 50)));
  }

  private static List<List<Long>> pack(long... sizes) {
    BatchPacker packer = new BatchPacker(new Source("s", "file:///"), LIMITS);
    List<List<Long>> batches = new ArrayList<>();
    for (long size : sizes) {
      FileEntry file = new FileEntry(RelativePath.of("f"), size, 0);
      if (!packer.accepts(file)) {
        packer.take().map(BatchPackerTest::sizes).ifPresent(batches::add);
      }
      packer.add(file);
    }
    packer.take().map(BatchPackerTest::sizes).ifPresent(batches::add);
    return batches;
  }

  private static List<Long> sizes(FileBatch batch) {
    return batch.files().stream().map(FileEntry::size).toList();
  }
}
