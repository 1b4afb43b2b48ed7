package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedPart;
import io.github.shardmill.file.ExtractorVersion;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.tika.io.TikaInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns one file after another into digests, text and metadata.
 *
 * <p>A file is opened once and read once, from the first byte to the last; its digests are of the
 * bytes as they were read, also when the parser fails. Size and time are looked at again
 * afterwards: where they are not the listed ones the file is read once more, and where they moved
 * again it ends as CHANGED. A bad file is an outcome and never an exception. Text is kept only with
 * the outcomes OK, TRUNCATED and CHANGED, with CORRUPT and ENCRYPTED where a container could be
 * read in part, and with TIMED_OUT and CRASHED where a child process ended so and the bytes look
 * like text.
 *
 * <p>One per thread. Not safe for use by many threads. There is no limit of time here; see {@link
 * ExtractionLane}.
 */
public final class FileExtractor implements AutoCloseable {
  /**
   * Files up to this size are parsed from memory; larger ones stream through the parser, or are
   * copied to a local disk first if they are on another machine.
   */
  static final int IN_MEMORY_BYTES = 16 << 20;

  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  private final ExtractorVersion version;
  private final DocumentParser parser;
  private final DocumentParsing parsing;
  private final EarlierResults earlier;
  private final FileStamp.Clerk clerk;
  private final Path temporaryDirectory;
  private final FileDigester digester = new FileDigester();

  /** Creates an extractor; the first in a process loads the parsers, which takes about a second. */
  public FileExtractor(ExtractorConfig config) {
    this(config, EarlierResults.NONE);
  }

  /** Creates an extractor that parses nothing whose result is known. */
  public FileExtractor(ExtractorConfig config, EarlierResults earlier) {
    this(config, ParserCatalog.shared(config.ocr()), FileStamp::of, earlier);
  }

  FileExtractor(ExtractorConfig config, ParserCatalog catalog, FileStamp.Clerk clerk) {
    this(config, catalog, clerk, EarlierResults.NONE);
  }

  private FileExtractor(
      ExtractorConfig config,
      ParserCatalog catalog,
      FileStamp.Clerk clerk,
      EarlierResults earlier) {
    this.version = config.version();
    this.temporaryDirectory =
        Path.of(
            config.temporaryDirectory().isEmpty()
                ? System.getProperty("java.io.tmpdir")
                : config.temporaryDirectory());
    this.earlier = earlier;
    this.parser = new DocumentParser(catalog, config);
    this.parsing = new DocumentParsing(config, parser, temporaryDirectory);
    this.clerk = clerk;
  }

  /**
   * Extracts a file.
   *
   * @param source name of the file's source
   * @param entry the file as listed
   * @param path where it is
   * @throws UncheckedIOException if it is not the file's fault: a temporary file cannot be written,
   *     as for want of room, or the machine that has the file does not answer
   * @throws UnsupportedOperationException if the file has more items than are held in memory; a
   *     lane hands them over in parts
   */
  public ExtractedFile extract(String source, FileEntry entry, Path path) {
    return extract(begin(source, entry), path, Optional::empty);
  }

  /** Returns what reads files of a batch ahead, from one on, for this extractor. */
  ReadAhead readAhead(FileBatch batch, FileLocator locator, int first) {
    return new ReadAhead(batch, locator, clerk, first);
  }

  /** Gives what was read of a file ahead, if anything was. */
  @FunctionalInterface
  interface Ahead {
    /** Waits for it. */
    Optional<ReadAhead.Content> take() throws IOException;
  }

  /** Returns a file to extract, of which nothing is known yet, and which has no parts. */
  FileInFlight begin(String source, FileEntry entry) {
    return begin(
        source,
        entry,
        part -> {
          throw ExtractionResults.refusal(part);
        });
  }

  /** Returns a file to extract, of which nothing is known yet, and whose parts go there. */
  FileInFlight begin(String source, FileEntry entry, Consumer<ExtractedPart> parts) {
    return new FileInFlight(source, entry, version, parts);
  }

  /** Extracts a file that was begun, and perhaps read. */
  ExtractedFile extract(FileInFlight file, Path path, Ahead ahead) {
    if (POINTS.isTraceEnabled()) {
      POINTS.trace("extract.file");
    }
    try {
      return readAndParse(file, path, ahead);
    } catch (NoSuchFileException gone) {
      return file.failed(Outcome.VANISHED, "not there any more when it was opened");
    } catch (IOException unreadable) {
      requireAnswers(path, unreadable);
      return file.failed(Outcome.UNREADABLE, FailureCause.describe(unreadable));
    } catch (OutOfMemoryError tooLarge) {
      // Not even its bytes fit; the next file may.
      return file.failed(Outcome.CRASHED, FailureCause.describe(tooLarge));
    }
  }

  /** Where a machine says nothing about any file, nothing is wrong with this one. */
  private static void requireAnswers(Path path, IOException unreadable) {
    if (!Locations.isRemote(path)) {
      return;
    }
    try {
      Files.readAttributes(path.getParent(), BasicFileAttributes.class);
    } catch (FileSystemException answered) {
      // It knows the place, or knows that there is none.
    } catch (IOException silent) {
      unreadable.addSuppressed(silent);
      throw new UncheckedIOException(path + " cannot be reached", unreadable);
    }
  }

  private ExtractedFile readAndParse(FileInFlight file, Path path, Ahead ahead) throws IOException {
    FileEntry entry = file.entry();
    FileStamp expected = new FileStamp(entry.size(), entry.modifiedMillis());
    boolean isLarge = expected.size() > IN_MEMORY_BYTES;
    if (isLarge && !Locations.isRemote(path) && earlier.mayHave(expected.size())) {
      OptionalLong known = knownLarge(file, path, expected);
      if (known.isPresent()) {
        return file.reused(known.getAsLong());
      }
    }
    for (boolean again = false; ; again = true) {
      Optional<ReadAhead.Content> content = again ? Optional.empty() : ahead.take();
      try (FileReading reading =
          content.isPresent() ? taken(content.get()) : read(file, path, expected.size())) {
        Digests digests = digester.finish();
        FileStamp found =
            content.isPresent()
                ? content.get().stamp().orElse(expected)
                : stampAfterReading(path, expected);
        boolean steady = found.equals(expected) && digests.size() == found.size();
        if (steady || again) {
          file.read(digests, found.modifiedMillis());
          return steady ? steady(file, reading, digests) : changed(file, reading);
        }
        expected = found;
      }
    }
  }

  /** Digests what was read ahead. */
  private FileReading taken(ReadAhead.Content content) {
    digester.reset();
    digester.add(content.bytes(), 0, content.bytes().length);
    return FileReading.inMemory(content.bytes());
  }

  /** Reads a file once, digesting it. */
  private FileReading read(FileInFlight file, Path path, long size) throws IOException {
    digester.reset();
    if (size <= IN_MEMORY_BYTES) {
      byte[] bytes;
      try (InputStream in = Files.newInputStream(path)) {
        bytes = WholeFile.read(in, size, IN_MEMORY_BYTES, digester::add);
      }
      if (bytes != null) {
        return FileReading.inMemory(bytes);
      }
      digester.reset();
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Locations.isRemote(path)
          ? FileReading.copied(LocalCopy.of(in, digester, temporaryDirectory))
          : FileReading.parsedMeanwhile(parseWhileReading(file, path, in, size));
    }
  }

  private ExtractedFile steady(FileInFlight file, FileReading reading, Digests digests)
      throws IOException {
    if (reading.hasBytes()) {
      OptionalLong known = known(file, digests, reading::open);
      if (known.isPresent()) {
        return file.reused(known.getAsLong());
      }
    }
    return file.ended(reading.parse(parsing, nameOf(file), file));
  }

  private ExtractedFile changed(FileInFlight file, FileReading reading) throws IOException {
    ParsedFile second = reading.parse(parsing, nameOf(file), file);
    Parsed parsed = second.parsed();
    String why =
        parsed.cause().isEmpty()
            ? ""
            : "; second reading: " + parsed.outcome() + ", " + parsed.cause();
    Parsed changed =
        new Parsed(Outcome.CHANGED, "changed while it was read, twice" + why, parsed.content());
    return file.ended(second.with(changed));
  }

  private static String nameOf(FileInFlight file) {
    return file.entry().path().name().display();
  }

  /** Looks for a large file by its digests alone, since it would be parsed while it is read. */
  private OptionalLong knownLarge(FileInFlight file, Path path, FileStamp expected)
      throws IOException {
    Digests digests = FileDigester.digest(path);
    FileStamp found = stampAfterReading(path, expected);
    if (!found.equals(expected) || digests.size() != found.size()) {
      return OptionalLong.empty();
    }
    OptionalLong known = known(file, digests, () -> TikaInputStream.get(path));
    if (known.isPresent()) {
      file.read(digests, found.modifiedMillis());
    }
    return known;
  }

  /**
   * Returns an earlier result for these bytes that a parser would give again. The name has a say in
   * what a file is taken for, so a result of another name counts only if both names give one type;
   * an empty file has nothing but its name.
   */
  private OptionalLong known(FileInFlight file, Digests digests, DocumentParser.Opening bytes)
      throws IOException {
    Optional<EarlierResults.Result> result = earlier.find(file.source(), file.entry(), digests);
    if (result.isEmpty()) {
      return OptionalLong.empty();
    }
    String name = nameOf(file);
    String earlierName = result.get().name();
    boolean sameType =
        name.equals(earlierName)
            || (digests.size() > 0
                && parser
                    .detectedType(bytes, name)
                    .equals(parser.detectedType(bytes, earlierName)));
    return sameType ? OptionalLong.of(result.get().handle()) : OptionalLong.empty();
  }

  /** A file that is gone after all of it was read has not changed. */
  private FileStamp stampAfterReading(Path path, FileStamp expected) throws IOException {
    try {
      return clerk.stamp(path);
    } catch (NoSuchFileException goneNow) {
      return expected;
    }
  }

  private ParsedFile parseWhileReading(FileInFlight file, Path path, InputStream in, long size)
      throws IOException {
    DigestingInputStream digesting = new DigestingInputStream(in, digester);
    ParsedFile parsed = parsing.parse(new ReadMeanwhile(path, digesting, size), nameOf(file), file);
    digesting.drain();
    return parsed;
  }

  /**
   * Ends what runs for this extractor outside of this process; nothing can be extracted any more.
   * Any thread may call this.
   */
  @Override
  public void close() {
    parsing.close();
  }
}
