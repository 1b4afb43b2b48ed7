package io.github.shardmill.file.extract;

import java.util.List;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;

/**
 * What one parse came across in a document and in all that is embedded in it, and no parser says
 * where it would be heard. Belongs to one parse, and to its context.
 */
final class Sightings {
  /** How a parser says that it passed over an entry of an archive for want of a password. */
  private static final List<String> ENCRYPTED_ENTRY =
      List.of("EncryptedDocumentException", "Unsupported feature encryption");

  private boolean pictures;
  private int encryptedEntries;

  /** Returns the sightings of a parse; those of a context without any are nobody's. */
  static Sightings of(ParseContext context) {
    return context.get(Sightings.class, new Sightings());
  }

  /** Returns whether there was something that text can be read from as from a picture. */
  boolean hasPictures() {
    return pictures;
  }

  void sawPicture() {
    pictures = true;
  }

  /** Returns how many entries of archives could not be read, since they are encrypted. */
  int encryptedEntries() {
    return encryptedEntries;
  }

  /** Returns the same for a person. */
  String encryptedEntriesLine() {
    return encryptedEntries == 1
        ? "1 entry is encrypted; the text of the others is indexed"
        : encryptedEntries + " entries are encrypted; the text of the others is indexed";
  }

  /** Looks at what the parser of one document said of its entries when it had ended. */
  void look(Metadata ofDocument) {
    for (String failure :
        ofDocument.getValues(TikaCoreProperties.TIKA_META_EXCEPTION_EMBEDDED_STREAM)) {
      if (ENCRYPTED_ENTRY.stream().anyMatch(failure::contains)) {
        encryptedEntries++;
      }
    }
  }
}
