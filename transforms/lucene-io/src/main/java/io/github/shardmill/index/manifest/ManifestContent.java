package io.github.shardmill.index.manifest;

import io.github.shardmill.index.read.Family;
import io.github.shardmill.index.read.FamilyListing;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares the lines of a manifest with the families of a commit, side by side. For one use. */
final class ManifestContent {
  private final FamilyListing families;
  private final ManifestSyntax syntax;
  private final LineProblems problems;
  private Family next;
  private long compared;

  ManifestContent(FamilyListing families, ManifestSyntax syntax, LineProblems problems)
      throws IOException {
    this.families = families;
    this.syntax = syntax;
    this.problems = problems;
    this.next = families.next();
  }

  long compared() {
    return compared;
  }

  /** Takes the line of a root; lines come in order of their ids. */
  void compare(ManifestLines.Line line, Map<String, String> values) throws IOException {
    String id = values.get(IndexSchema.ID);
    skipTo(id, line.number());
    if (next == null || !next.id().equals(id)) {
      problems.add(line.number(), "is of " + id + ", which the index does not have");
      return;
    }
    byte[] expected = syntax.root(next);
    if (!Arrays.equals(line.content(), expected)) {
      Map<String, String> own = syntax.readRoot(expected);
      problems.add(line.number(), id + " differs from the index: " + differing(values, own));
    }
    compared++;
    next = families.next();
  }

  /** Takes the end of the manifest. */
  void end(long number) throws IOException {
    while (next != null) {
      missing(number);
    }
  }

  private void skipTo(String id, long number) throws IOException {
    while (next != null && compare(next.id(), id) < 0) {
      missing(number);
    }
  }

  private void missing(long number) throws IOException {
    problems.add(number, "should be of " + next.id() + ", which the manifest does not have");
    next = families.next();
  }

  static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String differing(Map<String, String> line, Map<String, String> own) {
    Set<String> names = new LinkedHashSet<>(own.keySet());
    names.addAll(line.keySet());
    List<String> differing = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(line.get(name), own.get(name))) {
        differing.add(name);
      }
    }
    return differing.isEmpty() ? "the way it is written" : String.join(", ", differing);
  }
}
