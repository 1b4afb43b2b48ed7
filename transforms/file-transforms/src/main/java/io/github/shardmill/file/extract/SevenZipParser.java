package io.github.shardmill.file.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZMethodConfiguration;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.extractor.EmbeddedDocumentUtil;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.PasswordProvider;
import org.apache.tika.parser.pkg.PackageParser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads 7z archives. Tika's own parser takes those whose entries are encrypted for damaged, gives
 * entries out before it knows whether a password is right, and reads none that have no time.
 *
 * <p>Where all entries are encrypted, or their names, the parse ends with an {@link
 * EncryptedDocumentException} and has given nothing out. Where only some are, the others are given
 * out, and each of these is noted for {@link Sightings}. A password that is wrong ends the parse
 * before anything is given out.
 */
final class SevenZipParser extends PackageParser {
  /** What it reads. */
  static final MediaType TYPE = MediaType.application("x-7z-compressed");

  private static final long serialVersionUID = 1L;

  SevenZipParser() {
    // The names of its entries are UTF-16; a detector would be loaded for nothing.
    super((name, metadata) -> null);
  }

  @Override
  public Set<MediaType> getSupportedTypes(ParseContext context) {
    return Set.of(TYPE);
  }

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
      throws IOException, SAXException, TikaException {
    PasswordProvider asked = context.get(PasswordProvider.class);
    Optional<String> password =
        Optional.ofNullable(asked).map(provider -> provider.getPassword(metadata));
    try (TemporaryResources temporary = new TemporaryResources()) {
      Path file = TikaInputStream.get(stream, temporary, metadata).getPath();
      if (password.isPresent()) {
        requireRight(file, password);
      }
      try (SevenZFile archive = open(file, password)) {
        XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
        xhtml.startDocument();
        giveOut(
            archive,
            password.isPresent(),
            EmbeddedDocumentUtil.getEmbeddedDocumentExtractor(context),
            xhtml,
            metadata);
        xhtml.endDocument();
      } catch (PasswordRequiredException ofItsNames) {
        throw new EncryptedDocumentException(ofItsNames);
      }
    }
  }

  private static SevenZFile open(Path file, Optional<String> password) throws IOException {
    SevenZFile.Builder builder = SevenZFile.builder().setPath(file);
    password.ifPresent(known -> builder.setPassword(known.toCharArray()));
    return builder.get();
  }

  /** A wrong password gives other bytes: an encrypted entry is read up to where its sum is. */
  private static void requireRight(Path file, Optional<String> password)
      throws IOException, EncryptedDocumentException {
    try (SevenZFile archive = open(file, password)) {
      SevenZArchiveEntry entry = archive.getNextEntry();
      while (entry != null && !(isLocked(entry) && entry.getSize() > 0)) {
        entry = archive.getNextEntry();
      }
      if (entry != null) {
        new EntryStream(archive).transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException wrong) {
      throw new EncryptedDocumentException(wrong);
    }
  }

  private static void giveOut(
      SevenZFile archive,
      boolean isOpen,
      EmbeddedDocumentExtractor to,
      XHTMLContentHandler xhtml,
      Metadata ofArchive)
      throws IOException, SAXException, TikaException {
    int locked = 0;
    int given = 0;
    for (SevenZArchiveEntry entry = archive.getNextEntry();
        entry != null;
        entry = archive.getNextEntry()) {
      if (isLocked(entry) && !isOpen) {
        locked++;
      } else if (!entry.isDirectory()) {
        given++;
        giveOut(entry, new EntryStream(archive), to, xhtml);
      }
    }
    if (locked > 0 && given == 0) {
      throw new EncryptedDocumentException("all entries are encrypted");
    }
    for (int i = 0; i < locked; i++) {
      ofArchive.add(
          TikaCoreProperties.TIKA_META_EXCEPTION_EMBEDDED_STREAM,
          EncryptedDocumentException.class.getName());
    }
  }

  private static void giveOut(
      SevenZArchiveEntry entry,
      InputStream content,
      EmbeddedDocumentExtractor to,
      XHTMLContentHandler xhtml)
      throws IOException, SAXException, TikaException {
    Date modified = entry.getHasLastModifiedDate() ? entry.getLastModifiedDate() : null;
    Metadata metadata =
        handleEntryMetadata(entry.getName(), null, modified, entry.getSize(), xhtml);
    if (to.shouldParseEmbedded(metadata)) {
      try (TemporaryResources temporary = new TemporaryResources()) {
        to.parseEmbedded(TikaInputStream.get(content, temporary, metadata), xhtml, metadata, true);
      }
    }
  }

  /** Knows it of an entry that is next, with the folder that holds it; an empty one has none. */
  private static boolean isLocked(SevenZArchiveEntry entry) {
    if (entry.getContentMethods() == null) {
      return false;
    }
    for (SevenZMethodConfiguration method : entry.getContentMethods()) {
      if (method.getMethod() == SevenZMethod.AES256SHA256) {
        return true;
      }
    }
    return false;
  }

  /** The bytes of the entry that the archive is at. */
  private static final class EntryStream extends InputStream {
    private final SevenZFile archive;

    EntryStream(SevenZFile archive) {
      this.archive = archive;
    }

    @Override
    public int read() throws IOException {
      return archive.read();
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      return archive.read(to, from, length);
    }
  }
}
