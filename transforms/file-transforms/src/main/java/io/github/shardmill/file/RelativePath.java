package io.github.shardmill.file;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The path of a file below the root of its source, as the bytes that the file system knows.
 *
 * <p>Paths are bytes: a name that is not UTF-8 keeps its bytes and can be opened again. The parts
 * are separated by {@code /}; there is no leading and no trailing separator.
 */
public final class RelativePath implements Serializable, Comparable<RelativePath> {
  private static final long serialVersionUID = 1L;
  private static final int EXTENSION_CHARACTERS = 16;

  private final byte[] bytes;

  private RelativePath(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns a path of these bytes, which are copied. */
  public static RelativePath ofBytes(byte[] bytes) {
    return new RelativePath(bytes.clone());
  }

  /** Returns the path whose bytes are the UTF-8 form of {@code path}. */
  public static RelativePath of(String path) {
    return new RelativePath(path.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the last part of the path. */
  public RelativePath name() {
    int slash = bytes.length - 1;
    while (slash >= 0 && bytes[slash] != '/') {
      slash--;
    }
    return slash < 0 ? this : new RelativePath(Arrays.copyOfRange(bytes, slash + 1, bytes.length));
  }

  /**
   * Returns what follows the last dot of the name, in lower case; the empty string where there is
   * no dot, where the name begins with it, or where more than {@value #EXTENSION_CHARACTERS}
   * characters follow, which is no extension then.
   */
  public String extension() {
    String name = name().display();
    int dot = name.lastIndexOf('.');
    boolean sensible = dot > 0 && name.length() - dot - 1 <= EXTENSION_CHARACTERS;
    return sensible ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
  }

  /** Returns whether the bytes are well-formed UTF-8. */
  public boolean isUtf8() {
    return decode() != null;
  }

  /**
   * Returns the path for a person to read: as it is where it is UTF-8, otherwise with every byte
   * above 127 as {@code %XX}. Not injective; identity is the business of {@link DocumentId}.
   */
  public String display() {
    String decoded = decode();
    if (decoded != null) {
      return decoded;
    }
    StringBuilder text = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      if (b < 0) {
        text.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      } else {
        text.append((char) b);
      }
    }
    return text.toString();
  }

  /**
   * Returns the path as text without loss: every byte that is not part of well-formed UTF-8 becomes
   * the unpaired surrogate {@code U+DC00 + byte}, which no well-formed name can hold. For matching
   * and escaping; never to be encoded again as UTF-8.
   */
  public String text() {
    String decoded = decode();
    return decoded != null ? decoded : decodeKeepingInvalidBytes();
  }

  private String decodeKeepingInvalidBytes() {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (0xDC00 + (in.get() & 0xff)));
      }
      decoder.reset();
    }
  }

  private String decode() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }

  /** Orders by unsigned bytes. */
  @Override
  public int compareTo(RelativePath other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RelativePath that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return display();
  }
}
