package io.github.shardmill.samples.rival;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.tika.Tika;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.TikaCoreProperties;

/** Makes the documents: every field of the index, here and nowhere else. */
final class FileFields {
  private static final int META_VALUES_MAX = 200;

  /** Longer metadata values are cut; Lucene refuses terms of 32 KB and more. */
  private static final int VALUE_CHARS_MAX = 4_000;

  private static final int CAUSE_CHARS_MAX = 500;
  private static final int EXTENSION_CHARS_MAX = 16;
  private static final Pattern LIST_SEPARATOR = Pattern.compile("[,;]");
  private static final String SUBJECT = TikaCoreProperties.SUBJECT.getName();

  /** What Tika calls the subject of a message is its title; its keywords are here. */
  private static final String MESSAGE_KEYWORDS = "Message:Raw-Header:Keywords";

  /** What is in a field of its own, or says nothing about the document. */
  private static final Set<String> NOT_IN_META =
      Set.of(
          Metadata.CONTENT_TYPE,
          Metadata.CONTENT_LENGTH,
          TikaCoreProperties.RESOURCE_NAME_KEY,
          TikaCoreProperties.TITLE.getName(),
          TikaCoreProperties.CREATOR.getName(),
          TikaCoreProperties.SUBJECT.getName(),
          TikaCoreProperties.LANGUAGE.getName(),
          TikaCoreProperties.CREATED.getName(),
          Office.KEYWORDS.getName(),
          "File Name",
          "File Size",
          "File Modified Date");

  /** A date, a time where there is one, and a zone where there is one. */
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd[['T'][' ']HH:mm[:ss][.SSS][XXX][XX]]")
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT);

  private final Path input;
  private final String source;
  private final String extractor;

  FileFields(Path input, int textCharsMax) {
    this.input = input;
    this.source = input.toAbsolutePath().normalize().getFileName().toString();
    this.extractor = Tika.getString().replace("Apache Tika ", "tika-") + ";text=" + textCharsMax;
  }

  /** Returns the document of a file. */
  Document document(Path file, byte[] bytes, long modifiedMillis, ParsedFile parsed) {
    Document document = document(file, parsed);
    document.add(new LongField("size", bytes.length, Store.YES));
    document.add(new LongField("modified", modifiedMillis, Store.YES));
    document.add(new StringField("md5", digest("MD5", bytes), Store.YES));
    document.add(new StringField("sha1", digest("SHA-1", bytes), Store.YES));
    document.add(new StringField("sha256", digest("SHA-256", bytes), Store.YES));
    return document;
  }

  /** Returns the document of a file whose bytes cannot be read. */
  Document document(Path file, ParsedFile parsed) {
    String path = input.relativize(file).toString();
    String name = file.getFileName().toString();
    String id = id(path);
    Document document = new Document();
    document.add(new KeywordField("id", id, Store.YES));
    document.add(new KeywordField("root", id, Store.YES));
    document.add(new KeywordField("source", source, Store.YES));
    document.add(new StringField("path", path, Store.YES));
    document.add(new TextField("name", name, Store.YES));
    addKeyword(document, "extension", extension(name));
    document.add(new KeywordField("content_type", parsed.contentType(), Store.YES));
    document.add(new KeywordField("outcome", parsed.outcome(), Store.YES));
    if (!parsed.cause().isEmpty()) {
      document.add(new StringField("cause", cut(parsed.cause(), CAUSE_CHARS_MAX), Store.YES));
    }
    document.add(new KeywordField("extractor", extractor, Store.YES));
    if (parsed.isIndexed()) {
      addText(document, "content", parsed.text());
      addMetadata(document, parsed.metadata());
    }
    return document;
  }

  /** Ids are unambiguous: {@code !/} would begin the name of an item in an archive. */
  private String id(String path) {
    String escaped = path.replace("%", "%25").replace("!/", "%21/");
    return source
        + ":"
        + (escaped.endsWith("!") ? escaped.substring(0, escaped.length() - 1) + "%21" : escaped);
  }

  private static void addMetadata(Document document, Metadata metadata) {
    String title = metadata.get(TikaCoreProperties.TITLE);
    addText(document, "title", title == null ? "" : cut(title.strip(), VALUE_CHARS_MAX));
    Set<String> authors = new LinkedHashSet<>();
    addStripped(authors, metadata.getValues(TikaCoreProperties.CREATOR));
    addText(document, "author", String.join("; ", authors));
    Set<String> tags = new LinkedHashSet<>();
    addTags(tags, metadata.getValues(isMessage(metadata) ? MESSAGE_KEYWORDS : SUBJECT));
    addTags(tags, metadata.getValues(Office.KEYWORDS));
    addTags(tags, metadata.getValues("keywords"));
    tags.forEach(tag -> addKeyword(document, "tags", tag));
    addKeyword(document, "language", language(metadata));
    String created = metadata.get(TikaCoreProperties.CREATED);
    addCreated(document, created == null ? metadata.get("dcterms.created") : created);
    addMeta(document, metadata);
  }

  private static void addText(Document document, String field, String value) {
    if (!value.isEmpty()) {
      document.add(new TextField(field, value, Store.YES));
    }
  }

  private static void addKeyword(Document document, String field, String value) {
    if (!value.isEmpty()) {
      document.add(new KeywordField(field, value, Store.YES));
    }
  }

  private static void addTags(Set<String> tags, String[] lists) {
    for (String list : lists) {
      addStripped(tags, LIST_SEPARATOR.split(list));
    }
  }

  private static boolean isMessage(Metadata metadata) {
    String type = String.valueOf(metadata.get(Metadata.CONTENT_TYPE));
    return type.startsWith("message/") || type.startsWith("application/vnd.ms-outlook");
  }

  private static void addStripped(Set<String> values, String[] more) {
    for (String value : more) {
      if (!value.isBlank() && values.size() < META_VALUES_MAX) {
        values.add(cut(value.strip(), VALUE_CHARS_MAX));
      }
    }
  }

  private static String language(Metadata metadata) {
    String stated = metadata.get(TikaCoreProperties.LANGUAGE);
    if (stated == null) {
      stated = metadata.get(Metadata.CONTENT_LANGUAGE);
    }
    if (stated == null) {
      return "";
    }
    String first = LIST_SEPARATOR.split(stated, 2)[0].strip().replace('_', '-');
    String tag = Locale.forLanguageTag(first).toLanguageTag();
    return tag.equals("und") ? "" : tag;
  }

  private static void addCreated(Document document, String stated) {
    if (stated != null) {
      try {
        long millis = OffsetDateTime.parse(stated, DATE).toInstant().toEpochMilli();
        document.add(new LongField("created", millis, Store.YES));
      } catch (DateTimeException | ArithmeticException e) {
        // A date in words; there is no field for these.
      }
    }
  }

  private static void addMeta(Document document, Metadata metadata) {
    Set<String> meta = new TreeSet<>();
    for (String key : metadata.names()) {
      if (!NOT_IN_META.contains(key) && !key.startsWith(TikaCoreProperties.TIKA_META_PREFIX)) {
        for (String value : metadata.getValues(key)) {
          if (!value.isBlank() && !value.contains("apache-tika-")) {
            meta.add(cut(key, VALUE_CHARS_MAX) + "=" + cut(value, VALUE_CHARS_MAX));
          }
        }
      }
    }
    meta.stream()
        .limit(META_VALUES_MAX)
        .forEach(value -> document.add(new StringField("meta", value, Store.YES)));
  }

  private static String cut(String value, int charsMax) {
    if (value.length() <= charsMax) {
      return value;
    }
    boolean inPair = Character.isHighSurrogate(value.charAt(charsMax - 1));
    return value.substring(0, inPair ? charsMax - 1 : charsMax);
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    boolean sensible = dot > 0 && name.length() - dot - 1 <= EXTENSION_CHARS_MAX;
    return sensible ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
