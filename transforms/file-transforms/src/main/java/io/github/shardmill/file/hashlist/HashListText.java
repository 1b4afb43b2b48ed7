package io.github.shardmill.file.hashlist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the text of a list, line by line, in memory that does not depend on the length of a line.
 *
 * <p>A line begins with an MD5, SHA-1 or SHA-256 in hex, in any case, with or without quotes;
 * whatever follows a comma, tab, semicolon or space is ignored, and so are empty lines and those
 * that begin with {@code #}. The first of the others may be the header of a table, such as the
 * National Software Reference Library begins its own with. For one use, by one thread.
 */
final class HashListText {
  private static final int BUFFER_BYTES = 1 << 16;

  /** A SHA-256 in quotes, and one more to tell that it is longer. */
  private static final int MAX_TOKEN = 67;

  private static final Set<String> HEADERS =
      Set.of("md5", "sha1", "sha256", "sha-1", "sha-256", "hash");

  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private long line;
  private boolean begun;

  /** Takes the digests of a list. */
  @FunctionalInterface
  interface Consumer {
    void accept(HashAlgorithm algorithm, byte[] hash) throws IOException;
  }

  /**
   * Prepares.
   *
   * @param name of the list, for messages
   * @param in stays the caller's to close
   */
  HashListText(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /**
   * Reads all lines.
   *
   * @throws IllegalArgumentException if one is not as it should be
   */
  void read(Consumer consumer) throws IOException {
    for (String token = token(); token != null; token = token()) {
      if (!token.isEmpty() && token.charAt(0) != '#') {
        String digits = unquoted(token);
        boolean isHeader = !begun && HEADERS.contains(digits.toLowerCase(Locale.ROOT));
        begun = true;
        if (!isHeader) {
          HashAlgorithm algorithm =
              HashAlgorithm.ofDigits(digits.length()).orElseThrow(this::refused);
          consumer.accept(algorithm, bytes(digits));
        }
      }
    }
  }

  /** Returns what the next line begins with; null at the end of the list. */
  private String token() throws IOException {
    int next = next();
    if (next < 0) {
      return null;
    }
    line++;
    StringBuilder token = new StringBuilder(MAX_TOKEN);
    boolean isOver = false;
    while (next >= 0 && next != '\n') {
      isOver = isOver || (next < ' ' || next == ' ' || next == ',' || next == ';');
      if (!isOver && token.length() < MAX_TOKEN) {
        token.append((char) next);
      }
      next = next();
    }
    return line == 1 ? withoutMark(token.toString()) : token.toString();
  }

  /** What some editors begin a file of UTF-8 with is no part of its first line. */
  private static String withoutMark(String token) {
    String mark =
        new String("\uFEFF".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return token.startsWith(mark) ? token.substring(mark.length()) : token;
  }

  private static String unquoted(String token) {
    int length = token.length();
    char first = token.charAt(0);
    boolean isQuoted =
        length >= 2 && (first == '"' || first == '\'') && token.charAt(length - 1) == first;
    return isQuoted ? token.substring(1, length - 1) : token;
  }

  private byte[] bytes(String digits) {
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = Character.digit(digits.charAt(2 * i), 16);
      int low = Character.digit(digits.charAt(2 * i + 1), 16);
      if (high < 0 || low < 0) {
        throw refused();
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }

  private IllegalArgumentException refused() {
    return new IllegalArgumentException(
        name + ", line " + line + ": does not begin with an MD5, SHA-1 or SHA-256 in hex");
  }

  private int next() throws IOException {
    if (position == limit) {
      limit = Math.max(0, in.read(buffer));
      position = 0;
    }
    return limit == 0 ? -1 : buffer[position++] & 0xff;
  }
}
