package io.github.shardmill.pipeline.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileGroupingsTest {
  @ParameterizedTest
  @CsvSource({
    "notes:a.txt, 1, notes:",
    "notes:a/b.txt, 1, notes:a/",
    "notes:a/b/c/d.txt, 1, notes:a/",
    "notes:a/b/c/d.txt, 2, notes:a/b/",
    "notes:a/b/c/d.txt, 9, notes:a/b/c/",
    "notes:a.zip!/inner/x.txt, 2, notes:",
    "notes:a/b.zip!/inner/x.txt, 3, notes:a/",
    "notes:we:ird/x, 1, notes:we:ird/",
    "of-no-file, 1, ''",
  })
  void folderIsTheBeginningOfAnId(String id, int depth, String folder) {
    assertThat(FileGroupings.folder(id, depth), is(folder));
  }

  @Test
  void depthBelowOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> FileGroupings.ofDepth(0));
  }
}
