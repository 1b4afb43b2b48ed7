package io.github.shardmill.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The identity of a document: {@code source:relative/path}, and {@code source:path!/item/path} for
 * an item inside a file.
 *
 * <p>Injective: in the path of a file {@code %}, {@code !} before {@code /} or at the end, and
 * bytes that are not UTF-8 are written as {@code %XX}; see {@link ItemPath} for that of an item. An
 * id longer than {@value #MAX_BYTES} bytes is cut at a character and ends in {@code %#} and the
 * SHA-256 of the whole id; no shorter id holds {@code %#}. Ordered as unsigned UTF-8 bytes ({@link
 * #compare}). Never holds an absolute path, so that an index can be moved.
 */
public final class DocumentId {
  /** The longest id, in UTF-8 bytes. */
  public static final int MAX_BYTES = 8192;

  private static final String CUT_MARK = "%#";
  private static final int HASH_CHARACTERS = 64;

  private DocumentId() {}

  /**
   * Returns the id of a file's own document.
   *
   * @param source a source's name, as {@link Source} allows it
   * @param path where the file is below the root of the source
   */
  public static String of(String source, RelativePath path) {
    return bounded(source + ':' + escape(path.text()));
  }

  /**
   * Returns the id of an item inside a file.
   *
   * @param rootId the id of the file, from {@link #of}
   * @param path where the item is inside the file; not the file itself
   */
  public static String item(String rootId, ItemPath path) {
    return bounded(rootId + "!/" + path);
  }

  /**
   * Compares two ids by their unsigned UTF-8 bytes. {@link String#compareTo} differs: it puts
   * characters beyond U+FFFF before U+E000.
   */
  public static int compare(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Only supplementary characters are written with surrogates, and they sort last.
        boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
        return sameKind ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static String escape(String part) {
    StringBuilder escaped = new StringBuilder(part.length() + 16);
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean last = i + 1 == part.length();
      if (c == '%') {
        escaped.append("%25");
      } else if (c == '!' && (last || part.charAt(i + 1) == '/')) {
        escaped.append("%21");
      } else if (!Character.isSurrogate(c)) {
        escaped.append(c);
      } else if (!last && Character.isSurrogatePair(c, part.charAt(i + 1))) {
        escaped.append(c).append(part.charAt(++i));
      } else {
        appendInvalidByte(c, escaped);
      }
    }
    return escaped.toString();
  }

  /** Undoes what {@link RelativePath#text} did to a byte that is not UTF-8. */
  private static void appendInvalidByte(char surrogate, StringBuilder escaped) {
    appendByte(surrogate & 0xff, escaped);
  }

  private static void appendByte(int value, StringBuilder escaped) {
    HexFormat hex = HexFormat.of().withUpperCase();
    escaped.append('%').append(hex.toHexDigits((byte) value));
  }

  private static String bounded(String id) {
    if (id.length() <= MAX_BYTES / 3) {
      return id;
    }
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_BYTES) {
      return id;
    }
    int end = MAX_BYTES - CUT_MARK.length() - HASH_CHARACTERS;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + CUT_MARK + Digests.sha256Of(bytes);
  }
}
