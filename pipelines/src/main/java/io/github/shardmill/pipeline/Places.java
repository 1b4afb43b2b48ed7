package io.github.shardmill.pipeline;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.pipeline.FileWork.Member;
import java.util.List;
import java.util.Map;

/**
 * Writes into documents where files with the same bytes are. The first file's document is found by
 * source, path, extension and labels of each of them; those of the others hold no text. Pure.
 */
final class Places {
  /** So many other files are named in a document; the number says whether there are more. */
  static final int MOST_NAMED = 10_000;

  /** What the documents of all files with the same bytes say alike. */
  private static final List<String> OF_THE_BYTES =
      List.of(
          FileSchema.CONTENT_TYPE,
          FileSchema.SIZE,
          FileSchema.MD5,
          FileSchema.SHA1,
          FileSchema.SHA256,
          FileSchema.OUTCOME,
          FileSchema.CAUSE,
          FileSchema.EXTRACTOR,
          FileSchema.CHARACTERS,
          FileSchema.LONGEST_ITEM);

  private final SourceLabels labels;

  Places(SourceLabels labels) {
    this.labels = labels;
  }

  /** Returns the document of a file that stands for others too. */
  IndexDocument standingFor(List<Member> others, IndexDocument first) {
    if (others.isEmpty()) {
      return first;
    }
    IndexDocument.Builder document = IndexDocument.withId(first.id());
    first.values().forEach((field, values) -> FileDocuments.addAll(field, values, document));
    document.add(FileSchema.DUPLICATES, others.size());
    for (Member other : others.subList(0, Math.min(others.size(), MOST_NAMED))) {
      RelativePath path = other.file().path();
      document
          .add(FileSchema.LOCATION, other.id())
          .add(FileSchema.SOURCE, other.source().name())
          .addAll(FileSchema.LABEL, labels.of(other.source().name()))
          .add(FileSchema.PATH, path.display())
          .add(FileSchema.EXTENSION, path.extension());
    }
    return document.build();
  }

  /**
   * Returns the document of a file whose text is in that of another one.
   *
   * @param first id of that
   * @param values of that document, by field
   */
  IndexDocument duplicate(Member file, String first, Map<String, List<Object>> values) {
    IndexDocument.Builder document =
        IndexDocument.withId(file.id())
            .add(FileSchema.SOURCE, file.source().name())
            .addAll(FileSchema.LABEL, labels.of(file.source().name()))
            .add(FileSchema.PATH, file.file().path().display())
            .add(FileSchema.NAME, file.file().path().name().display())
            .add(FileSchema.EXTENSION, file.file().path().extension())
            .add(FileSchema.MODIFIED, file.file().modifiedMillis())
            .add(FileSchema.DUPLICATE_OF, first);
    OF_THE_BYTES.stream()
        .filter(values::containsKey)
        .forEach(field -> FileDocuments.addAll(field, values.get(field), document));
    return document.build();
  }
}
