package io.github.shardmill.pipeline;

import io.github.shardmill.index.mutation.FamilyPart;
import io.github.shardmill.index.mutation.FamilyParts;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationEmitter;
import io.github.shardmill.index.read.DocumentLookup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is known of a file and of its items, to be written again; few documents at a time. */
final class EmittedFamily {
  /** So many documents are held. */
  private static final int MAX_HELD = 200;

  private final KnownFiles origin;
  private final int file;
  private final Mapping ofFile;
  private final Mapping ofItem;
  private final UUID family = UUID.randomUUID();
  private int parts;
  private long inParts;

  private EmittedFamily(KnownFiles origin, int file, Mapping ofFile, Mapping ofItem) {
    this.origin = origin;
    this.file = file;
    this.ofFile = ofFile;
    this.ofItem = ofItem;
  }

  /** Makes a document of the values of another one. */
  @FunctionalInterface
  interface Mapping {
    /** Maps the values, by field. */
    IndexDocument of(Map<String, List<Object>> values);
  }

  /**
   * Returns the family of a file.
   *
   * @param file its document
   * @param ofFile makes its new document
   * @param ofItem makes that of each item
   */
  static EmittedFamily of(KnownFiles origin, int file, Mapping ofFile, Mapping ofItem) {
    return new EmittedFamily(origin, file, ofFile, ofItem);
  }

  /**
   * Emits it, in parts if it is large.
   *
   * @return the number of its documents
   */
  long emit(MutationEmitter emitter) throws IOException {
    DocumentLookup lookup = origin.lookup();
    IndexDocument root = ofFile.of(lookup.values(file));
    List<IndexDocument> held = new ArrayList<>();
    for (int member : origin.family(file)) {
      if (held.size() == MAX_HELD) {
        emitPart(root, held, emitter);
      }
      if (member != file) {
        held.add(ofItem.of(lookup.values(member)));
      }
    }
    if (parts > 0) {
      emitPart(root, held, emitter);
    }
    held.add(0, root);
    emitter.emit(Mutation.upsert(held).withParts(new FamilyParts(family, parts, inParts)));
    return inParts + held.size();
  }

  private void emitPart(IndexDocument root, List<IndexDocument> held, MutationEmitter emitter)
      throws IOException {
    if (!held.isEmpty()) {
      emitter.emit(new FamilyPart(root.id(), family, parts++, held));
      inParts += held.size();
      held.clear();
    }
  }
}
