package io.github.shardmill.file.note;

import io.github.shardmill.file.note.Note.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Reads what a note says about itself: its front matter, its first heading, its tags and links.
 *
 * <p>Front matter that is not YAML is no failure; what stands in it counts as text. Keys are
 * compared without regard to case.
 */
public final class NoteReader {
  /** Most tags of a note; those beyond it are left out, as with all limits here. */
  public static final int MAX_TAGS = 1_000;

  /** Most aliases of a note, and most authors. */
  public static final int MAX_NAMES = 200;

  /** Most links of a note. */
  public static final int MAX_LINKS = 10_000;

  private final DistinctValues tags = new DistinctValues(MAX_TAGS);
  private final DistinctValues aliases = new DistinctValues(MAX_NAMES);
  private final DistinctValues authors = new DistinctValues(MAX_NAMES);
  private final LinkTargets links = new LinkTargets(MAX_LINKS);
  private final List<Property> created = new ArrayList<>();
  private final List<Property> dates = new ArrayList<>();
  private final List<Property> others = new ArrayList<>();
  private String title = "";
  private String language = "";

  private NoteReader() {}

  /** Returns what a note says about itself. */
  public static Note read(String text) {
    NoteReader reader = new NoteReader();
    Optional<FrontMatter> frontMatter = FrontMatter.of(text);
    frontMatter.ifPresent(found -> found.properties().forEach(reader::take));
    int end = frontMatter.map(FrontMatter::end).orElse(0);
    boolean readable = frontMatter.map(FrontMatter::readable).orElse(true);
    NoteBody body = new NoteBody(text, end, new InlineScanner(text, reader.tags, reader.links));
    body.walk(readable ? end : 0);
    return reader.note(body.heading());
  }

  private Note note(String heading) {
    created.addAll(dates);
    return new Note(
        title.isEmpty() ? heading : title,
        tags.toList(),
        aliases.toList(),
        links.toList(),
        authors.toList(),
        language,
        created,
        others);
  }

  private void take(YamlProperty property) {
    property.values().forEach(this::takeLinks);
    switch (property.key().strip().toLowerCase(Locale.ROOT)) {
      case "title" -> title = first(property, title);
      case "lang", "language" -> language = first(property, language);
      case "tags", "tag", "keywords" -> takeTags(property);
      case "aliases", "alias" -> takeNames(property, aliases::add);
      case "author", "authors" -> property.values().forEach(authors::add);
      case "created" -> addTo(created, property);
      case "date" -> addTo(dates, property);
      default -> addTo(others, property);
    }
  }

  /** A property can hold a link, as in {@code up: "[[Home]]"}. */
  private void takeLinks(String value) {
    if (value.contains("[[")) {
      new InlineScanner(value, new DistinctValues(0), links).scan(0, value.length());
    }
  }

  /** Tags in one value are separated by commas if there are any, otherwise by white space. */
  private void takeTags(YamlProperty property) {
    for (String value : property.values()) {
      if (property.isList()) {
        addTag(value);
      } else {
        boolean commas = value.indexOf(',') >= 0;
        split(value, c -> commas ? c == ',' : Character.isWhitespace(c), this::addTag);
      }
    }
  }

  private void addTag(String value) {
    String tag = value.strip();
    tags.add(tag.startsWith("#") ? tag.substring(1) : tag);
  }

  private static void takeNames(YamlProperty property, Consumer<String> names) {
    for (String value : property.values()) {
      if (property.isList()) {
        names.accept(value);
      } else {
        split(value, c -> c == ',', names);
      }
    }
  }

  private static void split(String value, IntPredicate separator, Consumer<String> parts) {
    int start = 0;
    for (int at = 0; at <= value.length(); at++) {
      if (at == value.length() || separator.test(value.charAt(at))) {
        parts.accept(value.substring(start, at));
        start = at + 1;
      }
    }
  }

  private static String first(YamlProperty property, String before) {
    return before.isEmpty() && !property.values().isEmpty()
        ? property.values().get(0).strip()
        : before;
  }

  private static void addTo(List<Property> properties, YamlProperty property) {
    for (String value : property.values()) {
      properties.add(new Property(property.key().strip(), value.strip()));
    }
  }
}
