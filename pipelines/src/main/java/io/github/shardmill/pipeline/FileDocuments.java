package io.github.shardmill.pipeline;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.DocumentId;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedFile.Parts;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ExtractedPart;
import io.github.shardmill.file.ItemPath;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.index.mutation.FamilyPart;
import io.github.shardmill.index.mutation.FamilyParts;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.schema.IndexSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Maps extracted files to the documents of {@link FileSchema}. Pure. */
final class FileDocuments {
  private static final int CAUSE_CHARACTERS = 1_000;

  /** What a source gives to all its documents, and what the engine adds by itself. */
  private static final Set<String> OF_THE_SOURCE =
      Set.of(IndexSchema.ID, IndexSchema.ROOT, FileSchema.LABEL);

  /** What the listing gives as well; all else comes from the bytes. */
  private static final Set<String> OF_THE_FILE =
      Set.of(
          IndexSchema.ID,
          IndexSchema.ROOT,
          FileSchema.LABEL,
          FileSchema.SOURCE,
          FileSchema.PATH,
          FileSchema.NAME,
          FileSchema.EXTENSION,
          FileSchema.MODIFIED,
          FileSchema.LOCATION,
          FileSchema.DUPLICATES,
          FileSchema.DUPLICATE_OF);

  /** What an item has from where its file is. */
  private static final Set<String> OF_THE_PLACE =
      Set.of(
          IndexSchema.ID,
          IndexSchema.ROOT,
          FileSchema.LABEL,
          FileSchema.SOURCE,
          FileSchema.PATH,
          FileSchema.MODIFIED,
          FileSchema.PARENT);

  private FileDocuments() {}

  /**
   * Returns the mutation that puts a file and its items into the index.
   *
   * @param labels of the source, {@code key=value} each
   * @param attempt which one in a row this was if it failed in a way that may not last, and when
   */
  static Mutation upsert(Source source, List<String> labels, ExtractedFile file, Attempt attempt) {
    IndexDocument.Builder document =
        listed(source, labels, file)
            .add(FileSchema.CONTENT_TYPE, file.contentType())
            .add(FileSchema.OUTCOME, file.outcome().name())
            .add(FileSchema.CAUSE, cut(file.cause()))
            .add(FileSchema.EXTRACTOR, file.extractor());
    if (file.outcome().isRetryable()) {
      document
          .add(FileSchema.ATTEMPTS, attempt.number())
          .add(FileSchema.ATTEMPTED, attempt.atMillis());
    }
    document.add(FileSchema.SIZE, file.digests().map(Digests::size).orElse(file.entry().size()));
    addDigests(file.digests(), document);
    addContent(file.content(), document);
    if (file.longestItem() > 0) {
      document.add(FileSchema.LONGEST_ITEM, file.longestItem());
    }
    Place place = new Place(source, labels, file.entry().path(), file.modifiedMillis());
    List<IndexDocument> family = new ArrayList<>();
    family.add(document.build());
    file.items().forEach(item -> family.add(document(place, item)));
    Parts parts = file.parts();
    return Mutation.upsert(family)
        .withParts(new FamilyParts(parts.family(), parts.count(), parts.items()));
  }

  /** Returns the part of a family that a part of a file is. */
  static FamilyPart part(Source source, List<String> labels, ExtractedPart part) {
    RelativePath path = part.entry().path();
    Place place = new Place(source, labels, path, part.modifiedMillis());
    return new FamilyPart(
        DocumentId.of(source.name(), path),
        part.family(),
        part.number(),
        part.items().stream().map(item -> document(place, item)).toList());
  }

  /** Where the file of an item is: what gives {@link #OF_THE_PLACE}. */
  private record Place(Source source, List<String> labels, RelativePath path, long modified) {
    IndexDocument.Builder document(ItemPath item) {
      String root = DocumentId.of(source.name(), path);
      String parent = item.depth() == 1 ? root : DocumentId.item(root, item.parent());
      return IndexDocument.withId(DocumentId.item(root, item))
          .add(FileSchema.SOURCE, source.name())
          .addAll(FileSchema.LABEL, labels)
          .add(FileSchema.PATH, path.display())
          .add(FileSchema.MODIFIED, modified)
          .add(FileSchema.PARENT, parent);
    }
  }

  private static IndexDocument document(Place place, ExtractedItem item) {
    IndexDocument.Builder document =
        place
            .document(item.path())
            .add(FileSchema.ITEM, item.path().toString())
            .add(FileSchema.DEPTH, item.path().depth())
            .add(FileSchema.NAME, item.name())
            .add(FileSchema.EXTENSION, RelativePath.of(item.name()).extension())
            .add(FileSchema.CONTENT_TYPE, item.contentType())
            .add(FileSchema.OUTCOME, item.outcome().name())
            .add(FileSchema.CAUSE, cut(item.cause()));
    item.digests().ifPresent(digests -> document.add(FileSchema.SIZE, digests.size()));
    addDigests(item.digests(), document);
    addContent(item.content(), document);
    return document.build();
  }

  /** Begins a document with what source and listing say: {@link #OF_THE_FILE}. */
  private static IndexDocument.Builder listed(
      Source source, List<String> labels, ExtractedFile file) {
    RelativePath path = file.entry().path();
    return IndexDocument.withId(DocumentId.of(source.name(), path))
        .add(FileSchema.SOURCE, source.name())
        .addAll(FileSchema.LABEL, labels)
        .add(FileSchema.PATH, path.display())
        .add(FileSchema.NAME, path.name().display())
        .add(FileSchema.EXTENSION, path.extension())
        .add(FileSchema.MODIFIED, file.modifiedMillis());
  }

  /**
   * One of several tries to extract a file.
   *
   * @param number 1 for the first
   * @param atMillis milliseconds since 1970 UTC
   */
  record Attempt(long number, long atMillis) {}

  /**
   * Returns the document of a file with what an earlier run made of the same bytes.
   *
   * @param values of that document, by field; those that {@code schema} does not have are left out
   */
  static IndexDocument reusedFile(
      Source source,
      List<String> labels,
      ExtractedFile file,
      Map<String, List<Object>> values,
      IndexSchema schema) {
    IndexDocument.Builder document = listed(source, labels, file);
    addOthers(values, OF_THE_FILE, schema, document);
    return document.build();
  }

  /**
   * Returns the document of an item of a file with what an earlier run made of the same bytes.
   *
   * @param values of that document, by field; those that {@code schema} does not have are left out
   */
  static IndexDocument reusedItem(
      Source source,
      List<String> labels,
      ExtractedFile file,
      Map<String, List<Object>> values,
      IndexSchema schema) {
    ItemPath item = ItemPath.parse(text(values, FileSchema.ITEM));
    Place place = new Place(source, labels, file.entry().path(), file.modifiedMillis());
    IndexDocument.Builder document = place.document(item);
    addOthers(values, OF_THE_PLACE, schema, document);
    return document.build();
  }

  /** Returns a document as it is, with other labels. */
  static IndexDocument copied(
      List<String> labels, Map<String, List<Object>> values, IndexSchema schema) {
    IndexDocument.Builder document =
        IndexDocument.withId(text(values, IndexSchema.ID)).addAll(FileSchema.LABEL, labels);
    addOthers(values, OF_THE_SOURCE, schema, document);
    return document.build();
  }

  private static String text(Map<String, List<Object>> values, String field) {
    return (String) values.get(field).get(0);
  }

  private static void addOthers(
      Map<String, List<Object>> values,
      Set<String> left,
      IndexSchema schema,
      IndexDocument.Builder document) {
    values.forEach(
        (field, all) -> {
          if (!left.contains(field) && schema.has(field)) {
            addAll(field, all, document);
          }
        });
  }

  /** Adds values as an index or another document holds them. */
  static void addAll(String field, List<Object> values, IndexDocument.Builder document) {
    values.forEach(value -> add(field, value, document));
  }

  private static void add(String field, Object value, IndexDocument.Builder document) {
    if (value instanceof Long number) {
      document.add(field, number.longValue());
    } else {
      document.add(field, (String) value);
    }
  }

  private static void addDigests(Optional<Digests> read, IndexDocument.Builder document) {
    read.ifPresent(
        digests ->
            document
                .add(FileSchema.MD5, digests.md5())
                .add(FileSchema.SHA1, digests.sha1())
                .add(FileSchema.SHA256, digests.sha256()));
  }

  private static void addContent(ExtractedFile.Content content, IndexDocument.Builder document) {
    document
        .add(FileSchema.TITLE, content.title())
        .add(FileSchema.CONTENT, content.text())
        .add(FileSchema.CHARACTERS, content.text().length())
        .add(FileSchema.AUTHOR, String.join("; ", content.authors()))
        .addAll(FileSchema.TAGS, content.labels().tags())
        .addAll(FileSchema.ALIASES, content.labels().aliases())
        .addAll(FileSchema.LINKS, content.labels().links())
        .add(FileSchema.LANGUAGE, content.language())
        .addAll(FileSchema.META, content.meta())
        .add(FileSchema.MESSAGE_ID_HASH, content.mail().messageId())
        .add(FileSchema.MESSAGE_HASH, content.mail().message());
    content.createdMillis().ifPresent(created -> document.add(FileSchema.CREATED, created));
  }

  private static String cut(String cause) {
    return cause.length() <= CAUSE_CHARACTERS ? cause : cause.substring(0, CAUSE_CHARACTERS);
  }
}
