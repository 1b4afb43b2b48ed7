package io.github.shardmill.pipeline;

import io.github.shardmill.pipeline.FileWork.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Divides files of the same size by their bytes. Unchanged files are believed to have those that
 * the index says, and nothing is read where it says that nothing changed; where something did, what
 * is new is digested, and what the index knows is asked by digest.
 */
final class SameSize {
  private final @Nullable KnownFiles known;
  private final Digesting digesting;
  private final List<Claim> claims;

  /** Unchanged files by the id of the document that has their text in the index. */
  private final Map<String, List<Claim>> byText = new LinkedHashMap<>();

  private final Map<String, List<Claim>> byDigest = new LinkedHashMap<>();

  /** Finds out what a file holds. */
  @FunctionalInterface
  interface Digesting {
    /** Returns the SHA-256 of a file, lower-case hex. */
    String digest(Member member) throws IOException;
  }

  /**
   * Takes the files.
   *
   * @param claims in the order of {@link Member#ORDER}
   * @param known what the index says of the unchanged ones; null where there is none
   */
  SameSize(List<Claim> claims, @Nullable KnownFiles known, Digesting digesting) {
    this.claims = claims;
    this.known = known;
    this.digesting = digesting;
  }

  /** Hands over the groups. */
  void forEach(Consumer<SameBytes> consumer) throws IOException {
    if (claims.size() == 1) {
      consumer.accept(new SameBytes("", claims));
      return;
    }
    for (Claim claim : claims) {
      if (claim.member().counted()) {
        add(claim, claim.text(), byText);
      } else {
        digest(claim, consumer);
      }
    }
    digestWhatChanged();
    for (Map.Entry<String, List<Claim>> group : byDigest.entrySet()) {
      takeKnown(group.getKey(), group.getValue());
      group.getValue().sort(Comparator.comparing(Claim::member, Member.ORDER));
      consumer.accept(new SameBytes(group.getKey(), group.getValue()));
    }
    byText.values().forEach(group -> consumer.accept(new SameBytes("", group)));
  }

  private static void add(Claim claim, String key, Map<String, List<Claim>> groups) {
    groups.computeIfAbsent(key, first -> new ArrayList<>()).add(claim);
  }

  private void digest(Claim claim, Consumer<SameBytes> consumer) {
    try {
      add(claim, digesting.digest(claim.member()), byDigest);
    } catch (IOException leftToExtraction) {
      consumer.accept(new SameBytes("", List.of(claim)));
    }
  }

  /** Takes groups of unchanged files of which the index does not say what it should. */
  private void digestWhatChanged() throws IOException {
    for (String text : List.copyOf(byText.keySet())) {
      SameBytes group = new SameBytes("", byText.get(text));
      if (!group.isAsBefore()) {
        String sha256 = digestInIndex(group.claims().get(0));
        byText.remove(text).forEach(claim -> add(claim, sha256, byDigest));
      }
    }
  }

  private String digestInIndex(Claim claim) throws IOException {
    int document = known.document(claim.member().id()).orElseThrow();
    return (String) known.lookup().values(document).get(FileSchema.SHA256).get(0);
  }

  /** Adds the unchanged files that the index knows to have the same bytes. */
  private void takeKnown(String sha256, List<Claim> group) throws IOException {
    if (byText.isEmpty()) {
      return;
    }
    for (int document : known.filesWith(sha256)) {
      List<Claim> same = byText.remove(known.idOfText(document));
      if (same != null) {
        group.addAll(same);
      }
    }
  }
}
