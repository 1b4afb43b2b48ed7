package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationEmitter;
import io.github.shardmill.pipeline.FileWork.Collapse;
import io.github.shardmill.pipeline.FileWork.Member;
import io.github.shardmill.pipeline.MapFiles.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Puts files with the same bytes into the index as one document: the first that can be extracted
 * stands for all after it. One that cannot, that is left out, or that changed since it was
 * compared, becomes what it would be alone.
 */
final class CollapsedFiles {
  private final MapFiles.Config config;
  private final @Nullable KnownFiles known;
  private final Extractor extractor;
  private final Places places;

  /** Extracts the files of a batch. */
  @FunctionalInterface
  interface Extractor {
    /** Extracts them, and emits and counts what comes out. */
    void extract(FileBatch batch, Target target) throws Exception;
  }

  /**
   * Makes it for one thread.
   *
   * @param known what the index says; null where there is none
   */
  CollapsedFiles(MapFiles.Config config, @Nullable KnownFiles known, Extractor extractor) {
    this.config = config;
    this.known = config.rebuilds() ? null : known;
    this.extractor = extractor;
    this.places = new Places(config.labels());
  }

  /** Emits the documents of all files, as far as the index does not have them. */
  void map(Collapse group, MutationEmitter emitter, ExtractionTally tally) throws Exception {
    String sha256 = group.sha256();
    List<Member> rest = group.members();
    while (!rest.isEmpty()) {
      Member first = rest.get(0);
      rest = rest.subList(1, rest.size());
      Optional<Map<String, List<Object>>> text = standsAlready(first, rest, sha256);
      if (text.isPresent()) {
        confirm(first, tally);
      } else {
        text = write(first, rest, sha256, emitter, tally);
      }
      if (text.isPresent()) {
        for (Member duplicate : rest) {
          writeDuplicate(duplicate, first, text.get(), emitter, tally);
        }
        return;
      }
    }
  }

  /** Returns the values of the document that stands for the files in the index, if one does. */
  private Optional<Map<String, List<Object>>> standsAlready(
      Member first, List<Member> others, String sha256) throws IOException {
    OptionalInt document = document(first);
    if (document.isEmpty()
        || !known.isReusable(document.getAsInt())
        || known.duplicates(document.getAsInt()) != others.size()
        || !isOfListing(first, document.getAsInt())) {
      return Optional.empty();
    }
    for (Member other : others) {
      OptionalInt duplicate = document(other);
      if (duplicate.isEmpty()
          || !known.idOfText(duplicate.getAsInt()).equals(first.id())
          || isRelabelled(other)) {
        return Optional.empty();
      }
    }
    Map<String, List<Object>> values = known.lookup().values(document.getAsInt());
    boolean isSame = sha256.isEmpty() || values.get(FileSchema.SHA256).contains(sha256);
    return isSame ? Optional.of(values) : Optional.empty();
  }

  /** Returns whether a document says of its file's place what the listing says. */
  private boolean isOfListing(Member member, int document) throws IOException {
    return known.file(document).modifiedMillis() == member.file().modifiedMillis()
        && !isRelabelled(member);
  }

  private boolean isRelabelled(Member member) {
    return config.relabelled().contains(member.source().name());
  }

  private OptionalInt document(Member member) throws IOException {
    return known == null ? OptionalInt.empty() : known.document(member.source(), member.file());
  }

  /**
   * Extracts the first file and emits its document, which stands for the others.
   *
   * @return the values of the document; empty if it cannot stand for them
   */
  private Optional<Map<String, List<Object>>> write(
      Member first,
      List<Member> others,
      String sha256,
      MutationEmitter emitter,
      ExtractionTally tally)
      throws Exception {
    StandingEmitter standing =
        new StandingEmitter(emitter, sha256, document -> places.standingFor(others, document));
    ExtractionTally counted =
        first.counted()
            ? new ExtractionTally(standing, config.workers().progress(), config.runId())
            : tally;
    extractor.extract(
        new FileBatch(first.source(), List.of(first.file())),
        new Target(first.source(), standing, counted, true));
    if (first.counted()) {
      tally.countCopied(standing.documents());
    }
    return standing.values();
  }

  private void writeDuplicate(
      Member duplicate,
      Member first,
      Map<String, List<Object>> text,
      MutationEmitter emitter,
      ExtractionTally tally)
      throws IOException {
    OptionalInt before = document(duplicate);
    if (before.isPresent()
        && known.idOfText(before.getAsInt()).equals(first.id())
        && known.isCurrent(before.getAsInt())
        && isOfListing(duplicate, before.getAsInt())) {
      confirm(duplicate, tally);
      return;
    }
    emitter.emit(Mutation.upsert(places.duplicate(duplicate, first.id(), text)));
    if (duplicate.counted()) {
      tally.countCopied(1);
    } else {
      tally.countDuplicate(duplicate.file().size());
    }
  }

  private static void confirm(Member member, ExtractionTally tally) {
    if (!member.counted()) {
      tally.countConfirmed();
    }
  }
}
