package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayWithSize;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.discover.DirectoryScan.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that jumps at each look takes the place of a slow file system. */
class DirectoryScanTest {
  private static final Pace PACE = new Pace(50_000, 4, 3);
  private static final int FILES = 100;

  @TempDir Path root;

  private final AtomicLong clockNanos = new AtomicLong();
  private final AtomicLong pauseNanos = new AtomicLong();

  @BeforeEach
  void plantFiles() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Trees.file(root, "f" + i);
    }
  }

  @Test
  void fastFileSystemIsNotReadAhead() throws Exception {
    try (DirectoryScan scan = scan(FILES * 4_000L)) {
      scanOften(scan, 50);
      assertThat(scan.directoriesAhead(), is(0));
    }
  }

  @Test
  void slowFileSystemOfSmallDirectoriesIsReadAhead() throws Exception {
    try (DirectoryScan scan = scan(FILES * 300_000L)) {
      scanOften(scan, 5);
      assertThat("too early to tell", scan.directoriesAhead(), is(0));
      scanOften(scan, 6);
      assertThat(scan.directoriesAhead(), is(PACE.directoriesAhead()));
      scanOften(scan, 1);
    }
  }

  @Test
  void onePauseDoesNotMakeAFileSystemSlow() throws Exception {
    try (DirectoryScan scan = scan(FILES * 4_000L)) {
      scanOften(scan, 3);
      pauseNanos.set(40_000_000L);
      scanOften(scan, 50);
      assertThat(scan.directoriesAhead(), is(0));
    }
  }

  private DirectoryScan scan(long nanosPerLook) throws IOException {
    NotingLister lister =
        new NotingLister(root) {
          @Override
          public void list(Path directory, Consumer<Path> entries) throws IOException {
            clockNanos.addAndGet(pauseNanos.getAndSet(0));
            super.list(directory, entries);
          }
        };
    return new DirectoryScan(lister, PACE, () -> clockNanos.addAndGet(nanosPerLook));
  }

  private void scanOften(DirectoryScan scan, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      assertThat(scan.scan(root), is(arrayWithSize(FILES)));
    }
  }
}
