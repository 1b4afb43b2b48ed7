package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.shardmill.file.discover.Census.Group;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CensusTest {
  @TempDir Path root;

  @Test
  void countsWhatDiscoveryWouldFind() throws Exception {
    Trees.files(root, "a.txt", "d/b.TXT", "c", "d/.hidden", "e.tar.gz", ".git/x", "no.");
    FileFilter filter = FileFilter.DEFAULT.withPrune(true);

    Census census = Census.take(List.of(Trees.tree(root)), filter, Optional.empty());

    assertThat(
        census,
        is(
            new Census(
                5,
                5 + 7 + 1 + 8 + 3,
                1,
                1,
                0,
                Map.of("txt", new Group(2, 12), "gz", new Group(1, 8), "", new Group(2, 4)),
                false)));
  }

  @Test
  void stopsWhenTimeRunsOut() throws Exception {
    for (int i = 0; i < 2000; i++) {
      Trees.file(root, "f" + i);
    }
    AtomicLong clock = new AtomicLong();
    Optional<Duration> limit = Optional.of(Duration.ofSeconds(3));

    Census census =
        Census.take(
            List.of(Trees.tree(root)),
            FileFilter.DEFAULT,
            limit,
            () -> clock.getAndAdd(1_000_000_000L));

    assertThat(census.partial(), is(true));
    assertThat(census.files(), is(lessThan(2000L)));
  }

  @Test
  void extensionsAreBounded() throws Exception {
    for (int i = 0; i < 1100; i++) {
      Trees.file(root, "f.x" + i);
    }
    Census census = Census.take(List.of(Trees.tree(root)), FileFilter.DEFAULT, Optional.empty());
    assertThat(census.byExtension().size(), is(1001));
    assertThat(census.byExtension().get(Census.OTHER).files(), is(100L));
  }

  @Test
  void longTailIsNoExtension() throws Exception {
    Trees.files(root, "a.this is a whole sentence");
    Census census = Census.take(List.of(Trees.tree(root)), FileFilter.DEFAULT, Optional.empty());
    assertThat(census.byExtension().keySet().iterator().next(), is(""));
  }
}
