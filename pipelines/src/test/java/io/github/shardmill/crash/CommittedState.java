package io.github.shardmill.crash;

import io.github.shardmill.index.CommitData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.FSDirectory;

/**
 * What an index holds, read by plain Lucene and checked by it.
 *
 * @param ids the ids of all live documents
 * @param digest the logical digest that the commit carries
 * @param token the run that made the commit
 * @param generation Lucene's generation of the commit
 */
record CommittedState(Set<String> ids, String digest, String token, long generation) {
  /** An index that nobody has committed to. */
  static final CommittedState NONE = new CommittedState(Set.of(), "", "", -1);

  /** Reads the last commit; fails if Lucene finds any damage. */
  static CommittedState read(Path index) throws IOException {
    try (FSDirectory directory = FSDirectory.open(index)) {
      requireSound(directory);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        CommitData data =
            CommitData.fromUserData(reader.getIndexCommit().getUserData()).orElseThrow();
        long generation = reader.getIndexCommit().getGeneration();
        if (!data.isOf(generation) || data.documents() != reader.numDocs()) {
          throw new AssertionError("the commit does not describe itself: " + data);
        }
        return new CommittedState(ids(reader), data.digest().toString(), data.token(), generation);
      }
    } catch (IndexNotFoundException nothing) {
      return NONE;
    }
  }

  private static void requireSound(FSDirectory directory) throws IOException {
    // The lock is left alone: a run that was killed must not have left one that counts.
    try (CheckIndex check = new CheckIndex(directory)) {
      CheckIndex.Status status = check.checkIndex();
      if (!status.clean && !status.missingSegments) {
        throw new AssertionError("CheckIndex: " + status);
      }
    }
  }

  private static Set<String> ids(DirectoryReader reader) throws IOException {
    Set<String> ids = new TreeSet<>();
    StoredFields stored = reader.storedFields();
    for (int document = 0; document < reader.maxDoc(); document++) {
      if (!ids.add(stored.document(document, Set.of("id")).get("id"))) {
        throw new AssertionError("an id is there twice: document " + document);
      }
    }
    return ids;
  }

  /** Returns whether both hold the same documents, whoever committed them. */
  boolean sameDocuments(CommittedState other) {
    return ids.equals(other.ids) && digest.equals(other.digest);
  }
}
