package io.github.shardmill.file;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * All that extraction learned of one file. Every file that was listed gives exactly one.
 *
 * @param source the source's name
 * @param entry the file as listed
 * @param modifiedMillis time of last modification when the bytes were read (the listed one where
 *     the file could not be read)
 * @param digests of the raw bytes; empty where they could not be read to the end
 * @param contentType the type by content, without parameters; {@code application/octet-stream}
 *     where nothing is known
 * @param outcome how it ended
 * @param cause one line that says why, for outcomes other than OK; otherwise empty
 * @param extractor version and settings that could affect this result
 * @param content what the file holds, without its items
 * @param items what is embedded in it, at all depths, in the order in which it was found; without
 *     those that were handed over before
 * @param parts what was handed over before
 * @param longestItem length of the longest text of all items, in UTF-16 code units; 0 without items
 * @param parseNanos time spent on it
 * @param earlier what an earlier run made of the same bytes, if extraction was told of it: then
 *     nothing was parsed, and type, outcome and content are that result's
 */
public record ExtractedFile(
    String source,
    FileEntry entry,
    long modifiedMillis,
    Optional<Digests> digests,
    String contentType,
    Outcome outcome,
    String cause,
    String extractor,
    Content content,
    List<ExtractedItem> items,
    Parts parts,
    int longestItem,
    long parseNanos,
    OptionalLong earlier) {
  /** Copies the list. */
  public ExtractedFile {
    items = List.copyOf(items);
  }

  /**
   * The items of a file that were handed over before it, in parts.
   *
   * @param family as the parts say it
   * @param count how many parts there are
   * @param outcomes how many items in them ended how
   */
  public record Parts(UUID family, int count, Map<Outcome, Long> outcomes) {
    /** No part at all. */
    public static final Parts NONE = new Parts(new UUID(0, 0), 0, Map.of());

    /** Copies the map. */
    public Parts {
      outcomes = Map.copyOf(outcomes);
    }

    /** Returns how many items are in all parts. */
    public long items() {
      return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Text and metadata of one document.
   *
   * @param text the text; empty where there is none
   * @param title the document's own title, or empty; a note without one is called as its first
   *     heading or its file
   * @param authors in document order
   * @param labels what it is filed under, called and linked to
   * @param language as stated by the document, a BCP 47 tag, or empty
   * @param createdMillis the document's own date of creation, milliseconds since 1970 UTC
   * @param meta other metadata as {@code key=value}, sorted, distinct, capped
   * @param mail by what the copies of a mail are known
   */
  public record Content(
      String text,
      String title,
      List<String> authors,
      Labels labels,
      String language,
      Optional<Long> createdMillis,
      List<String> meta,
      MailHashes mail)
      implements Serializable {
    /** Nothing at all. */
    public static final Content EMPTY =
        new Content(
            "", "", List.of(), Labels.NONE, "", Optional.empty(), List.of(), MailHashes.NONE);

    /** Copies the lists. */
    public Content {
      authors = List.copyOf(authors);
      meta = List.copyOf(meta);
    }

    /** Returns this with other hashes of a mail. */
    public Content withMail(MailHashes hashes) {
      return new Content(text, title, authors, labels, language, createdMillis, meta, hashes);
    }
  }

  /**
   * What a document is filed under, called and linked to. All lists are distinct and in document
   * order.
   *
   * @param tags keywords of any document, tags of a note
   * @param aliases other names of a note
   * @param links notes and files that a note links to
   */
  public record Labels(List<String> tags, List<String> aliases, List<String> links)
      implements Serializable {
    /** None at all. */
    public static final Labels NONE = new Labels(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Labels {
      tags = List.copyOf(tags);
      aliases = List.copyOf(aliases);
      links = List.copyOf(links);
    }

    /** Returns labels with these tags and nothing else. */
    public static Labels ofTags(List<String> tags) {
      return new Labels(tags, List.of(), List.of());
    }
  }
}
