package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.remote.MemoryFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteExtractionTest {
  @TempDir Path local;
  @TempDir Path temporary;

  private final MemoryFiles remote = new MemoryFiles();

  @AfterEach
  void nothingIsLeftOnThisMachine() throws IOException {
    try (var left = Files.list(temporary)) {
      assertThat(left.count(), equalTo(0L));
    }
  }

  @Test
  void smallFileIsExtractedAsHere() throws Exception {
    Path file = Files.writeString(remote.path("t/a.html"), "<title>T</title><p>a small file</p>");
    assertSameAsHere(file);
    long before = remote.store().calls();
    extract(file);
    // Looked at by this test, opened, and looked at again.
    assertThat(remote.store().calls() - before, equalTo(3L));
  }

  @Test
  void emptyFileIsExtractedAsHere() throws Exception {
    assertSameAsHere(Files.writeString(remote.path("t/empty.txt"), ""));
  }

  @Test
  void largeFileIsReadOnceAndExtractedAsHere() throws Exception {
    Path file = remote.path("t/large.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("note.txt"));
      zip.write("a note inside".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("noise"));
      byte[] noise = new byte[FileExtractor.IN_MEMORY_BYTES];
      new Random(1).nextBytes(noise);
      zip.write(noise);
    }
    assertSameAsHere(file);
    long before = remote.store().calls();
    assertThat(extract(file).items().get(0).content().text(), containsString("a note inside"));
    assertThat(remote.store().calls() - before, equalTo(3L));
  }

  @Test
  void largeTextIsExtractedAsHere() throws Exception {
    Path file = remote.path("t/large.txt");
    byte[] line = "some words and some more\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i <= FileExtractor.IN_MEMORY_BYTES / line.length; i++) {
        out.write(line);
      }
    }
    assertSameAsHere(file);
  }

  @Test
  void fileThatGrewBeyondMemoryIsCopied() throws Exception {
    Path file = Files.write(remote.path("t/g"), new byte[FileExtractor.IN_MEMORY_BYTES + 1]);
    FileEntry listed = new FileEntry(RelativePath.of("g"), 10, 1);
    ExtractedFile extracted = extractor().extract("s", listed, file);
    assertThat(
        extracted.digests().orElseThrow().size(), equalTo(FileExtractor.IN_MEMORY_BYTES + 1L));
  }

  @Test
  void knownLargeFileIsReadOnceAndNotParsed() throws Exception {
    Path file = Files.write(remote.path("t/k.bin"), new byte[FileExtractor.IN_MEMORY_BYTES + 1]);
    EarlierResults all =
        new EarlierResults() {
          @Override
          public boolean mayHave(long size) {
            return true;
          }

          @Override
          public Optional<Result> find(String source, FileEntry entry, Digests digests) {
            return Optional.of(new Result(42, "k.bin"));
          }
        };
    FileEntry entry = entry(file);
    long before = remote.store().calls();
    ExtractedFile extracted = new FileExtractor(config(), all).extract("s", entry, file);
    assertThat(extracted.earlier().getAsLong(), equalTo(42L));
    assertThat(remote.store().calls() - before, equalTo(2L));
  }

  @Test
  void fileThatIsWrittenAnewMeanwhileIsReadAgain() throws Exception {
    Path file = Files.writeString(remote.path("t/a.txt"), "first");
    FileEntry entry = entry(file);
    String[] next = {"second, and longer"};
    FileExtractor extractor =
        new FileExtractor(
            config(),
            ParserCatalog.shared(),
            path -> {
              if (next[0] != null) {
                Files.writeString(path, next[0]);
                next[0] = null;
              }
              return FileStamp.of(path);
            });
    ExtractedFile extracted = extractor.extract("s", entry, file);
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(extracted.content().text(), startsWith("second"));
  }

  @Test
  void fileThatIsGoneHasVanished() throws Exception {
    Path file = remote.file("t/a");
    FileEntry entry = entry(file);
    Files.delete(file);
    assertThat(extractor().extract("s", entry, file).outcome(), equalTo(Outcome.VANISHED));
  }

  @Test
  void fileThatCannotBeReadIsUnreadableWhereTheMachineAnswers() throws Exception {
    Path file = remote.file("t/a");
    FileEntry entry = entry(file);
    remote.store().failAt(1);
    assertThat(extractor().extract("s", entry, file).outcome(), equalTo(Outcome.UNREADABLE));
  }

  @Test
  void machineThatDoesNotAnswerIsNotTheFilesFault() throws Exception {
    Path file = remote.file("t/a");
    FileEntry entry = entry(file);
    remote.store().failFrom(1);
    UncheckedIOException thrown =
        assertThrows(UncheckedIOException.class, () -> extractor().extract("s", entry, file));
    assertThat(thrown.getMessage(), equalTo(file + " cannot be reached"));
  }

  @Test
  void copyThatCannotBeWrittenIsNotTheFilesFault() throws Exception {
    Path file = Files.write(remote.path("t/l"), new byte[FileExtractor.IN_MEMORY_BYTES + 1]);
    FileEntry entry = entry(file);
    FileExtractor extractor =
        new FileExtractor(
            ExtractorConfig.DEFAULT.withTemporaryDirectory(local.resolve("not there")));
    UncheckedIOException thrown =
        assertThrows(UncheckedIOException.class, () -> extractor.extract("s", entry, file));
    assertThat(thrown.getMessage(), startsWith("a temporary file cannot be written in "));
  }

  private void assertSameAsHere(Path file) throws IOException {
    MemoryFiles.copy(file.getParent(), local);
    ExtractedFile there = extract(file);
    ExtractedFile here = extract(local.resolve(file.getFileName().toString()));
    assertThat(there.entry(), equalTo(here.entry()));
    assertThat(there.digests(), equalTo(here.digests()));
    assertThat(there.contentType(), equalTo(here.contentType()));
    assertThat(there.outcome(), equalTo(here.outcome()));
    assertThat(there.cause(), equalTo(here.cause()));
    assertThat(there.content(), equalTo(here.content()));
  }

  private ExtractorConfig config() {
    return ExtractorConfig.DEFAULT.withTemporaryDirectory(temporary);
  }

  private FileExtractor extractor() {
    return new FileExtractor(config());
  }

  private ExtractedFile extract(Path file) throws IOException {
    return extractor().extract("s", entry(file), file);
  }

  private static FileEntry entry(Path file) throws IOException {
    FileStamp stamp = FileStamp.of(file);
    return new FileEntry(
        RelativePath.of(file.getFileName().toString()), stamp.size(), stamp.modifiedMillis());
  }
}
