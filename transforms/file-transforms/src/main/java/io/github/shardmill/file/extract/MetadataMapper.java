package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.ExtractedFile.Labels;
import io.github.shardmill.file.MailHashes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.TikaCoreProperties;

/**
 * Turns Tika's metadata into the fields of a document.
 *
 * <p>The result depends on the bytes and the name of the file only: what Tika notes about its own
 * work, about its input stream and about temporary files is left out, and dates without a time zone
 * are taken as UTC.
 */
final class MetadataMapper {
  /** Most entries of {@link Content#meta}. */
  static final int MAX_META_ENTRIES = 200;

  /** Longest value in {@link Content#meta}, and longest title, in UTF-16 code units. */
  static final int MAX_VALUE_CHARACTERS = 4_000;

  /**
   * Longest tag of a language; no language has one as long, and an index takes no keyword of any
   * length.
   */
  static final int MAX_LANGUAGE_CHARACTERS = 255;

  private static final Pattern LIST_SEPARATOR = Pattern.compile("[,;]");

  /** How a web page states its date; Tika leaves it as it is. */
  private static final String CREATED_OF_A_PAGE = "dcterms.created";

  /** The keywords of a message. What Tika calls its subject is the line of that name, its title. */
  private static final String KEYWORDS_OF_A_MESSAGE = "Message:Raw-Header:Keywords";

  private static final List<String> TAGS_OF_A_MESSAGE =
      List.of(KEYWORDS_OF_A_MESSAGE, Office.KEYWORDS.getName(), "keywords");
  private static final List<String> TAGS =
      List.of(TikaCoreProperties.SUBJECT.getName(), Office.KEYWORDS.getName(), "keywords");
  private static final List<String> MESSAGES = List.of("message/", "application/vnd.ms-outlook");

  /** Notes of Tika about its work, of the stream, and of a temporary file. */
  private static final Set<String> NOT_OF_THE_DOCUMENT =
      Set.of(
          Metadata.CONTENT_TYPE,
          Metadata.CONTENT_LENGTH,
          TikaCoreProperties.RESOURCE_NAME_KEY,
          "File Name",
          "File Size",
          "File Modified Date");

  private static final String TIKA_PREFIX = TikaCoreProperties.TIKA_META_PREFIX;
  private static final String TEMPORARY_FILE = "apache-tika-";

  private static final Set<String> HAVE_FIELDS_OF_THEIR_OWN =
      Set.of(
          TikaCoreProperties.TITLE.getName(),
          TikaCoreProperties.CREATOR.getName(),
          TikaCoreProperties.SUBJECT.getName(),
          TikaCoreProperties.LANGUAGE.getName(),
          TikaCoreProperties.CREATED.getName(),
          Office.KEYWORDS.getName());

  private MetadataMapper() {}

  /** Returns the fields of a document with this text and this metadata. */
  static Content contentOf(String text, Metadata metadata) {
    return new Content(
        text,
        title(metadata),
        distinct(metadata.getValues(TikaCoreProperties.CREATOR)),
        Labels.ofTags(tags(metadata)),
        language(metadata),
        created(metadata),
        meta(metadata),
        MailHashes.NONE);
  }

  private static String title(Metadata metadata) {
    String title = metadata.get(TikaCoreProperties.TITLE);
    return title == null ? "" : TextCut.cut(title.strip(), MAX_VALUE_CHARACTERS);
  }

  private static List<String> tags(Metadata metadata) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    boolean isMessage = type != null && MESSAGES.stream().anyMatch(type::startsWith);
    Set<String> tags = new LinkedHashSet<>();
    for (String key : isMessage ? TAGS_OF_A_MESSAGE : TAGS) {
      for (String value : metadata.getValues(key)) {
        addDistinct(tags, LIST_SEPARATOR.split(value));
      }
    }
    return List.copyOf(tags);
  }

  private static List<String> distinct(String[] values) {
    Set<String> distinct = new LinkedHashSet<>();
    addDistinct(distinct, values);
    return List.copyOf(distinct);
  }

  private static void addDistinct(Collection<String> to, String[] values) {
    for (String value : values) {
      String stripped = value.strip();
      if (!stripped.isEmpty() && to.size() < MAX_META_ENTRIES) {
        to.add(TextCut.cut(stripped, MAX_VALUE_CHARACTERS));
      }
    }
  }

  private static String language(Metadata metadata) {
    String stated = metadata.get(TikaCoreProperties.LANGUAGE);
    return languageTag(stated == null ? metadata.get(Metadata.CONTENT_LANGUAGE) : stated);
  }

  /**
   * Returns the first of the languages stated, as a BCP 47 tag; empty where there is none, and
   * where it is longer than {@link #MAX_LANGUAGE_CHARACTERS}.
   */
  static String languageTag(String stated) {
    if (stated == null) {
      return "";
    }
    String first = LIST_SEPARATOR.split(stated, 2)[0].strip().replace('_', '-');
    String tag = Locale.forLanguageTag(first).toLanguageTag();
    return "und".equals(tag) || tag.length() > MAX_LANGUAGE_CHARACTERS ? "" : tag;
  }

  /** Returns when the document says that it was made, milliseconds since 1970 UTC. */
  static Optional<Long> created(Metadata metadata) {
    String stated = metadata.get(TikaCoreProperties.CREATED);
    return StatedDate.millis(stated == null ? metadata.get(CREATED_OF_A_PAGE) : stated);
  }

  private static List<String> meta(Metadata metadata) {
    NavigableSet<String> entries = new TreeSet<>();
    for (String key : metadata.names()) {
      if (isOfTheDocument(key)) {
        for (String value : metadata.getValues(key)) {
          add(entries, key, value);
        }
      }
    }
    return new ArrayList<>(entries);
  }

  /** Adds an entry of {@link Content#meta}, of which the first in order are kept. */
  static void add(NavigableSet<String> entries, String key, String value) {
    if (value.isBlank() || value.contains(TEMPORARY_FILE)) {
      return;
    }
    entries.add(
        TextCut.cut(key, MAX_VALUE_CHARACTERS) + "=" + TextCut.cut(value, MAX_VALUE_CHARACTERS));
    if (entries.size() > MAX_META_ENTRIES) {
      entries.pollLast();
    }
  }

  private static boolean isOfTheDocument(String key) {
    return !key.startsWith(TIKA_PREFIX)
        && !NOT_OF_THE_DOCUMENT.contains(key)
        && !HAVE_FIELDS_OF_THEIR_OWN.contains(key);
  }
}
