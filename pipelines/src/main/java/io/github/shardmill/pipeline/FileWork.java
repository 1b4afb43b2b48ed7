package io.github.shardmill.pipeline;

import io.github.shardmill.file.DocumentId;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Source;
import java.util.Comparator;
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

  /**
   * Files that are as the index knows them: there is nothing to do, unless other files have the
   * same bytes.
   *
   * @param batch the files, each of them with a document
   */
  record Unchanged(FileBatch batch) implements FileWork {}

  /**
   * Put files with the same bytes into the index as one document.
   *
   * @param sha256 of their bytes; empty where all are unchanged
   * @param members at least one, in {@linkplain Member#ORDER order}
   */
  record Collapse(String sha256, List<Member> members) implements FileWork {
    /** Copies the list. */
    public Collapse {
      members = List.copyOf(members);
    }
  }

  /**
   * One of several files with the same bytes.
   *
   * @param counted whether it is unchanged, and counted as such
   */
  record Member(Source source, FileEntry file, boolean counted) {
    /** The first stands for all: so its source is the one that comes first, too. */
    static final Comparator<Member> ORDER =
        Comparator.comparing((Member member) -> member.source().name())
            .thenComparing(Member::id, DocumentId::compare);

    /** Returns the id of the file's document. */
    String id() {
      return DocumentId.of(source.name(), file.path());
    }
  }
}
