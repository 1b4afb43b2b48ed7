package io.github.shardmill.file.extract;

import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for each document where it is parsed: in this process or in a child. Belongs to one
 * thread, except for {@link #close}.
 */
final class DocumentParsing implements AutoCloseable {
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  private final Isolation.Mode mode;
  private final DocumentParser here;
  private final IsolatedParser children;

  /**
   * Prepares.
   *
   * @param directory for temporary files
   */
  DocumentParsing(ExtractorConfig config, DocumentParser here, Path directory) {
    this.mode = config.isolation().mode();
    this.here = here;
    this.children = new IsolatedParser(config, here, directory);
  }

  /**
   * Parses a document; one of no bytes has nothing that a child could be needed for.
   *
   * @throws IOException if its bytes cannot be read
   */
  ParsedFile parse(DocumentBytes bytes, String name, FileInFlight file) throws IOException {
    if (bytes.length() == 0) {
      return ParsedFile.alone(here.parseEmpty(name, file::detected));
    }
    if (POINTS.isTraceEnabled()) {
      POINTS.trace("extract.parse");
    }
    try (InputStream in = bytes.open()) {
      if (mode == Isolation.Mode.NONE) {
        return parseHere(in, bytes.length(), name, file);
      }
      if (!seemsHarmless(in, bytes.length(), name, file)) {
        return children.parse(in, bytes, name, file);
      }
      Optional<Parsed> parsed = here.parseHarmless(in, bytes.length(), name, file::detected);
      if (parsed.isPresent()) {
        return ParsedFile.alone(parsed.get());
      }
    }
    try (InputStream again = bytes.open()) {
      return children.parse(again, bytes, name, file);
    }
  }

  private ParsedFile parseHere(InputStream in, long length, String name, FileInFlight file) {
    FoundItems found = new FoundItems(file::handOver);
    Family family = new Family(found, Culprits.NONE, length);
    Parsed parsed = here.parse(in, length, name, family, file::detected);
    return found.of(parsed);
  }

  /**
   * The parsers that look into containers to find out what is in them are as risky as any, so magic
   * bytes and the name decide.
   */
  private boolean seemsHarmless(InputStream in, long length, String name, FileInFlight file)
      throws IOException {
    String type = here.typeByMagic(in, name);
    file.detected(type);
    return mode == Isolation.Mode.AUTO && here.isHarmless(type, length);
  }

  /** Ends the child, if there is one. Any thread may call this. */
  @Override
  public void close() {
    children.close();
  }
}
