package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.discover.SourcePaths;
import io.github.shardmill.remote.MemoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {
  private static final int FILES = 3 * ReadAhead.FILES;

  private final MemoryFiles remote = new MemoryFiles();
  private final List<ExtractedFile> results = new ArrayList<>();

  private FileBatch batch(int files) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      entries.add(entry(remote.file("t/" + i + ".txt")));
    }
    return new FileBatch(new Source("s", remote.path("t").toUri().toString()), entries);
  }

  private static FileEntry entry(Path file) throws IOException {
    FileStamp stamp = FileStamp.of(file);
    return new FileEntry(
        RelativePath.of(file.getFileName().toString()), stamp.size(), stamp.modifiedMillis());
  }

  private void extract(FileBatch batch) throws InterruptedException {
    new ExtractionLane(ExtractorConfig.DEFAULT).extract(batch, SourcePaths::resolve, results::add);
  }

  @Test
  void everyFileIsReadOnceAndInOrder() throws Exception {
    FileBatch batch = batch(FILES);
    long before = remote.store().calls();
    extract(batch);
    assertThat(remote.store().calls() - before, equalTo(2L * FILES));
    assertThat(results.stream().map(ExtractedFile::entry).toList(), equalTo(batch.files()));
    for (ExtractedFile file : results) {
      assertThat(file.outcome(), equalTo(Outcome.OK));
      assertThat(file.content().text().strip(), equalTo("t/" + file.entry().path().display()));
    }
  }

  @Test
  void someAreReadAtTheSameTimeAndNoMoreThanThat() throws Exception {
    FileBatch batch = batch(FILES);
    CountDownLatch together = new CountDownLatch(ReadAhead.FILES);
    Set<Path> begun = ConcurrentHashMap.newKeySet();
    try (ReadAhead ahead =
        new ReadAhead(
            batch,
            SourcePaths::resolve,
            path -> {
              begun.add(path);
              together.countDown();
              await(together);
              return FileStamp.of(path);
            },
            0)) {
      assertThat(ahead.take(0).isPresent(), equalTo(true));
      assertThat(begun.size(), lessThanOrEqualTo(ReadAhead.FILES));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS), equalTo(true));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void filesThatAreHereOrAloneOrLargeAreNotReadAhead(@TempDir Path local) throws Exception {
    assertThat(take(batch(1)), equalTo(false));
    List<FileEntry> here =
        List.of(
            entry(Files.writeString(local.resolve("a"), "a")),
            entry(Files.writeString(local.resolve("b"), "b")));
    assertThat(
        take(new FileBatch(new Source("s", local.toUri().toString()), here)), equalTo(false));
    FileBatch two = batch(2);
    FileEntry large =
        new FileEntry(two.files().get(0).path(), FileExtractor.IN_MEMORY_BYTES + 1L, 0);
    assertThat(
        take(new FileBatch(two.source(), List.of(large, two.files().get(1)))), equalTo(false));
    assertThat(take(two), equalTo(true));
  }

  private static boolean take(FileBatch batch) throws IOException {
    try (ReadAhead ahead = new ReadAhead(batch, SourcePaths::resolve, FileStamp::of, 0)) {
      return ahead.take(0).isPresent();
    }
  }

  @Test
  void fileThatIsGoneOrAnotherByThenIsFoundOut() throws Exception {
    FileBatch batch = batch(5);
    Files.delete(remote.path("t/1.txt"));
    Files.writeString(remote.path("t/2.txt"), "another, and longer");
    Files.write(remote.path("t/3.txt"), new byte[FileExtractor.IN_MEMORY_BYTES + 1]);
    extract(batch);
    assertThat(results.get(0).outcome(), equalTo(Outcome.OK));
    assertThat(results.get(1).outcome(), equalTo(Outcome.VANISHED));
    assertThat(results.get(2).outcome(), equalTo(Outcome.OK));
    assertThat(results.get(2).content().text(), startsWith("another"));
    assertThat(
        results.get(3).digests().orElseThrow().size(), equalTo(FileExtractor.IN_MEMORY_BYTES + 1L));
    assertThat(results.get(4).outcome(), equalTo(Outcome.OK));
  }

  @Test
  void machineThatFallsSilentEndsTheBatch() throws Exception {
    FileBatch batch = batch(FILES);
    remote.store().failFrom(5);
    UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> extract(batch));
    assertThat(thrown.getMessage(), startsWith(remote.location()));
  }
}
