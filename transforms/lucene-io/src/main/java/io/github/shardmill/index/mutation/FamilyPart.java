package io.github.shardmill.index.mutation;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Some documents of a family that is too large to be handed over at once. It means nothing until
 * the UPSERT of the root names it ({@link FamilyParts}): whoever fails half-way begins anew with
 * another family, and nobody sees the parts of the first.
 *
 * @param rootId the id of the family's root
 * @param family tells attempts at one root from each other; random
 * @param number 0 for the first part; parts are indexed in order of their numbers, behind the
 *     documents that came with the root
 * @param documents one at least
 */
public record FamilyPart(String rootId, UUID family, int number, List<IndexDocument> documents) {
  /** Copies the list. */
  public FamilyPart {
    Objects.requireNonNull(rootId, "rootId");
    Objects.requireNonNull(family, "family");
    documents = List.copyOf(documents);
    if (rootId.isEmpty() || number < 0 || documents.isEmpty()) {
      throw new IllegalArgumentException(
          "a part has a root id, a number of 0 or more and a document");
    }
  }
}
