package io.github.shardmill.pipeline;

import io.github.shardmill.index.mutation.FamilyPart;
import io.github.shardmill.index.mutation.FamilyParts;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationEmitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Emits a family whose documents come one after the other, and holds few of them. */
final class EmittedFamily {
  /** So many documents are held. */
  private static final int MAX_HELD = 200;

  private final MutationEmitter emitter;
  private final IndexDocument root;
  private final UUID family = UUID.randomUUID();
  private final List<IndexDocument> held = new ArrayList<>();
  private int parts;
  private long inParts;

  /** Begins a family. */
  EmittedFamily(MutationEmitter emitter, IndexDocument root) {
    this.emitter = emitter;
    this.root = root;
  }

  /** Adds the next document. */
  void add(IndexDocument document) throws IOException {
    if (held.size() == MAX_HELD) {
      emitter.emit(new FamilyPart(root.id(), family, parts++, held));
      inParts += held.size();
      held.clear();
    }
    held.add(document);
  }

  /**
   * Emits the root, with which the family counts.
   *
   * @return the number of its documents, the root included
   */
  long end() throws IOException {
    if (parts > 0) {
      emitter.emit(new FamilyPart(root.id(), family, parts++, held));
      inParts += held.size();
      held.clear();
    }
    List<IndexDocument> together = new ArrayList<>();
    together.add(root);
    together.addAll(held);
    Mutation mutation = Mutation.upsert(together);
    emitter.emit(
        parts == 0 ? mutation : mutation.withParts(new FamilyParts(family, parts, inParts)));
    return inParts + together.size();
  }
}
