package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractorVersion;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.tika.io.TikaInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns one file after another into digests, text and metadata.
 *
 * <p>A file is opened once and read once; its digests are of the bytes as they were read, also when
 * the parser fails. Size and time are looked at again afterwards: where they are not the listed
 * ones the file is read once more, and where they moved again it ends as CHANGED. A bad file is an
 * outcome and never an exception. Text is kept only with the outcomes OK, TRUNCATED and CHANGED.
 *
 * <p>One per thread. Not safe for use by many threads. There is no limit of time here; see {@link
 * ExtractionLane}.
 */
public final class FileExtractor {
  /** Files up to this size are parsed from memory; larger ones stream through the parser. */
  static final int IN_MEMORY_BYTES = 16 << 20;

  private static final int CHUNK_BYTES = 1 << 16;
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  private final ExtractorVersion version;
  private final DocumentParser parser;
  private final EarlierResults earlier;
  private final FileStamp.Clerk clerk;
  private final FileDigester digester = new FileDigester();

  /** Creates an extractor; the first in a process loads the parsers, which takes about a second. */
  public FileExtractor(ExtractorConfig config) {
    this(config, EarlierResults.NONE);
  }

  /** Creates an extractor that parses nothing whose result is known. */
  public FileExtractor(ExtractorConfig config, EarlierResults earlier) {
    this(config, ParserCatalog.shared(), FileStamp::of, earlier);
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
    this.earlier = earlier;
    this.parser = new DocumentParser(catalog, config);
    this.clerk = clerk;
  }

  /**
   * Extracts a file.
   *
   * @param source name of the file's source
   * @param entry the file as listed
   * @param path where it is
   * @throws UncheckedIOException if the file system has no room for a temporary file, which is not
   *     the file's fault
   */
  public ExtractedFile extract(String source, FileEntry entry, Path path) {
    return extract(begin(source, entry), path);
  }

  /** Returns a file to extract, of which nothing is known yet. */
  FileInFlight begin(String source, FileEntry entry) {
    return new FileInFlight(source, entry, version);
  }

  /** Extracts a file that was begun. */
  ExtractedFile extract(FileInFlight file, Path path) {
    if (POINTS.isTraceEnabled()) {
      POINTS.trace("extract.file");
    }
    try {
      return readAndParse(file, file.entry(), path);
    } catch (NoSuchFileException gone) {
      return file.failed(Outcome.VANISHED, "not there any more when it was opened");
    } catch (IOException unreadable) {
      return file.failed(Outcome.UNREADABLE, FailureCause.describe(unreadable));
    } catch (OutOfMemoryError tooLarge) {
      // Not even its bytes fit; the next file may.
      return file.failed(Outcome.CRASHED, FailureCause.describe(tooLarge));
    }
  }

  private ExtractedFile readAndParse(FileInFlight file, FileEntry entry, Path path)
      throws IOException {
    String name = entry.path().name().display();
    FileStamp expected = new FileStamp(entry.size(), entry.modifiedMillis());
    if (expected.size() > IN_MEMORY_BYTES && earlier.mayHave(expected.size())) {
      OptionalLong known = knownLarge(file, path, expected);
      if (known.isPresent()) {
        return file.reused(known.getAsLong());
      }
    }
    for (boolean again = false; ; again = true) {
      byte[] bytes = expected.size() <= IN_MEMORY_BYTES ? readAll(path, expected.size()) : null;
      Parsed parsed = bytes == null ? parseWhileReading(file, path, expected.size(), name) : null;
      Digests digests = digester.finish();
      FileStamp found = stampAfterReading(path, expected);
      boolean steady = found.equals(expected) && digests.size() == found.size();
      if (steady || again) {
        file.read(digests, found.modifiedMillis());
        if (steady && parsed == null) {
          OptionalLong known = known(file, digests, () -> TikaInputStream.get(bytes));
          if (known.isPresent()) {
            return file.reused(known.getAsLong());
          }
        }
        Parsed result = parsed == null ? parseFromMemory(file, bytes, name) : parsed;
        return steady ? ended(file, result) : changed(file, result);
      }
      expected = found;
    }
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
    String name = file.entry().path().name().display();
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

  private Parsed parseFromMemory(FileInFlight file, byte[] bytes, String name) {
    if (bytes.length == 0) {
      return parser.parseEmpty(name, file);
    }
    return parser.parse(new ByteArrayInputStream(bytes), bytes.length, name, file);
  }

  private Parsed parseWhileReading(FileInFlight file, Path path, long size, String name)
      throws IOException {
    digester.reset();
    try (InputStream in = Files.newInputStream(path)) {
      DigestingInputStream digesting = new DigestingInputStream(in, digester);
      Parsed parsed =
          parser.parse(new BufferedInputStream(digesting, CHUNK_BYTES), size, name, file);
      digesting.drain();
      return parsed;
    }
  }

  /**
   * Returns all bytes of a file, digested; null where there are too many after all.
   *
   * @param expectedBytes size of the first buffer; the file may have another by now
   */
  private byte[] readAll(Path path, long expectedBytes) throws IOException {
    digester.reset();
    byte[] bytes = new byte[(int) expectedBytes];
    int length = 0;
    try (InputStream in = Files.newInputStream(path)) {
      while (true) {
        if (length == bytes.length) {
          int next = in.read();
          if (next < 0) {
            return bytes;
          }
          if (length >= IN_MEMORY_BYTES) {
            return null;
          }
          bytes = Arrays.copyOf(bytes, Math.min(IN_MEMORY_BYTES, 2 * length + CHUNK_BYTES));
          bytes[length] = (byte) next;
          digester.add(bytes, length++, 1);
        }
        int read = in.read(bytes, length, Math.min(CHUNK_BYTES, bytes.length - length));
        if (read < 0) {
          return Arrays.copyOf(bytes, length);
        }
        digester.add(bytes, length, read);
        length += read;
      }
    }
  }

  private static ExtractedFile ended(FileInFlight file, Parsed parsed) {
    return file.ended(parsed.outcome(), parsed.cause(), parsed.content());
  }

  private static ExtractedFile changed(FileInFlight file, Parsed parsed) {
    String second =
        parsed.cause().isEmpty()
            ? ""
            : "; second reading: " + parsed.outcome() + ", " + parsed.cause();
    return file.ended(
        Outcome.CHANGED, "changed while it was read, twice" + second, parsed.content());
  }
}
