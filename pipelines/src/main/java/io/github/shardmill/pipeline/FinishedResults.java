package io.github.shardmill.pipeline;

import io.github.shardmill.file.change.ChangeRules;
import io.github.shardmill.index.read.DocumentLookup;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/**
 * What interrupted runs had finished, as all steps of the run that goes on from there open it.
 *
 * @param directory of the index that it was gathered in
 * @param schema of its documents
 * @param rules how listed files are judged against it
 * @param excluded files that are left out now, and may be known
 */
record FinishedResults(
    String directory, IndexSchema schema, ChangeRules rules, ExcludedHashes excluded)
    implements Serializable {
  /** What {@link KnownFiles} looks for and at. */
  static final Set<String> LOOKED_UP =
      Set.of(
          FileSchema.SIZE,
          FileSchema.MODIFIED,
          FileSchema.MD5,
          FileSchema.SHA1,
          FileSchema.SHA256,
          FileSchema.OUTCOME,
          FileSchema.EXTRACTOR,
          FileSchema.CHARACTERS,
          FileSchema.LONGEST_ITEM,
          FileSchema.ATTEMPTS,
          FileSchema.ATTEMPTED,
          FileSchema.DUPLICATES,
          FileSchema.DUPLICATE_OF);

  /** Returns the same for a run that leaves files out which may be known. */
  FinishedResults leavingOut(ExcludedHashes hashes) {
    return new FinishedResults(directory, schema, rules, hashes);
  }

  /** Opens it; the caller closes it. */
  KnownFiles open() throws IOException {
    Directory files = IndexDirectories.reading(Locations.path(directory));
    DirectoryReader reader = null;
    KnownFiles known = null;
    try {
      reader = DirectoryReader.open(files);
      DirectoryReader opened = reader;
      known =
          new KnownFiles(
                  () -> IOUtils.close(opened, files),
                  new DocumentLookup(reader, schema),
                  new KnownFiles.Judgement(rules, false, null))
              .leavingOut(excluded);
      return known;
    } finally {
      if (known == null) {
        IOUtils.close(reader, files);
      }
    }
  }
}
