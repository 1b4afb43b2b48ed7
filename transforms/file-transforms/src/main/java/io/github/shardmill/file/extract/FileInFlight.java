package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ExtractedPart;
import io.github.shardmill.file.ExtractorVersion;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What is known so far of a file whose extraction is under way. Written by the extracting thread,
 * read by a thread that gives up waiting for it.
 */
final class FileInFlight {
  static final String UNKNOWN_TYPE = "application/octet-stream";

  private final String source;
  private final FileEntry entry;
  private final ExtractorVersion extractor;
  private final Consumer<ExtractedPart> parts;
  private final long startedNanos = System.nanoTime();
  private volatile long modifiedMillis;
  private volatile Optional<Digests> digests = Optional.empty();
  private volatile String contentType = UNKNOWN_TYPE;
  private volatile long leftNanos;
  private final AtomicLong awayNanos = new AtomicLong();
  private volatile boolean away;
  private volatile boolean hasPictures;

  FileInFlight(
      String source, FileEntry entry, ExtractorVersion extractor, Consumer<ExtractedPart> parts) {
    this.parts = parts;
    this.source = source;
    this.entry = entry;
    this.extractor = extractor;
    this.modifiedMillis = entry.modifiedMillis();
  }

  /** Returns the name of the file's source. */
  String source() {
    return source;
  }

  /** Returns the file as listed. */
  FileEntry entry() {
    return entry;
  }

  /** Returns whether all its bytes were read. */
  boolean isRead() {
    return digests.isPresent();
  }

  /** Returns source and path, for messages. */
  @Override
  public String toString() {
    return source + ":" + entry.path().display();
  }

  /** Notes what the bytes were, all of them read. */
  void read(Digests ofAllBytes, long asOfMillis) {
    digests = Optional.of(ofAllBytes);
    modifiedMillis = asOfMillis;
  }

  /** Notes the type, without parameters, or that there are {@link DocumentParser#PICTURES}. */
  void detected(String type) {
    if (type.equals(DocumentParser.PICTURES)) {
      hasPictures = true;
    } else {
      contentType = type;
    }
  }

  /** Returns the type that was noted last. */
  String contentType() {
    return contentType;
  }

  /** Notes that a child process has it, which has a clock of its own. */
  void leaves() {
    leftNanos = System.nanoTime();
    away = true;
  }

  /** Notes that it is back in this process. */
  void returns() {
    awayNanos.addAndGet(System.nanoTime() - leftNanos);
    away = false;
  }

  /** Returns whether a child process has it. */
  boolean isAway() {
    return away;
  }

  /** Returns for how long child processes had it. */
  long awayNanos() {
    return awayNanos.get();
  }

  /** Hands a part of the file over. */
  void handOver(UUID family, int number, List<ExtractedItem> items) {
    parts.accept(new ExtractedPart(source, entry, modifiedMillis, family, number, items));
  }

  /** Returns the file as it ended, with its text, its metadata and its items. */
  ExtractedFile ended(ParsedFile parsed) {
    return ended(parsed, OptionalLong.empty());
  }

  /** Returns the file with what an earlier run made of the same bytes. */
  ExtractedFile reused(long earlier) {
    Parsed nothing = new Parsed(Outcome.OK, "", Content.EMPTY);
    return ended(ParsedFile.alone(nothing), OptionalLong.of(earlier));
  }

  private ExtractedFile ended(ParsedFile file, OptionalLong earlier) {
    Parsed parsed = file.parsed();
    return new ExtractedFile(
        source,
        entry,
        modifiedMillis,
        digests,
        contentType,
        parsed.outcome(),
        parsed.cause(),
        extractor.recorded(parsed.outcome(), file.longest(), hasPictures),
        parsed.content(),
        file.items(),
        file.parts(),
        file.longestItem(),
        System.nanoTime() - startedNanos,
        earlier);
  }

  /** Returns the file as it ended, without text. */
  ExtractedFile failed(Outcome outcome, String cause) {
    return ended(ParsedFile.alone(Parsed.failed(outcome, cause)));
  }
}
