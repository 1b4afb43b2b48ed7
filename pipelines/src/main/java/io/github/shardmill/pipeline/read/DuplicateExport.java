package io.github.shardmill.pipeline.read;

import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.index.read.DuplicateDocument;
import io.github.shardmill.index.read.DuplicateGroup;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.pipeline.FileSchema;
import java.util.List;
import java.util.Map;

/**
 * Writes duplicates for other programs, a line for each document, as the manifest of an index is
 * written: see {@link ManifestFormat}. Documents of a group are neighbours, and have their number.
 * Stateless.
 */
public final class DuplicateExport {
  private static final String DOCUMENTS = "documents";

  private final DuplicateKey key;
  private final ExportLines lines;

  /** Writes in a format what is alike by a key. */
  public DuplicateExport(ManifestFormat format, DuplicateKey key) {
    this.key = key;
    this.lines =
        new ExportLines(
            format,
            List.of(key.field(), DOCUMENTS, IndexSchema.ID, IndexSchema.ROOT, FileSchema.SIZE));
  }

  /** Returns what stands in front of the first line; may be empty. */
  public byte[] preface() {
    return lines.preface();
  }

  /** Returns the line of a document of a group with its end. */
  public byte[] line(DuplicateGroup group, DuplicateDocument document) {
    return lines.line(
        Map.of(
            key.field(),
            group.value(),
            DOCUMENTS,
            group.documents(),
            IndexSchema.ID,
            document.id(),
            IndexSchema.ROOT,
            document.root(),
            FileSchema.SIZE,
            document.bytes()));
  }
}
