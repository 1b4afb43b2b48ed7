package io.github.shardmill.file.note;

import java.util.List;

/**
 * What a note says about itself. All values are as written, without white space around them and
 * never empty.
 *
 * @param title the title that the front matter states, else the first heading; empty where there is
 *     neither
 * @param tags of the front matter, then of the text, in order and distinct, without {@code #}
 * @param aliases other names of the note, in order and distinct
 * @param links what the note links to or embeds, in order and distinct: names of notes without
 *     heading and without the extension of Markdown, and names of other files
 * @param authors in order
 * @param language as stated, or empty
 * @param dates properties that state when the note was made, the most telling first
 * @param others all other properties that have a value or a list of values, in order
 */
public record Note(
    String title,
    List<String> tags,
    List<String> aliases,
    List<String> links,
    List<String> authors,
    String language,
    List<Property> dates,
    List<Property> others) {

  /**
   * One value of the front matter; a list gives one for each of its items.
   *
   * @param key as written
   * @param value as written; more than one line where it was
   */
  public record Property(String key, String value) {}

  /** Copies the lists. */
  public Note {
    tags = List.copyOf(tags);
    aliases = List.copyOf(aliases);
    links = List.copyOf(links);
    authors = List.copyOf(authors);
    dates = List.copyOf(dates);
    others = List.copyOf(others);
  }
}
