package io.github.shardmill.file.extract;

import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Parses what is embedded in one file (attachments, entries of an archive) into the text of that
 * file, down to a depth and up to a count. What lies beyond is skipped, and said so.
 */
final class EmbeddedDocuments extends ParsingEmbeddedDocumentExtractor {
  /** How deep documents may be embedded in each other. */
  static final int MAX_DEPTH = 20;

  /** How many documents may be embedded in one file, at all depths together. */
  static final int MAX_COUNT = 100_000;

  private int depth;
  private int count;
  private String limitReached = "";
  private boolean refusesAll;
  private boolean hasRefused;

  /** Parses with the parser of this context. */
  EmbeddedDocuments(ParseContext context) {
    super(context);
  }

  /** Parses none from now on, and only finds out whether there are any. */
  void refuseAll() {
    refusesAll = true;
  }

  /** Returns whether one was refused. */
  boolean hasRefused() {
    return hasRefused;
  }

  /** Returns which limit made documents be skipped, one line; empty where none did. */
  String limitReached() {
    return limitReached;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    if (refusesAll) {
      hasRefused = true;
      return false;
    }
    if (depth >= MAX_DEPTH) {
      limitReached = "more than " + MAX_DEPTH + " levels of embedded documents";
      return false;
    }
    if (count >= MAX_COUNT) {
      limitReached = "more than " + MAX_COUNT + " embedded documents";
      return false;
    }
    return super.shouldParseEmbedded(metadata);
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    if (refusesAll) {
      hasRefused = true;
      return;
    }
    count++;
    depth++;
    try {
      super.parseEmbedded(stream, handler, metadata, outputHtml);
    } finally {
      depth--;
    }
  }
}
