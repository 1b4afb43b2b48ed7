package io.github.shardmill.file.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.regex.Pattern;
import org.apache.tika.detect.MagicDetector;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypesReaderMetKeys;
import org.xml.sax.Attributes;

/**
 * Turns a match element of the type definitions into a clause.
 *
 * <p>Escapes, number formats and masks are decoded by Tika itself: a {@link MagicDetector} is made
 * of the element, and the bytes it will compare are taken from its description, the only place
 * where it shows them. A description in another form than known is refused, never guessed at.
 */
final class MagicDecoder {

  private MagicDecoder() {}

  /**
   * @throws IllegalArgumentException if the element is invalid, its regular expression does not
   *     compile, or Tika describes it in an unknown form
   */
  static MagicClause clause(MediaType type, Attributes attributes) {
    String attribute = attributes.getValue(MimeTypesReaderMetKeys.MATCH_TYPE_ATTR);
    String kind = attribute == null ? "string" : attribute;
    String offset = attributes.getValue(MimeTypesReaderMetKeys.MATCH_OFFSET_ATTR);
    MagicDetector detector =
        MagicDetector.parse(
            type,
            kind,
            offset,
            attributes.getValue(MimeTypesReaderMetKeys.MATCH_VALUE_ATTR),
            attributes.getValue(MimeTypesReaderMetKeys.MATCH_MASK_ATTR));
    return clause(detector, kind, MagicRange.parse(offset));
  }

  private static MagicClause clause(MagicDetector detector, String kind, MagicRange range) {
    String description = detector.toString();
    byte[] bytes = listed(description, "bytes = [");
    if (kind.equals("regex")) {
      return new MagicRegex(Pattern.compile(new String(bytes, UTF_8)), detector.getLength(), range);
    }
    byte[] mask = listed(description, "mask = [");
    return new MagicLiteral(bytes, mask, kind.equals("stringignorecase"), range);
  }

  /** The numbers, separated by comma and space, between a label and the next bracket. */
  private static byte[] listed(String description, String label) {
    int labelled = description.lastIndexOf(label);
    int from = labelled + label.length();
    int to = description.indexOf(']', from);
    if (labelled < 0 || to < 0) {
      throw new IllegalArgumentException("Unknown description of a magic: " + description);
    }
    ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    while (from < to) {
      int comma = description.indexOf(',', from);
      int end = comma < 0 ? to : Math.min(comma, to);
      numbers.write(Byte.parseByte(description.substring(from, end)));
      from = end + ", ".length();
    }
    return numbers.toByteArray();
  }
}
