package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import java.util.List;

/** Something to do for the index. References only, never text. Immutable. */
sealed interface FileWork {
  /**
   * Find out what the files hold, and put it into the index.
   *
   * @param batch the files
   */
  record Extract(FileBatch batch) implements FileWork {}

  /**
   * Write documents again as they are, with the labels that their source has now.
   *
   * @param ids of root documents
   */
  record Copy(List<String> ids) implements FileWork {
    /** Copies the list. */
    public Copy {
      ids = List.copyOf(ids);
    }
  }

  /**
   * Take documents out of the index.
   *
   * @param ids of root documents
   */
  record Remove(List<String> ids) implements FileWork {
    /** Copies the list. */
    public Remove {
      ids = List.copyOf(ids);
    }
  }
}
