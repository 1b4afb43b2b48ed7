package io.github.shardmill.pipeline.read;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.read.DuplicateRequest;
import io.github.shardmill.index.read.ExceptionRequest;
import io.github.shardmill.index.read.Facet;
import io.github.shardmill.index.read.SearchFilter;
import io.github.shardmill.index.read.SuggestRequest;
import io.github.shardmill.pipeline.ExceptionSelection;
import io.github.shardmill.pipeline.FileSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What people ask of an index of files, in terms of the fields of {@link FileSchema}. Pure. */
public final class FileQueries {
  /** What a media type can begin with; parsers invent types, but none of these. */
  private static final List<String> TOP_LEVEL_TYPES =
      List.of(
          "application",
          "audio",
          "chemical",
          "font",
          "image",
          "message",
          "model",
          "multipart",
          "text",
          "video");

  private FileQueries() {}

  /** Returns a filter for files with a tag; case, accents and white space do not count. */
  public static SearchFilter tagged(String tag) {
    return new SearchFilter.Folded(FileSchema.TAGS, tag);
  }

  /** Returns a filter for files of any of these sources. */
  public static SearchFilter ofSources(Collection<String> sources) {
    return new SearchFilter.Values(FileSchema.SOURCE, Set.copyOf(sources));
  }

  /**
   * Returns a filter for files of any of these types, whose case does not count. {@code text/html}
   * is a media type and {@code text/} all that begin so; {@code text} is the same. Any other short
   * name, such as {@code pdf} or {@code docx}, is an extension, or the second half of a media type,
   * with or without {@code x-} in front.
   */
  public static SearchFilter ofTypes(Collection<String> types) {
    return new SearchFilter.AnyOf(types.stream().map(FileQueries::ofType).toList());
  }

  private static SearchFilter ofType(String asked) {
    String type = asked.strip().toLowerCase(Locale.ROOT);
    if (type.endsWith("/")) {
      return new SearchFilter.Prefix(FileSchema.CONTENT_TYPE, type);
    }
    if (type.contains("/")) {
      return new SearchFilter.Values(FileSchema.CONTENT_TYPE, Set.of(type));
    }
    if (TOP_LEVEL_TYPES.contains(type)) {
      return new SearchFilter.Prefix(FileSchema.CONTENT_TYPE, type + "/");
    }
    String extension = type.startsWith(".") ? type.substring(1) : type;
    Set<String> mediaTypes = new LinkedHashSet<>();
    for (String first : TOP_LEVEL_TYPES) {
      mediaTypes.add(first + "/" + extension);
      mediaTypes.add(first + "/x-" + extension);
    }
    return new SearchFilter.AnyOf(
        List.of(
            new SearchFilter.Values(FileSchema.EXTENSION, Set.of(extension)),
            new SearchFilter.Values(FileSchema.CONTENT_TYPE, mediaTypes)));
  }

  /** Returns a filter for files that were modified at a time or later. */
  public static SearchFilter modifiedSince(long epochMillis) {
    return new SearchFilter.Range(FileSchema.MODIFIED, epochMillis, Long.MAX_VALUE);
  }

  /**
   * Returns what files are counted by: {@code tag}, {@code source}, {@code type} and {@code year}.
   * The year is that of the document's own date, or of the file's where it has none.
   *
   * @param limit most values of each
   */
  public static List<Facet> facets(int limit) {
    List<Facet> facets = new ArrayList<>();
    facets.add(Facet.values("tag", FileSchema.TAGS, limit));
    facets.add(Facet.values("source", FileSchema.SOURCE, limit));
    facets.add(Facet.values("type", FileSchema.CONTENT_TYPE, limit));
    facets.add(Facet.years("year", List.of(FileSchema.CREATED, FileSchema.MODIFIED), limit));
    return facets;
  }

  /**
   * Returns a request for exceptions.
   *
   * @param fields what an entry tells besides type, size and cause
   */
  public static ExceptionRequest exceptions(ExceptionSelection selection, List<String> fields) {
    Set<String> statuses =
        selection.outcomes().stream().map(Outcome::name).collect(Collectors.toSet());
    return new ExceptionRequest(statuses, FileSchema.SOURCE, selection.sources(), fields);
  }

  /**
   * Returns a request for duplicates.
   *
   * @param filesOnly whether what is inside files is left out
   * @param limit the most groups, the largest first; empty for all
   */
  public static DuplicateRequest duplicates(
      DuplicateKey key, boolean filesOnly, OptionalInt limit) {
    return new DuplicateRequest(key.field(), FileSchema.SIZE, filesOnly, limit);
  }

  /** Returns a request for titles that begin like this, and the names of files without a title. */
  public static SuggestRequest titles(String prefix) {
    return SuggestRequest.values(prefix, FileSchema.TITLE, FileSchema.NAME);
  }

  /** Returns a request for tags that begin like this. */
  public static SuggestRequest tags(String prefix) {
    return SuggestRequest.values(prefix, FileSchema.TAGS);
  }

  /** Returns a request for words of the text that begin like this, as they were analysed. */
  public static SuggestRequest terms(String prefix) {
    return SuggestRequest.terms(prefix, FileSchema.CONTENT);
  }
}
