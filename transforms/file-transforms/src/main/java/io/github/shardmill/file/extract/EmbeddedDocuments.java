package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ItemPath;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Makes an item of each document that is embedded in one document (attachments, entries of an
 * archive), and hands it to the {@link Family}. Of an item its container gets the name and no text.
 */
final class EmbeddedDocuments implements EmbeddedDocumentExtractor {
  private final DocumentParser parser;
  private final Family family;
  private final ItemPath path;
  private final Map<String, Integer> names = new HashMap<>();
  private final AttachmentHashes hashes = new AttachmentHashes();
  private boolean refusesAll;
  private boolean hasRefused;
  private String damage = "";

  /**
   * Prepares.
   *
   * @param parser parses the items
   * @param path of the document whose items these are
   */
  EmbeddedDocuments(DocumentParser parser, Family family, ItemPath path) {
    this.parser = parser;
    this.family = family;
    this.path = path;
  }

  /** Parses none from now on, and only finds out whether there are any. */
  void refuseAll() {
    refusesAll = true;
  }

  /** Returns whether one was refused. */
  boolean hasRefused() {
    return hasRefused;
  }

  /**
   * Returns why the bytes of an item could not be read out of its container, one line; empty where
   * all could be.
   */
  String damage() {
    return damage;
  }

  /** Returns what the items that the document holds directly add to the hash of a mail. */
  AttachmentHashes hashes() {
    return hashes;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    if (refusesAll) {
      hasRefused = true;
      return false;
    }
    boolean isAdmitted = family.admits(path.depth() + 1);
    if (!isAdmitted) {
      hashes.leaveOut();
    }
    return isAdmitted;
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws SAXException {
    if (!shouldParseEmbedded(metadata)) {
      return; // some parsers do not ask
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new SAXException("given up");
    }
    String stated = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    String name =
        stated == null ? "" : TextCut.cut(stated.strip(), MetadataMapper.MAX_VALUE_CHARACTERS);
    ItemPath item = path.child(name, names.merge(name, 1, Integer::sum));
    if (outputHtml && !name.isEmpty()) {
      char[] line = (name + "\n").toCharArray();
      handler.characters(line, 0, line.length);
    }
    if (path.depth() == 0 && !family.takesNext()) {
      hashes.leaveOut();
      return;
    }
    Optional<Culprits.Verdict> verdict = family.begin(item);
    ExtractedItem found =
        verdict.isPresent()
            ? failed(item, name, verdict.get().outcome(), verdict.get().cause())
            : parsed(stream, metadata, item, name);
    hashes.add(found);
    family.end(found);
  }

  private ExtractedItem parsed(InputStream stream, Metadata metadata, ItemPath item, String name) {
    try (TemporaryResources temporary = parser.temporaryResources()) {
      ItemBytes bytes = ItemBytes.read(stream, family.bytesLeft(), temporary);
      family.took(bytes.length());
      String[] type = {FileInFlight.UNKNOWN_TYPE};
      Parsed parsed =
          bytes.isEmpty()
              ? parser.parseEmpty(name, detected -> type[0] = detected)
              : parser.parseItem(
                  new DocumentParse.Subject(name, bytes.length(), metadata, item),
                  bytes,
                  family,
                  detected -> type[0] = detected);
      return new ExtractedItem(
          item, name, bytes.digests(), type[0], parsed.outcome(), parsed.cause(), parsed.content());
    } catch (ItemBytes.TooManyException bomb) {
      family.fill();
      return failed(item, name, Outcome.TRUNCATED, family.unfoldsTooFar());
    } catch (IOException | RuntimeException unreadable) {
      if (FailureCause.isNoRoom(unreadable)) {
        throw new UncheckedIOException(
            "no room for temporary files", new IOException(unreadable.getMessage(), unreadable));
      }
      FailureCause cause = FailureCause.of(unreadable);
      if (damage.isEmpty()) {
        damage = cause.line();
      }
      return failed(item, name, cause.outcome(), cause.line());
    }
  }

  private static ExtractedItem failed(ItemPath item, String name, Outcome outcome, String cause) {
    return new ExtractedItem(
        item, name, Optional.empty(), FileInFlight.UNKNOWN_TYPE, outcome, cause, Content.EMPTY);
  }
}
