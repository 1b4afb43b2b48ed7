package io.github.shardmill.file.discover;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.remote.Locations;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Paths of files without loss: file systems name files with bytes, {@link Path} shows them as text.
 *
 * <p>On other machines names are Unicode text, and their bytes are those of its UTF-8 form. Here,
 * Java decodes a name that is not in the platform's encoding with replacement characters, but a
 * {@link Path} keeps its bytes, {@link Path#toUri} writes them percent-encoded, and {@link
 * Path#of(URI)} restores them. Names that need it go that way; all others are taken as text, which
 * is much cheaper. All methods are pure and thread-safe.
 */
public final class SourcePaths {
  private static final boolean TEXT_IS_UTF8 = textIsUtf8();

  private SourcePaths() {}

  /**
   * Returns the root of a source.
   *
   * @throws java.nio.file.InvalidPathException if nothing here knows the scheme of its URI
   */
  public static Path root(Source source) {
    return Locations.path(URI.create(source.root()));
  }

  /** Returns where a file of a source is; opening it opens exactly the bytes that were listed. */
  public static Path resolve(Source source, RelativePath path) {
    return resolve(root(source), path);
  }

  /**
   * Returns the path of {@code path} below {@code directory}.
   *
   * @param directory absolute
   * @throws InvalidPathException if the file system of the directory cannot have such a name
   */
  public static Path resolve(Path directory, RelativePath path) {
    String text = path.text();
    if (Locations.isRemote(directory)) {
      return directory.resolve(requireUtf8(path, text));
    }
    if (isExact(text)) {
      return directory.resolve(text);
    }
    StringBuilder uri = new StringBuilder(directory.toUri().toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    appendPercentEncoded(path.bytes(), uri);
    return Path.of(URI.create(uri.toString()));
  }

  /**
   * Returns the bytes of {@code path} relative to {@code directory}.
   *
   * @param directory absolute
   * @param path absolute, below {@code directory}
   */
  public static RelativePath relativize(Path directory, Path path) {
    return RelativePath.ofBytes(bytes(path.toAbsolutePath(), directory.relativize(path)));
  }

  /** Returns the bytes of the last part of an absolute path. */
  static byte[] nameBytes(Path path) {
    return bytes(path, path.getFileName());
  }

  /** Returns the bytes of {@code tail}, which {@code path} ends with. */
  private static byte[] bytes(Path path, Path tail) {
    String text = tail.toString();
    if (Locations.isRemote(path) || isExact(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    byte[] all = percentDecoded(path.toUri().getRawPath());
    int end = all.length > 0 && all[all.length - 1] == '/' ? all.length - 1 : all.length;
    int start = end;
    for (int parts = tail.getNameCount(); parts > 0; parts--) {
      do {
        start--;
      } while (all[start] != '/');
    }
    byte[] bytes = new byte[end - start - 1];
    System.arraycopy(all, start + 1, bytes, 0, bytes.length);
    return bytes;
  }

  private static String requireUtf8(RelativePath path, String text) {
    if (!path.isUtf8()) {
      throw new InvalidPathException(path.display(), "names on other machines are UTF-8");
    }
    return text;
  }

  /** Returns whether text and bytes of a name are the same in UTF-8 and in the platform's view. */
  private static boolean isExact(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && (!TEXT_IS_UTF8 || c == '\uFFFD' || isUnpaired(text, i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnpaired(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private static void appendPercentEncoded(byte[] bytes, StringBuilder uri) {
    HexFormat hex = HexFormat.of().withUpperCase();
    for (byte b : bytes) {
      if (isBetween('a', b, 'z') || isBetween('A', b, 'Z') || isBetween('0', b, '9') || b == '/') {
        uri.append((char) b);
      } else {
        uri.append('%').append(hex.toHexDigits(b));
      }
    }
  }

  private static boolean isBetween(char first, byte b, char last) {
    return first <= b && b <= last;
  }

  private static byte[] percentDecoded(String rawPath) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(rawPath.length());
    for (int i = 0; i < rawPath.length(); i++) {
      if (rawPath.charAt(i) == '%') {
        bytes.write(HexFormat.fromHexDigits(rawPath, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(rawPath.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  /** Asks the platform itself, because the property that names its encoding is not a promise. */
  private static boolean textIsUtf8() {
    try {
      return Path.of("\u00e9").toUri().getRawPath().endsWith("/%C3%A9");
    } catch (InvalidPathException unmappable) {
      return false;
    }
  }
}
