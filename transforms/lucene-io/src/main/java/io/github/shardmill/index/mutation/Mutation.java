package io.github.shardmill.index.mutation;

import java.util.List;
import java.util.Objects;

/**
 * An UPSERT or DELETE of all documents of one root id.
 *
 * @param rootId the id of the family's root; without a character of code 0
 * @param version decides between mutations of the same root in one run: the highest wins; 0 or more
 * @param documents the documents of the family, the root first; empty for a DELETE
 * @param parts more documents of the family, which were handed over before
 */
public record Mutation(
    String rootId, long version, List<IndexDocument> documents, FamilyParts parts) {
  /** Checks that an UPSERT begins with its root. */
  public Mutation {
    Objects.requireNonNull(rootId, "rootId");
    if (rootId.isEmpty()) {
      throw new IllegalArgumentException("a root id has at least one character");
    }
    if (version < 0) {
      throw new IllegalArgumentException("a version is not negative: " + version);
    }
    documents = List.copyOf(documents);
    if (documents.isEmpty() && parts.count() > 0) {
      throw new IllegalArgumentException("a delete has no parts: " + rootId);
    }
    if (!documents.isEmpty() && !documents.get(0).id().equals(rootId)) {
      throw new IllegalArgumentException(
          "the first document of an upsert is the root: "
              + documents.get(0).id()
              + " is not "
              + rootId);
    }
  }

  /** Makes a mutation of a family that is handed over at once. */
  public Mutation(String rootId, long version, List<IndexDocument> documents) {
    this(rootId, version, documents, FamilyParts.NONE);
  }

  /** Returns an UPSERT of a family that is one document. */
  public static Mutation upsert(IndexDocument document) {
    return new Mutation(document.id(), 0, List.of(document));
  }

  /** Returns an UPSERT of a family; the first document is its root. */
  public static Mutation upsert(List<IndexDocument> family) {
    return new Mutation(family.get(0).id(), 0, family);
  }

  /** Returns a DELETE of a family. */
  public static Mutation delete(String rootId) {
    return new Mutation(rootId, 0, List.of());
  }

  /** Returns this mutation with a version. */
  public Mutation withVersion(long newVersion) {
    return new Mutation(rootId, newVersion, documents, parts);
  }

  /** Returns this UPSERT of a family of which parts were handed over before. */
  public Mutation withParts(FamilyParts earlier) {
    return new Mutation(rootId, version, documents, earlier);
  }

  /** Returns whether the family is removed and not replaced. */
  public boolean isDelete() {
    return documents.isEmpty();
  }
}
