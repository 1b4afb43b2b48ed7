package io.github.shardmill.file.discover;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.file.Digests;
import io.github.shardmill.file.DiscoverySummary.RecordsPart;
import io.github.shardmill.file.DocumentId;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes one JSON line for everything that a walk found and did not give to extraction.
 *
 * <p>A part file is written in one go when enough lines have come together and at the end of the
 * walk; until then the lines belong to the state of the walk. So no file is open between two
 * bundles, a part that is named in a state is complete, durable and never touched again, and what a
 * lost attempt wrote is named nowhere. Used by one thread.
 */
final class RecordsLog {
  /** A part file is written once this many characters have come together. */
  static final int PART_CHARACTERS = 1 << 20;

  private static final JsonFactory JSON = new JsonFactory();

  private final String source;
  private final Path directory;
  private final List<RecordsPart> parts;
  private final List<String> pieces;
  private int piecesLength;
  private StringWriter piece = new StringWriter();

  /**
   * Creates a log that goes on with what is recorded already.
   *
   * @param directoryUri where part files are written; null to record nothing
   */
  RecordsLog(String source, String directoryUri, Records records) {
    this.source = source;
    this.directory = directoryUri == null ? null : Locations.path(URI.create(directoryUri));
    this.parts = new ArrayList<>(records.parts());
    this.pieces = new ArrayList<>(records.unwritten());
    this.piecesLength = pieces.stream().mapToInt(String::length).sum();
  }

  /** Adds a line; may write a part file. */
  void append(Finding finding) throws IOException {
    if (directory == null) {
      return;
    }
    try (JsonGenerator json = JSON.createGenerator(piece)) {
      json.writeStartObject();
      json.writeStringField("id", DocumentId.of(source, finding.path()));
      json.writeStringField("path", finding.path().display());
      switch (finding.kind()) {
        case PRUNED_DIRECTORY -> json.writeStringField("pruned", finding.reason());
        case UNREADABLE_DIRECTORY -> json.writeStringField("unreadable", finding.reason());
        default -> {
          json.writeNumberField("size", finding.size());
          json.writeStringField("excluded", finding.reason());
        }
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
    if (piecesLength + piece.getBuffer().length() >= PART_CHARACTERS) {
      writePart();
    }
  }

  /** Returns what is recorded so far. */
  Records records() {
    endPiece();
    return new Records(parts, pieces);
  }

  /** Returns all records, every line in a part file. */
  Records finish() throws IOException {
    writePart();
    return new Records(parts, List.of());
  }

  private void endPiece() {
    if (!piece.getBuffer().isEmpty()) {
      pieces.add(piece.toString());
      piecesLength += piece.getBuffer().length();
      piece = new StringWriter();
    }
  }

  private void writePart() throws IOException {
    endPiece();
    if (pieces.isEmpty()) {
      return;
    }
    String text = String.join("", pieces);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String name = "discovery-" + source + "-" + UUID.randomUUID() + ".jsonl";
    Files.createDirectories(directory);
    write(directory.resolve(name), bytes);
    parts.add(
        new RecordsPart(
            name, text.chars().filter(c -> c == '\n').count(), Digests.sha256Of(bytes)));
    pieces.clear();
    piecesLength = 0;
  }

  private void write(Path part, byte[] bytes) throws IOException {
    if (Locations.isRemote(part)) {
      // There, a file that is closed is whole and stays.
      Files.write(part, bytes, StandardOpenOption.CREATE_NEW);
      return;
    }
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      file.force(true);
    }
    // The name must survive a crash as well as the bytes.
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }
}
