package io.github.shardmill.pipeline;

import io.github.shardmill.pipeline.FileWork.Member;
import java.util.List;

/**
 * Files with the same bytes.
 *
 * @param sha256 of their bytes; empty where nobody had to know
 * @param claims at least one, in the order of {@link Member#ORDER}
 */
record SameBytes(String sha256, List<Claim> claims) {
  SameBytes {
    claims = List.copyOf(claims);
  }

  /** Returns the files. */
  List<Member> members() {
    return claims.stream().map(Claim::member).toList();
  }

  /**
   * Returns whether all are unchanged and the index says the same of them: the first has their text
   * and stands for all others, and no file is missing among these.
   */
  boolean isAsBefore() {
    Claim first = claims.get(0);
    return first.duplicates() == claims.size() - 1
        && claims.stream()
            .allMatch(
                claim -> claim.member().counted() && claim.text().equals(first.member().id()));
  }
}
