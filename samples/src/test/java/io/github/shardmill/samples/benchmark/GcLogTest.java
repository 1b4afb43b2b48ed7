package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcLogTest {
  @TempDir private Path directory;

  @Test
  void peakIsTheMostInUseBeforeACollectionOfAnyProcess() throws IOException {
    Files.writeString(
        directory.resolve("gc-1.log"),
        """
        [0.005s][info][gc] Using Parallel
        [0.410s][info][gc] GC(0) Pause Young (Allocation Failure) 64M->12M(245M) 5.255ms
        [0.912s][info][gc] GC(1) Pause Full (Ergonomics) 812M->300M(981M) 41.100ms
        """);
    Files.writeString(
        directory.resolve("gc-2.log"),
        "[0.1s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 900K->12K(2M) 1.0ms\n");
    Files.writeString(directory.resolve("other.log"), "GC(0) Pause 9G->1G(9G)\n");

    assertThat(GcLog.heap(directory), equalTo(new GcLog.Heap(812L << 20, 300L << 20)));
    assertThat(GcLog.heap(directory, "2"), equalTo(new GcLog.Heap(900L << 10, 12L << 10)));
  }

  @Test
  void withoutACollectionThePeakIsUnknown() throws IOException {
    assertThat(GcLog.heap(directory), equalTo(new GcLog.Heap(0, 0)));
  }
}
