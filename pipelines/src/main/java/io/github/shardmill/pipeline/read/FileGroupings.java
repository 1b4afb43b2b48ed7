package io.github.shardmill.pipeline.read;

import io.github.shardmill.index.read.IndexDiff.Grouping;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.pipeline.FileSchema;
import java.util.List;

/** By what a person sums up the documents of files. Stateless. */
public final class FileGroupings {
  private FileGroupings() {}

  /**
   * Returns groupings by source, by folder and by type.
   *
   * @param depth how many names of folders tell a group, at least 1
   */
  public static List<Grouping> ofDepth(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("depth is at least 1, not " + depth);
    }
    return List.of(
        Grouping.by(FileSchema.SOURCE),
        new Grouping("folder", IndexSchema.ID, id -> folder(id, depth)),
        Grouping.by(FileSchema.CONTENT_TYPE));
  }

  /** Returns the source and the first folders of a document id; an item is where its file is. */
  static String folder(String id, int depth) {
    int item = id.indexOf("!/");
    String file = item < 0 ? id : id.substring(0, item);
    int end = file.indexOf(':') + 1;
    for (int i = 0; i < depth; i++) {
      int slash = file.indexOf('/', end);
      if (slash < 0) {
        break;
      }
      end = slash + 1;
    }
    return file.substring(0, end);
  }
}
