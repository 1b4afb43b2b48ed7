package io.github.shardmill.pipeline;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.DocumentId;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;

/** Maps extracted files to the documents of {@link FileSchema}. Pure. */
final class FileDocuments {
  private static final int CAUSE_CHARACTERS = 1_000;

  private FileDocuments() {}

  /** Returns the mutation that puts a file into the index. */
  static Mutation upsert(Source source, ExtractedFile file) {
    RelativePath path = file.entry().path();
    IndexDocument.Builder document =
        IndexDocument.withId(DocumentId.of(source.name(), path))
            .add(FileSchema.SOURCE, source.name())
            .add(FileSchema.PATH, path.display())
            .add(FileSchema.NAME, path.name().display())
            .add(FileSchema.EXTENSION, path.extension())
            .add(FileSchema.CONTENT_TYPE, file.contentType())
            .add(FileSchema.MODIFIED, file.modifiedMillis())
            .add(FileSchema.OUTCOME, file.outcome().name())
            .add(FileSchema.CAUSE, cut(file.cause()))
            .add(FileSchema.EXTRACTOR, file.extractor());
    addDigests(file, document);
    addContent(file.content(), document);
    return Mutation.upsert(document.build());
  }

  private static void addDigests(ExtractedFile file, IndexDocument.Builder document) {
    document.add(FileSchema.SIZE, file.digests().map(Digests::size).orElse(file.entry().size()));
    file.digests()
        .ifPresent(
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
        .add(FileSchema.AUTHOR, String.join("; ", content.authors()))
        .addAll(FileSchema.TAGS, content.labels().tags())
        .addAll(FileSchema.ALIASES, content.labels().aliases())
        .addAll(FileSchema.LINKS, content.labels().links())
        .add(FileSchema.LANGUAGE, content.language())
        .addAll(FileSchema.META, content.meta());
    content.createdMillis().ifPresent(created -> document.add(FileSchema.CREATED, created));
  }

  private static String cut(String cause) {
    return cause.length() <= CAUSE_CHARACTERS ? cause : cause.substring(0, CAUSE_CHARACTERS);
  }
}
