package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.ItemPath;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.ParseRecord;
import org.apache.tika.parser.PasswordProvider;

/** One parse of one document, a file or an item in a file. Used once. */
final class DocumentParse {
  /** Key of an entry of the metadata that says what could not be read of a document. */
  static final String EMBEDDED_FAILURE = "extraction:embedded_failure";

  /** Longest media type that a document may give itself: two names of at most 127 (RFC 6838). */
  private static final int MAX_TYPE_CHARACTERS = 255;

  private final ParserCatalog catalog;
  private final int maxTextCharacters;
  private final Subject subject;
  private final Family family;
  private final TextCollector collector;
  private final ParseContext context;
  private final EmbeddedDocuments embedded;
  private final Sightings sightings = new Sightings();
  private Optional<MediaType> given = Optional.empty();
  private boolean refusesHarm;
  private boolean hasRefused;

  /**
   * What is parsed.
   *
   * @param name of the file or item, a hint for its type
   * @param length number of bytes
   * @param metadata what is known of it; the parser adds to it
   * @param path where it is in its file
   */
  record Subject(String name, long length, Metadata metadata, ItemPath path) {
    /** Returns a file of which nothing is known yet. */
    static Subject file(String name, long length) {
      Metadata metadata = new Metadata();
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
      metadata.set(Metadata.CONTENT_LENGTH, Long.toString(length));
      return new Subject(name, length, metadata, ItemPath.FILE);
    }

    /** Returns the same to be parsed once more: a parser adds to what it is given. */
    Subject anew() {
      Metadata copy = new Metadata();
      for (String key : metadata.names()) {
        for (String value : metadata.getValues(key)) {
          copy.add(key, value);
        }
      }
      return new Subject(name, length, copy, path);
    }
  }

  /**
   * Prepares.
   *
   * @param parser parses what is embedded
   * @param family of the file
   */
  DocumentParse(
      ParserCatalog catalog,
      ExtractionLimits limits,
      DocumentParser parser,
      Subject subject,
      Family family) {
    this.catalog = catalog;
    this.maxTextCharacters = limits.maxTextCharacters();
    this.subject = subject;
    this.family = family;
    this.collector = new TextCollector(maxTextCharacters);
    this.context = catalog.newContext();
    this.embedded = new EmbeddedDocuments(parser, family, subject.path());
    context.set(EmbeddedDocumentExtractor.class, embedded);
    context.set(Sightings.class, sightings);
  }

  /** Takes the document for one of this type, whatever it is. */
  void giveType(MediaType type) {
    given = Optional.of(type);
  }

  /** Opens the document with this password, if it has one. */
  void usePassword(String password) {
    context.set(PasswordProvider.class, asked -> password);
  }

  /** Parses nothing that could do harm. */
  void refuseHarm() {
    refusesHarm = true;
    embedded.refuseAll();
  }

  /** Returns whether there was something that could do harm; the result means nothing then. */
  boolean hasRefused() {
    return hasRefused || embedded.hasRefused();
  }

  /**
   * Parses.
   *
   * @param stream all of the document
   * @param detected takes the type, without parameters, as soon as it is known, and again where the
   *     parser knows better
   * @throws UncheckedIOException if there is no room for a temporary file
   */
  Parsed run(TikaInputStream stream, Consumer<String> detected) {
    if (stream.getOpenContainer() == null) {
      // The one way to tell a stream its length.
      stream.setOpenContainer(null, subject.length());
    }
    BombGuard guard = new BombGuard(collector, stream);
    Throwable thrown = null;
    try {
      Metadata metadata = subject.metadata();
      MediaType type = given.isPresent() ? given.get() : catalog.detect(stream, metadata);
      detected.accept(type.getBaseType().toString());
      catalog.sight(type, sightings);
      if (subject.path().depth() == 0 && !family.begin(type.getBaseType().toString())) {
        return Parsed.failed(Outcome.UNSUPPORTED, "");
      }
      hasRefused = refusesHarm && !catalog.isHarmless(type, subject.length());
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
      // An Error too says something about this document only; the next one is tried.
      thrown = ofTheParser;
    }
    if (sightings.hasPictures()) {
      family.sawPicture();
    }
    return ended(thrown, guard);
  }

  /** Takes the type that the parser found, which may be finer than the detected one. */
  private void refineType(Consumer<String> detected) {
    MediaType refined = MediaType.parse(subject.metadata().get(Metadata.CONTENT_TYPE));
    if (refined != null && refined.getBaseType().toString().length() <= MAX_TYPE_CHARACTERS) {
      detected.accept(refined.getBaseType().toString());
    }
  }

  private Parsed ended(Throwable thrown, BombGuard guard) {
    if (collector.isTruncated()) {
      return truncated("the text is longer than " + maxTextCharacters + " characters");
    }
    if (!guard.suspicion().isEmpty()) {
      return truncated(guard.suspicion());
    }
    Optional<String> embeddedBomb = thrown == null ? noted() : FailureCause.bomb(thrown);
    if (embeddedBomb.isPresent()) {
      return truncated(embeddedBomb.get());
    }
    boolean isFile = subject.path().depth() == 0;
    if (thrown == null && isFile && !family.limitReached().isEmpty()) {
      return truncated(family.limitReached());
    }
    sightings.look(subject.metadata());
    if (thrown == null && sightings.encryptedEntries() > 0) {
      return new Parsed(Outcome.ENCRYPTED, sightings.encryptedEntriesLine(), content());
    }
    if (thrown == null) {
      // What could be read of a damaged container is kept.
      return embedded.damage().isEmpty()
          ? new Parsed(Outcome.OK, "", whole())
          : new Parsed(Outcome.CORRUPT, embedded.damage(), content());
    }
    if (FailureCause.isNoRoom(thrown)) {
      throw new UncheckedIOException(
          "no room for temporary files", new IOException(thrown.getMessage(), thrown));
    }
    FailureCause cause = FailureCause.of(thrown);
    return Parsed.failed(cause.outcome(), cause.line());
  }

  /** Returns why something in the document was ended that unfolds beyond all measure. */
  private Optional<String> noted() {
    return failuresInside().flatMap(failure -> FailureCause.bomb(failure).stream()).findFirst();
  }

  private Stream<Exception> failuresInside() {
    ParseRecord record = context.get(ParseRecord.class);
    return record == null ? Stream.empty() : record.getExceptions().stream();
  }

  /** Returns the content where nothing is missing, so that a mail can be told by what it says. */
  private Content whole() {
    Content content = content();
    return isMail()
        ? MailMapper.whole(content, subject.metadata(), embedded.hashes().all())
        : content;
  }

  private boolean isMail() {
    MediaType type = MediaType.parse(subject.metadata().get(Metadata.CONTENT_TYPE));
    return type != null && MailMapper.isMail(type.getBaseType().toString());
  }

  private Parsed truncated(String cause) {
    return new Parsed(Outcome.TRUNCATED, cause, content());
  }

  private Content content() {
    Metadata metadata = subject.metadata();
    failuresInside()
        .filter(failure -> !(failure instanceof ZeroByteFileException))
        .forEach(failure -> metadata.add(EMBEDDED_FAILURE, FailureCause.of(failure).line()));
    Content content = MetadataMapper.contentOf(collector.text(), metadata);
    MediaType type = MediaType.parse(metadata.get(Metadata.CONTENT_TYPE));
    if (isMail()) {
      return MailMapper.contentOf(content, metadata);
    }
    boolean isNote = type != null && NoteMapper.isNote(type.getBaseType().toString());
    return isNote ? NoteMapper.contentOf(content, subject.name()) : content;
  }
}
