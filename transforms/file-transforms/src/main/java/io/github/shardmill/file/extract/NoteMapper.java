package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.ExtractedFile.Labels;
import io.github.shardmill.file.note.Note;
import io.github.shardmill.file.note.Note.Property;
import io.github.shardmill.file.note.NoteReader;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds to the text of a Markdown note what the note says about itself. The text stays as it is.
 *
 * <p>A note without a title and without a heading is called as its file, so its fields depend on
 * the name as well as on the bytes.
 */
final class NoteMapper {
  /** How Tika has called Markdown, by the version. */
  private static final Set<String> TYPES = Set.of("text/markdown", "text/x-web-markdown");

  private NoteMapper() {}

  /**
   * Returns whether documents of this type are notes.
   *
   * @param type without parameters
   */
  static boolean isNote(String type) {
    return TYPES.contains(type);
  }

  /**
   * Returns the fields of a note.
   *
   * @param plain what is known of it as a text
   * @param name of the file
   */
  static Content contentOf(Content plain, String name) {
    Note note = NoteReader.read(plain.text());
    NavigableSet<String> meta = new TreeSet<>(plain.meta());
    note.others().forEach(property -> add(meta, property));
    Optional<Long> created = Optional.empty();
    for (Property date : note.dates()) {
      Optional<Long> millis = millis(date);
      if (created.isEmpty() && millis.isPresent()) {
        created = millis;
      } else {
        add(meta, date);
      }
    }
    return new Content(
        plain.text(),
        cut(note.title().isEmpty() ? withoutExtension(name) : note.title()),
        cut(note.authors()),
        new Labels(cut(note.tags()), cut(note.aliases()), note.links()),
        MetadataMapper.languageTag(note.language()),
        created,
        new ArrayList<>(meta),
        plain.mail());
  }

  /** Also understands {@code 2024-02-03 04:05:06 +0100}, which is usual in notes. */
  private static Optional<Long> millis(Property date) {
    return StatedDate.millis(date.value().replace(" +", "+").replace(" -", "-"));
  }

  private static void add(NavigableSet<String> meta, Property property) {
    MetadataMapper.add(meta, property.key(), property.value());
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static List<String> cut(List<String> values) {
    return values.stream().map(NoteMapper::cut).distinct().toList();
  }

  private static String cut(String value) {
    return TextCut.cut(value, MetadataMapper.MAX_VALUE_CHARACTERS);
  }
}
