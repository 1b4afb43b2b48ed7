package io.github.shardmill.pipeline;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.mutation.FamilyPart;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationEmitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Passes on the documents of one file; its own is made to stand for other files if they have the
 * same bytes and these were read. Counts nothing but documents: what the file counts for is not
 * this class's business.
 */
final class StandingEmitter implements MutationEmitter {
  private final MutationEmitter emitter;
  private final String sha256;
  private final UnaryOperator<IndexDocument> standing;
  private Optional<Map<String, List<Object>>> values = Optional.empty();
  private long documents;

  /**
   * Passes on to another emitter.
   *
   * @param sha256 of the bytes that all have; empty where they are believed to
   * @param standing makes a document that stands for the other files, too
   */
  StandingEmitter(MutationEmitter emitter, String sha256, UnaryOperator<IndexDocument> standing) {
    this.emitter = emitter;
    this.sha256 = sha256;
    this.standing = standing;
  }

  /** Returns what the file's document says if it stands for the others. */
  Optional<Map<String, List<Object>>> values() {
    return values;
  }

  /** Returns how many documents the file gave, its own among them. */
  long documents() {
    return documents;
  }

  @Override
  public void emit(Mutation mutation) throws IOException {
    if (mutation.isDelete()) {
      emitter.emit(mutation);
      return;
    }
    documents += mutation.documents().size() + mutation.parts().documents();
    List<IndexDocument> family = new ArrayList<>(mutation.documents());
    IndexDocument file = family.get(0);
    if (canStand(file.values())) {
      values = Optional.of(file.values());
      family.set(0, standing.apply(file));
    }
    emitter.emit(new Mutation(mutation.rootId(), mutation.version(), family, mutation.parts()));
  }

  private boolean canStand(Map<String, List<Object>> file) {
    return Outcome.valueOf((String) file.get(FileSchema.OUTCOME).get(0)).isIndexed()
        && (sha256.isEmpty() || file.get(FileSchema.SHA256).contains(sha256));
  }

  @Override
  public void emit(FamilyPart part) throws IOException {
    emitter.emit(part);
  }

  @Override
  public void record(String line) throws IOException {
    emitter.record(line);
  }

  @Override
  public void count(String counter, long amount) {}

  @Override
  public void rank(String ranking, String name, long weight) {}
}
