package io.github.shardmill.file.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Passwords in the order in which they are tried. Immutable; tells nobody what they are but who
 * tries them.
 */
public final class PasswordList {
  /** The most passwords of a list: each costs a parse of every encrypted document. */
  public static final int MAX_PASSWORDS = 10_000;

  private static final int MAX_BYTES = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<String> values;

  private PasswordList(List<String> values) {
    this.values = values;
  }

  /**
   * Reads a list: one password a line, as it stands, blanks included; empty lines are none.
   *
   * @throws IllegalArgumentException if it is no such list; the message holds nothing of it
   * @throws IOException if it cannot be read
   */
  public static PasswordList read(Path file) throws IOException {
    String name = "the list of passwords " + file;
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(name + " is longer than " + MAX_BYTES + " bytes");
    }
    Set<String> values = new LinkedHashSet<>(text(bytes, name).lines().toList());
    values.remove("");
    if (values.size() > MAX_PASSWORDS) {
      throw new IllegalArgumentException(name + " has more than " + MAX_PASSWORDS + " passwords");
    }
    return new PasswordList(List.copyOf(values));
  }

  private static String text(byte[] bytes, String name) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(name + " is not UTF-8", e);
    }
  }

  /**
   * Reads the list that is meant, if one is.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  static PasswordList of(Passwords passwords) {
    if (passwords.areNone()) {
      return new PasswordList(List.of());
    }
    try {
      return read(Path.of(passwords.file()));
    } catch (IOException e) {
      throw new UncheckedIOException("the passwords cannot be read", e);
    }
  }

  /** Returns the passwords. */
  List<String> values() {
    return values;
  }

  /** Returns how many there are, and no more. */
  @Override
  public String toString() {
    return values.size() + " passwords";
  }
}
