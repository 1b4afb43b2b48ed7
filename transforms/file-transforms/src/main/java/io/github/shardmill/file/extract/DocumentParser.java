package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.ParseRecord;
import org.apache.tika.parser.PasswordProvider;

/** Detects and parses the bytes of one document after another. */
final class DocumentParser {
  /** Key of an entry of the metadata that says why an embedded document gave no text. */
  static final String EMBEDDED_FAILURE = "extraction:embedded_failure";

  /**
   * Told in place of a type where there is anything, at any depth, that text can be read from as
   * from a picture: what a parser makes of it depends on {@link Ocr}.
   */
  static final String PICTURES = "(pictures)";

  /** Longest media type that a document may give itself: two names of at most 127 (RFC 6838). */
  private static final int MAX_TYPE_CHARACTERS = 255;

  private static final TextDetector LOOKS_LIKE_TEXT = new TextDetector(1 << 13);

  private final ParserCatalog catalog;
  private final ExtractorConfig config;
  private final PasswordTries tries;

  DocumentParser(ParserCatalog catalog, ExtractorConfig config) {
    this.catalog = catalog;
    this.config = config;
    this.tries =
        new PasswordTries(
            PasswordList.of(config.passwords()), catalog, config.temporaryDirectory());
  }

  /**
   * How parsing ended.
   *
   * @param outcome OK, TRUNCATED, ENCRYPTED, CORRUPT, UNSUPPORTED or CRASHED; of a child process
   *     also TIMED_OUT
   * @param cause one line, empty for OK
   * @param content empty unless OK or TRUNCATED, of the entries that could be read where others are
   *     encrypted, or kept as plain text where a child failed
   */
  record Parsed(Outcome outcome, String cause, Content content) {
    private static Parsed failed(Outcome outcome, String cause) {
      return new Parsed(outcome, cause, Content.EMPTY);
    }
  }

  /**
   * Parses a document.
   *
   * @param bytes all of the document; not closed
   * @param length number of bytes
   * @param name the file's name, a hint for its type
   * @param detected takes the type, without parameters, as soon as it is known, and again where the
   *     parser knows better; and {@link #PICTURES} where there are any
   * @throws UncheckedIOException if there is no room for a temporary file
   */
  Parsed parse(InputStream bytes, long length, String name, Consumer<String> detected) {
    return tries.parse(
        bytes,
        length,
        (in, password) -> {
          Parse parse = new Parse(length, name, Optional.empty());
          password.ifPresent(word -> parse.context.set(PasswordProvider.class, asked -> word));
          return parse(in, parse, detected);
        });
  }

  /**
   * Parses a document if that can do next to no harm.
   *
   * @param bytes all of the document; not closed
   * @return empty where it is of a type that may do harm after all, or embeds another document; not
   *     even a first look was taken at what is embedded
   * @throws UncheckedIOException if there is no room for a temporary file
   */
  Optional<Parsed> parseHarmless(
      InputStream bytes, long length, String name, Consumer<String> detected) {
    Parse parse = new Parse(length, name, Optional.empty());
    parse.refuseHarm();
    Parsed parsed = parse(bytes, parse, detected);
    return parse.hasRefused() ? Optional.empty() : Optional.of(parsed);
  }

  /**
   * Parses a document as plain text, whatever it is.
   *
   * @throws UncheckedIOException if there is no room for a temporary file
   */
  Parsed parseAsText(InputStream bytes, long length, String name) {
    return parse(bytes, new Parse(length, name, Optional.of(MediaType.TEXT_PLAIN)), type -> {});
  }

  private Parsed parse(InputStream bytes, Parse parse, Consumer<String> detected) {
    try (TemporaryResources temporary = new TemporaryResources()) {
      if (!config.temporaryDirectory().isEmpty()) {
        temporary.setTemporaryFileDirectory(Path.of(config.temporaryDirectory()));
      }
      Parsed parsed = parse.run(TikaInputStream.get(bytes, temporary, parse.metadata), detected);
      if (parse.sightings.hasPictures()) {
        detected.accept(PICTURES);
      }
      return parsed;
    } catch (IOException notDeleted) {
      throw new UncheckedIOException("a temporary file could not be deleted", notDeleted);
    }
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
    Parse parse = new Parse(0, name, Optional.empty());
    try (TikaInputStream stream = TikaInputStream.get(new byte[0], parse.metadata)) {
      return catalog.detect(stream, parse.metadata).getBaseType().toString();
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

  /** The state of one parse. */
  private final class Parse {
    private final long length;
    private final String name;
    private final Optional<MediaType> given;
    private final Metadata metadata = new Metadata();
    private final TextCollector collector = new TextCollector(config.limits().maxTextCharacters());
    private final ParseContext context = catalog.newContext();
    private final EmbeddedDocuments embedded = new EmbeddedDocuments(context);
    private final Sightings sightings = new Sightings();
    private boolean refusesHarm;
    private boolean hasRefused;

    Parse(long length, String name, Optional<MediaType> given) {
      this.length = length;
      this.name = name;
      this.given = given;
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
      metadata.set(Metadata.CONTENT_LENGTH, Long.toString(length));
      context.set(EmbeddedDocumentExtractor.class, embedded);
      context.set(Sightings.class, sightings);
    }

    void refuseHarm() {
      refusesHarm = true;
      embedded.refuseAll();
    }

    boolean hasRefused() {
      return hasRefused || embedded.hasRefused();
    }

    Parsed run(TikaInputStream stream, Consumer<String> detected) {
      // The one way to tell a stream its length; no container is open.
      stream.setOpenContainer(null, length);
      BombGuard guard = new BombGuard(collector, stream);
      Throwable thrown = null;
      try {
        MediaType type = given.isPresent() ? given.get() : catalog.detect(stream, metadata);
        detected.accept(type.getBaseType().toString());
        catalog.sight(type, sightings);
        hasRefused = refusesHarm && !catalog.isHarmless(type, length);
        if (hasRefused) {
          return Parsed.failed(Outcome.UNSUPPORTED, "");
        }
        if (!catalog.supports(type)) {
          return Parsed.failed(Outcome.UNSUPPORTED, "no parser for " + type.getBaseType());
        }
        metadata.set(Metadata.CONTENT_TYPE, type.toString());
        catalog.parser().parse(stream, guard, metadata, context);
        refineType(detected);
      } catch (Throwable ofTheParser) {
        // An Error too says something about this file only; the next file is tried.
        thrown = ofTheParser;
      }
      return ended(thrown, guard);
    }

    /** Takes the type that the parser found, which may be finer than the detected one. */
    private void refineType(Consumer<String> detected) {
      MediaType refined = MediaType.parse(metadata.get(Metadata.CONTENT_TYPE));
      if (refined != null && refined.getBaseType().toString().length() <= MAX_TYPE_CHARACTERS) {
        detected.accept(refined.getBaseType().toString());
      }
    }

    private Parsed ended(Throwable thrown, BombGuard guard) {
      if (collector.isTruncated()) {
        return truncated(
            "the text is longer than " + config.limits().maxTextCharacters() + " characters");
      }
      if (!guard.suspicion().isEmpty()) {
        return truncated(guard.suspicion());
      }
      Optional<String> embeddedBomb = thrown == null ? noted() : FailureCause.bomb(thrown);
      if (embeddedBomb.isPresent()) {
        return truncated(embeddedBomb.get());
      }
      if (thrown == null && !embedded.limitReached().isEmpty()) {
        return truncated(embedded.limitReached());
      }
      sightings.look(metadata);
      if (thrown == null && sightings.encryptedEntries() > 0) {
        return new Parsed(Outcome.ENCRYPTED, sightings.encryptedEntriesLine(), content());
      }
      if (thrown == null) {
        return new Parsed(Outcome.OK, "", content());
      }
      if (FailureCause.isNoRoom(thrown)) {
        throw new UncheckedIOException(
            "no room for temporary files", new IOException(thrown.getMessage(), thrown));
      }
      FailureCause cause = FailureCause.of(thrown);
      return Parsed.failed(cause.outcome(), cause.line());
    }

    /** Returns why an embedded document was ended that unfolds beyond all measure. */
    private Optional<String> noted() {
      return failuresOfEmbedded()
          .flatMap(failure -> FailureCause.bomb(failure).stream())
          .findFirst();
    }

    private Stream<Exception> failuresOfEmbedded() {
      ParseRecord record = context.get(ParseRecord.class);
      return record == null ? Stream.empty() : record.getExceptions().stream();
    }

    private Parsed truncated(String cause) {
      return new Parsed(Outcome.TRUNCATED, cause, content());
    }

    private Content content() {
      failuresOfEmbedded()
          .filter(failure -> !(failure instanceof ZeroByteFileException))
          .forEach(failure -> metadata.add(EMBEDDED_FAILURE, FailureCause.of(failure).line()));
      Content content = MetadataMapper.contentOf(collector.text(), metadata);
      MediaType type = MediaType.parse(metadata.get(Metadata.CONTENT_TYPE));
      boolean isNote = type != null && NoteMapper.isNote(type.getBaseType().toString());
      return isNote ? NoteMapper.contentOf(content, name) : content;
    }
  }
}
