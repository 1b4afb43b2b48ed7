package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.RelativePath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileExtractorTest {
  private static final Digests ABC =
      new Digests(
          "900150983cd24fb0d6963f7d28e17f72",
          "a9993e364706816aba3e25717850c26c9cd0d89d",
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
          3);
  private static final Digests NOTHING =
      new Digests(
          "d41d8cd98f00b204e9800998ecf8427e",
          "da39a3ee5e6b4b0d3255bfef95601890afd80709",
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          0);

  @TempDir Path root;
  @TempDir Path temporary;

  @Test
  void fileGivesAllThatIsKnownOfIt() throws IOException {
    Path file = write("abc.txt", "abc");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_123L));
    FileEntry entry = entry(file);
    ExtractedFile extracted = extractor().extract("notes", entry, file);
    assertThat(extracted.source(), equalTo("notes"));
    assertThat(extracted.entry(), equalTo(entry));
    assertThat(extracted.modifiedMillis(), equalTo(1_700_000_000_123L));
    assertThat(extracted.digests(), equalTo(Optional.of(ABC)));
    assertThat(extracted.contentType(), equalTo("text/plain"));
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(extracted.cause(), equalTo(""));
    assertThat(extracted.extractor(), equalTo("tika-3.3.1;rules=6"));
    assertThat(extracted.content().text().strip(), equalTo("abc"));
  }

  @Test
  void emptyFileIsComplete() throws IOException {
    ExtractedFile extracted = extract(write("empty.txt", ""));
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(extracted.digests(), equalTo(Optional.of(NOTHING)));
    assertThat(extracted.contentType(), equalTo("text/plain"));
    assertThat(extracted.content(), equalTo(Content.EMPTY));
    assertThat(extract(write("empty", "")).contentType(), equalTo("application/octet-stream"));
  }

  @Test
  void fileThatIsGoneVanished() throws IOException {
    Path file = write("a.txt", "abc");
    FileEntry entry = entry(file);
    Files.delete(file);
    ExtractedFile extracted = extractor().extract("s", entry, file);
    assertThat(extracted.outcome(), equalTo(Outcome.VANISHED));
    assertThat(extracted.modifiedMillis(), equalTo(entry.modifiedMillis()));
    assertThat(extracted.digests(), equalTo(Optional.empty()));
    assertThat(extracted.contentType(), equalTo("application/octet-stream"));
  }

  @Test
  void fileThatCannotBeReadIsUnreadable() throws IOException {
    Path directory = Files.createDirectory(root.resolve("d.txt"));
    ExtractedFile small =
        extractor().extract("s", new FileEntry(RelativePath.of("d.txt"), 3, 0), directory);
    assertThat(small.outcome(), equalTo(Outcome.UNREADABLE));
    assertThat(small.cause(), equalTo("IOException: Is a directory"));
    FileEntry large = new FileEntry(RelativePath.of("d.txt"), 100L << 20, 0);
    assertThat(extractor().extract("s", large, directory).outcome(), equalTo(Outcome.UNREADABLE));
  }

  @Test
  void fileThatChangedAfterTheListingIsReadAsItIsNow() throws IOException {
    Path file = write("a.txt", "abcdef");
    FileEntry listed = new FileEntry(RelativePath.of("a.txt"), 2, 1);
    ExtractedFile extracted = extractor().extract("s", listed, file);
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(extracted.content().text().strip(), equalTo("abcdef"));
    assertThat(extracted.digests().orElseThrow().size(), equalTo(6L));
    assertThat(extracted.entry(), equalTo(listed));
    assertThat(extracted.modifiedMillis(), equalTo(Files.getLastModifiedTime(file).toMillis()));
  }

  @Test
  void fileThatChangesOnceWhileItIsReadIsReadAgain() throws IOException {
    Path file = write("a.txt", "abc");
    ExtractedFile extracted = extractorWhileWriting("abcdef").extract("s", entry(file), file);
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(extracted.content().text().strip(), equalTo("abcdef"));
    assertThat(extracted.digests().orElseThrow().size(), equalTo(6L));
  }

  @Test
  void fileThatChangesTwiceKeepsTheSecondReading() throws IOException {
    Path file = write("a.txt", "abc");
    ExtractedFile extracted =
        extractorWhileWriting("abcdef", "abcdefghi").extract("s", entry(file), file);
    assertThat(extracted.outcome(), equalTo(Outcome.CHANGED));
    assertThat(extracted.cause(), equalTo("changed while it was read, twice"));
    assertThat(extracted.content().text().strip(), equalTo("abcdef"));
    assertThat(extracted.digests().orElseThrow().size(), equalTo(6L));
  }

  @Test
  void fileDeletedRightAfterReadingIsComplete() throws IOException {
    Path file = write("abc.txt", "abc");
    FileEntry entry = entry(file);
    FileExtractor extractor =
        new FileExtractor(
            config(),
            ParserCatalog.shared(),
            path -> {
              Files.deleteIfExists(path);
              return FileStamp.of(path);
            });
    ExtractedFile extracted = extractor.extract("s", entry, file);
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(extracted.digests(), equalTo(Optional.of(ABC)));
  }

  @Test
  void textIsCutExactlyAtTheLimit() throws IOException {
    Path file = write("a.txt", "12345");
    assertThat(extract(file, 5).outcome(), equalTo(Outcome.OK));
    ExtractedFile cut = extract(file, 4);
    assertThat(cut.outcome(), equalTo(Outcome.TRUNCATED));
    assertThat(cut.cause(), equalTo("the text is longer than 4 characters"));
    assertThat(cut.content().text(), equalTo("1234"));
    assertThat(cut.extractor(), equalTo("tika-3.3.1;rules=6;text=4"));
    assertThat(cut.digests().orElseThrow().size(), equalTo(5L));
    assertThat(extract(write("b.txt", "123\uD83D\uDE00"), 4).content().text(), equalTo("123"));
  }

  @Test
  void hugeLineIsKeptWhole() throws IOException {
    String line = "word ".repeat(1_000_000);
    ExtractedFile extracted = extract(write("line.txt", line));
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(extracted.content().text().strip(), equalTo(line.strip()));
  }

  @Test
  void largeFileStreamsWithTheSameResults() throws IOException {
    byte[] line = "abcdefghijklmnopqrstuvwxyz 0123456789\n".getBytes(StandardCharsets.US_ASCII);
    Path file = root.resolve("large.txt");
    FileDigester digester = new FileDigester();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written <= FileExtractor.IN_MEMORY_BYTES; written += line.length) {
        out.write(line);
        digester.add(line, 0, line.length);
      }
    }
    ExtractedFile extracted = extract(file);
    assertThat(extracted.outcome(), equalTo(Outcome.TRUNCATED));
    assertThat(extracted.contentType(), equalTo("text/plain"));
    assertThat(extracted.content().text().length(), equalTo(10_000_000));
    assertThat(extracted.digests(), equalTo(Optional.of(digester.finish())));
  }

  @Test
  void largeArchiveIsSpooledAndCleanedUp() throws IOException {
    Path file = root.resolve("large.zip");
    byte[] noise = new byte[FileExtractor.IN_MEMORY_BYTES];
    new java.util.Random(7).nextBytes(noise);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("noise.bin"));
      zip.write(noise);
      zip.putNextEntry(new ZipEntry("note.txt"));
      zip.write("grain".getBytes(StandardCharsets.US_ASCII));
    }
    ExtractedFile extracted = extract(file);
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(extracted.contentType(), equalTo("application/zip"));
    assertThat(extracted.items().get(1).content().text(), containsString("grain"));
    assertThat(extracted.digests().orElseThrow().size(), equalTo(Files.size(file)));
    try (var left = Files.list(temporary)) {
      assertThat(left.count(), equalTo(0L));
    }
  }

  @Test
  void fileThatGrewBeyondMemoryIsStreamed() throws IOException {
    Path file = root.resolve("grown.txt");
    Files.write(file, new byte[FileExtractor.IN_MEMORY_BYTES + 1]);
    FileEntry listed = new FileEntry(RelativePath.of("grown.txt"), 10, 1);
    ExtractedFile extracted = extractor().extract("s", listed, file);
    assertThat(
        extracted.digests().orElseThrow().size(), equalTo(FileExtractor.IN_MEMORY_BYTES + 1L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "overflow | CRASHED | StackOverflowError",
        "exhaust  | CRASHED | OutOfMemoryError: Java heap space",
        "link     | CRASHED | NoClassDefFoundError: com/example/Missing",
        "confuse  | CORRUPT | IllegalStateException: unexpected record length 7",
        "garble   | CORRUPT | IOException: bad block in (path)",
        "nest     | CORRUPT | SAXException: unbalanced",
      })
  void failureOfTheParserIsAnOutcome(String order, Outcome outcome, String cause)
      throws IOException {
    Path file = write("a.py", order);
    ExtractedFile extracted =
        new FileExtractor(config(), new HostileParser().catalog(), FileStamp::of)
            .extract("s", entry(file), file);
    assertThat(extracted.outcome(), equalTo(outcome));
    assertThat(extracted.cause(), equalTo(cause));
    assertThat(extracted.content(), equalTo(Content.EMPTY));
    assertThat(extracted.contentType(), equalTo("text/x-python"));
    assertThat(extracted.digests().orElseThrow().size(), equalTo((long) order.length()));
  }

  @Test
  void fullDiskIsNotTheFilesFault() throws IOException {
    Path file = write("a.py", "fill");
    FileExtractor extractor =
        new FileExtractor(config(), new HostileParser().catalog(), FileStamp::of);
    FileEntry entry = entry(file);
    UncheckedIOException thrown =
        assertThrows(UncheckedIOException.class, () -> extractor.extract("s", entry, file));
    assertThat(thrown.getMessage(), startsWith("no room for temporary files"));
  }

  @Test
  void nameThatIsNotUtf8IsNoObstacle() throws IOException {
    Path file = write("abc.txt", "abc");
    FileEntry entry =
        new FileEntry(
            RelativePath.ofBytes(new byte[] {'d', '/', (byte) 0xff, '.', 't', 'x', 't'}),
            3,
            Files.getLastModifiedTime(file).toMillis());
    assertThat(extractor().extract("s", entry, file).outcome(), equalTo(Outcome.OK));
  }

  private ExtractorConfig config() {
    return ExtractorConfig.DEFAULT.withTemporaryDirectory(temporary);
  }

  private FileExtractor extractor() {
    return new FileExtractor(config());
  }

  /** An extractor whose file is written to, once more each time that it was read. */
  private FileExtractor extractorWhileWriting(String... contents) {
    int[] next = {0};
    return new FileExtractor(
        config(),
        ParserCatalog.shared(),
        path -> {
          if (next[0] < contents.length) {
            Files.writeString(path, contents[next[0]++]);
          }
          return FileStamp.of(path);
        });
  }

  private ExtractedFile extract(Path file) throws IOException {
    return extractor().extract("s", entry(file), file);
  }

  private ExtractedFile extract(Path file, int maxTextCharacters) throws IOException {
    ExtractionLimits limits = ExtractionLimits.DEFAULT.withMaxTextCharacters(maxTextCharacters);
    return new FileExtractor(config().withLimits(limits)).extract("s", entry(file), file);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(root.resolve(name), content);
  }

  private static FileEntry entry(Path file) throws IOException {
    FileStamp stamp = FileStamp.of(file);
    return new FileEntry(
        RelativePath.of(file.getFileName().toString()), stamp.size(), stamp.modifiedMillis());
  }
}
