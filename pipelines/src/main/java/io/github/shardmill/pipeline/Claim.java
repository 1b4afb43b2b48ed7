package io.github.shardmill.pipeline;

import io.github.shardmill.pipeline.FileWork.Member;

/**
 * A file that may have the same bytes as others.
 *
 * @param member the file
 * @param text id of the document that has its text in the index, its own or that of another file;
 *     empty where it has no document
 * @param duplicates how many other files its own document stands for
 */
record Claim(Member member, String text, long duplicates) {
  /** Returns whether the file's text is in the document of another one. */
  boolean isDuplicate() {
    return !text.isEmpty() && !text.equals(member.id());
  }

  /** Returns whether its document in the index says anything of other files. */
  boolean isCollapsed() {
    return duplicates > 0 || isDuplicate();
  }
}
