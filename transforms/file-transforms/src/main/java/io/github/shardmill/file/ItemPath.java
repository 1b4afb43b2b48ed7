package io.github.shardmill.file;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where an item is inside its file: the names of what holds it, from the outside in, and its own.
 *
 * <p>In each name {@code %}, {@code !} and halves of surrogate pairs are written as hexadecimal
 * numbers behind a {@code %}. Of items of one name in the same container the second ends in {@code
 * !2} and so on; the first without a name is {@code !1}. What is longer than {@value
 * #MAX_PART_BYTES} bytes is cut at a character and ends in {@code %#} and a part of its SHA-256. So
 * no two items of a file have the same path, and the same bytes give the same paths in every run.
 *
 * @param parts the names as written here; empty for the file itself
 */
public record ItemPath(List<String> parts) implements Serializable {
  /** The file itself. */
  public static final ItemPath FILE = new ItemPath(List.of());

  /** The longest part that is kept as it is, in UTF-8 bytes: most file systems allow 255. */
  static final int MAX_PART_BYTES = 180;

  private static final String CUT_MARK = "%#";
  private static final int HASH_CHARACTERS = 16;
  private static final String SEPARATOR = "!/";

  /** Copies the list. */
  public ItemPath {
    parts = List.copyOf(parts);
  }

  /**
   * Returns the path of an item that this one holds.
   *
   * @param name as the container says it; empty where it says none
   * @param occurrence 1 for the first item of that name in this container, 2 for the second
   */
  public ItemPath child(String name, int occurrence) {
    String number = name.isEmpty() || occurrence > 1 ? "!" + occurrence : "";
    List<String> all = new ArrayList<>(parts);
    all.add(bounded(escape(name) + number));
    return new ItemPath(all);
  }

  /** Returns the path of what holds this item; of the file itself there is none. */
  public ItemPath parent() {
    return new ItemPath(parts.subList(0, parts.size() - 1));
  }

  /** Returns how many containers it is in; 0 for the file itself. */
  public int depth() {
    return parts.size();
  }

  /** Returns the path that {@link #toString} gave. */
  public static ItemPath parse(String path) {
    return path.isEmpty() ? FILE : new ItemPath(List.of(path.split(SEPARATOR, -1)));
  }

  /** Returns the names with {@code !/} in between. */
  @Override
  public String toString() {
    return String.join(SEPARATOR, parts);
  }

  private static String bounded(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_PART_BYTES) {
      return part;
    }
    int end = MAX_PART_BYTES - CUT_MARK.length() - HASH_CHARACTERS;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8)
        + CUT_MARK
        + Digests.sha256Of(bytes).substring(0, HASH_CHARACTERS);
  }

  private static String escape(String name) {
    StringBuilder escaped = new StringBuilder(name.length() + 16);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < name.length()
          && Character.isLowSurrogate(name.charAt(i + 1))) {
        escaped.append(c).append(name.charAt(++i));
      } else if (c == '%' || c == '!') {
        escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else if (Character.isSurrogate(c)) {
        escaped.append(String.format(Locale.ROOT, "%%%04X", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
