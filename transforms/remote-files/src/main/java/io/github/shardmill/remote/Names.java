package io.github.shardmill.remote;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Text of paths: parts joined by slashes, neither at the beginning nor at the end. */
final class Names {
  private static final String HERE = ".";
  private static final String ABOVE = "..";
  private static final char SLASH = '/';
  private static final String HEX = "0123456789ABCDEF";
  private static final String UNESCAPED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private Names() {}

  /**
   * Leaves out empty parts and {@code .}, and resolves {@code ..}; above the root is the root, as
   * on every Unix.
   */
  static String normalized(String path, boolean absolute) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      int last = parts.size() - 1;
      if (part.equals(ABOVE) && last >= 0 && !parts.get(last).equals(ABOVE)) {
        parts.remove(last);
      } else if (!part.isEmpty() && !part.equals(HERE) && !(part.equals(ABOVE) && absolute)) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** Returns whether a key is one that a path can have. */
  static boolean isNormalized(String key) {
    return normalized(key, true).equals(key);
  }

  /** Escapes what a URI cannot have. */
  static String percentEncoded(String text, String alsoUnescaped) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (UNESCAPED.indexOf(c) >= 0 || alsoUnescaped.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
    return encoded.toString();
  }

  /** Compares as unsigned UTF-8 bytes would. */
  static int compare(String one, String other) {
    for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        // what takes two chars comes after all that takes one
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Returns the parts; one that is empty for the empty text. */
  static List<String> parts(String key) {
    return List.of(key.split("/", -1));
  }

  /** Returns whether a key is another or below it. */
  static boolean isAtOrBelow(String key, String above) {
    return above.isEmpty()
        || (key.startsWith(above)
            && (key.length() == above.length() || key.charAt(above.length()) == SLASH));
  }
}
