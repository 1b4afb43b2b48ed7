package io.github.shardmill.samples.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a generated file says, whatever its format.
 *
 * @param title one line
 * @param author one name
 * @param language BCP 47 tag
 * @param keywords short phrases
 * @param written the day it claims to be from
 * @param paragraphs text; lines inside a paragraph are kept where the format has lines
 */
record Article(
    String title,
    String author,
    String language,
    List<String> keywords,
    LocalDate written,
    List<String> paragraphs) {

  Article {
    keywords = List.copyOf(keywords);
    paragraphs = List.copyOf(paragraphs);
  }

  /**
   * Reads the form in which articles are kept as resources: {@code key: value} lines, an empty
   * line, and paragraphs parted by empty lines.
   *
   * @throws IllegalArgumentException when a key is missing
   */
  static Article parse(String text) {
    String[] blocks = text.strip().split("\n\n+");
    Map<String, String> head = new HashMap<>();
    for (String line : blocks[0].split("\n")) {
      int colon = line.indexOf(':');
      head.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    if (!head.keySet().equals(Set.of("title", "author", "language", "keywords", "written"))) {
      throw new IllegalArgumentException("not the head of an article: " + blocks[0]);
    }
    return new Article(
        head.get("title"),
        head.get("author"),
        head.get("language"),
        List.of(head.get("keywords").split(", *")),
        LocalDate.parse(head.get("written")),
        List.of(blocks).subList(1, blocks.length));
  }

  /** Returns the paragraphs, parted by empty lines. */
  String text() {
    return String.join("\n\n", paragraphs) + "\n";
  }

  /** Returns the lines of all paragraphs. */
  Stream<String> lines() {
    return paragraphs.stream().flatMap(String::lines);
  }

  /** Returns the lines as table rows; cells are parted by {@code |}. */
  List<List<String>> rows() {
    return lines().map(line -> Arrays.asList(line.split(" *\\| *"))).toList();
  }

  /** Returns the lines, none longer than {@code columnsMax} unless one word is. */
  List<String> wrapped(int columnsMax) {
    List<String> wrapped = new ArrayList<>();
    for (String paragraph : paragraphs) {
      paragraph.lines().forEach(line -> wrap(line, columnsMax, wrapped));
      wrapped.add("");
    }
    return wrapped;
  }

  private static void wrap(String line, int columnsMax, List<String> wrapped) {
    StringBuilder current = new StringBuilder();
    for (String word : line.split(" ")) {
      if (current.length() > 0 && current.length() + 1 + word.length() > columnsMax) {
        wrapped.add(current.toString());
        current.setLength(0);
      }
      current.append(current.length() > 0 ? " " : "").append(word);
    }
    wrapped.add(current.toString());
  }
}
