package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParse.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;

/** Detects and parses the bytes of one document after another. */
final class DocumentParser {
  /**
   * Told in place of a type where there is anything, at any depth, that text can be read from as
   * from a picture: what a parser makes of it depends on {@link Ocr}.
   */
  static final String PICTURES = "(pictures)";

  private static final TextDetector LOOKS_LIKE_TEXT = new TextDetector(1 << 13);

  private final ParserCatalog catalog;
  private final ExtractorConfig config;
  private final PasswordTries tries;

  DocumentParser(ParserCatalog catalog, ExtractorConfig config) {
    this.catalog = catalog;
    this.config = config;
    this.tries =
        new PasswordTries(PasswordList.of(config.passwords()), catalog, this::temporaryResources);
  }

  /**
   * How parsing ended.
   *
   * @param outcome OK, TRUNCATED, ENCRYPTED, CORRUPT, UNSUPPORTED or CRASHED; of a child process
   *     also TIMED_OUT
   * @param cause one line, empty for OK
   * @param content empty unless OK or TRUNCATED; kept of a container that is damaged or encrypted
   *     in part, and as plain text where a child failed
   */
  record Parsed(Outcome outcome, String cause, Content content) {
    static Parsed failed(Outcome outcome, String cause) {
      return new Parsed(outcome, cause, Content.EMPTY);
    }
  }

  /**
   * Parses a file.
   *
   * @param bytes all of the file; not closed
   * @param length number of bytes
   * @param name the file's name, a hint for its type
   * @param family takes the file's items
   * @param detected takes the type, without parameters, as soon as it is known, and again where the
   *     parser knows better; and {@link #PICTURES} where there are any
   * @throws UncheckedIOException if there is no room for a temporary file
   */
  Parsed parse(
      InputStream bytes, long length, String name, Family family, Consumer<String> detected) {
    Parsed parsed = parseUnlocked(bytes, Subject.file(name, length), family, detected);
    if (family.hasPictures()) {
      detected.accept(PICTURES);
    }
    return parsed;
  }

  /**
   * Parses a file if that can do next to no harm.
   *
   * @param bytes all of the file; not closed
   * @return empty where it is of a type that may do harm after all, or embeds a document; not even
   *     a first look was taken at what is embedded
   * @throws UncheckedIOException if there is no room for a temporary file
   */
  Optional<Parsed> parseHarmless(
      InputStream bytes, long length, String name, Consumer<String> detected) {
    Subject file = Subject.file(name, length);
    DocumentParse parse = begin(file, Family.none());
    parse.refuseHarm();
    Parsed parsed = parse(bytes, file, parse, detected);
    // What is parsed here holds none: a page that embeds a picture embeds a document.
    return parse.hasRefused() ? Optional.empty() : Optional.of(parsed);
  }

  /**
   * Parses a file as plain text, whatever it is.
   *
   * @throws UncheckedIOException if there is no room for a temporary file
   */
  Parsed parseAsText(InputStream bytes, long length, String name) {
    Subject file = Subject.file(name, length);
    DocumentParse parse = begin(file, Family.none());
    parse.giveType(MediaType.TEXT_PLAIN);
    return parse(bytes, file, parse, type -> {});
  }

  private DocumentParse begin(Subject subject, Family family) {
    return new DocumentParse(catalog, config.limits(), this, subject, family);
  }

  private Parsed parse(
      InputStream bytes, Subject file, DocumentParse parse, Consumer<String> detected) {
    try (TemporaryResources temporary = temporaryResources()) {
      return parse.run(TikaInputStream.get(bytes, temporary, file.metadata()), detected);
    } catch (IOException notDeleted) {
      throw new UncheckedIOException("a temporary file could not be deleted", notDeleted);
    }
  }

  /**
   * Parses an item of a file.
   *
   * @throws IOException if its bytes cannot be read any more
   * @throws UncheckedIOException if there is no room for a temporary file
   */
  Parsed parseItem(Subject item, ItemBytes bytes, Family family, Consumer<String> detected)
      throws IOException {
    if (bytes.isMade()) {
      // The container's parser closes what it made.
      return begin(item, family).run(bytes.open(item.metadata()), detected);
    }
    try (TikaInputStream stream = bytes.open(item.metadata())) {
      return parseUnlocked(stream, item, family, detected);
    }
  }

  /** Parses a document with the password that opens it, if it needs one and there is one. */
  private Parsed parseUnlocked(
      InputStream bytes, Subject subject, Family family, Consumer<String> detected) {
    long before = family.count();
    return tries.parse(
        bytes,
        subject.length(),
        () -> family.count() > before,
        (in, password) -> {
          Subject again = subject.anew();
          DocumentParse parse = begin(again, family);
          password.ifPresent(parse::usePassword);
          return parse(in, again, parse, detected);
        });
  }

  /** Returns what owns the temporary files of one document; the caller closes it. */
  TemporaryResources temporaryResources() {
    TemporaryResources temporary = new TemporaryResources();
    if (!config.temporaryDirectory().isEmpty()) {
      temporary.setTemporaryFileDirectory(Path.of(config.temporaryDirectory()));
    }
    return temporary;
  }

  /** Returns what a document without bytes is: its name alone tells its type. */
  Parsed parseEmpty(String name, Consumer<String> detected) {
    String type = typeOfEmpty(name);
    detected.accept(type);
    Content content =
        NoteMapper.isNote(type) ? NoteMapper.contentOf(Content.EMPTY, name) : Content.EMPTY;
    return new Parsed(Outcome.OK, "", content);
  }

  private String typeOfEmpty(String name) {
    Metadata metadata = Subject.file(name, 0).metadata();
    try (TikaInputStream stream = TikaInputStream.get(new byte[0], metadata)) {
      return catalog.detect(stream, metadata).getBaseType().toString();
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
  }

  /**
   * Returns the type of a document by its first bytes and its name, without parameters; containers
   * are not looked into.
   *
   * @param bytes of the document; it is left where it was
   */
  String typeByMagic(InputStream bytes, String name) throws IOException {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    return catalog.detectByMagic(bytes, metadata).getBaseType().toString();
  }

  /** Returns whether a document of this type and length is one for {@link #parseHarmless}. */
  boolean isHarmless(String type, long length) {
    return catalog.isHarmless(MediaType.parse(type), length);
  }

  /**
   * Returns whether a document begins like text.
   *
   * @param bytes of the document; it is left where it was
   */
  boolean looksLikeText(InputStream bytes) throws IOException {
    return MediaType.TEXT_PLAIN.equals(LOOKS_LIKE_TEXT.detect(bytes, new Metadata()));
  }

  /** Opens the bytes of a document. */
  @FunctionalInterface
  interface Opening {
    /** Returns a stream from the first byte; the caller closes it. */
    TikaInputStream open() throws IOException;
  }

  /**
   * Returns the type that a document would be parsed as if it had this name, parameters included.
   */
  String detectedType(Opening bytes, String name) throws IOException {
    try (TikaInputStream stream = bytes.open()) {
      Metadata metadata = new Metadata();
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
      return catalog.detect(stream, metadata).toString();
    }
  }
}
