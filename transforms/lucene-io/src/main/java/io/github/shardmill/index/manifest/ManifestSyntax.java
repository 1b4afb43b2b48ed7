package io.github.shardmill.index.manifest;

import io.github.shardmill.index.read.Family;
import java.io.IOException;
import java.util.Map;

/**
 * How lines are written in one format. A line is its content, which the chain covers, and an ending
 * that carries the value of the chain. What is written depends on the values alone, to the byte.
 */
interface ManifestSyntax {
  /** Member or column that holds the value of the chain. */
  String CHAIN = "chain";

  /** Member or column that counts the documents of a family. */
  String DOCUMENTS = "documents";

  /** Returns what stands in front of the first line and is not chained; may be empty. */
  byte[] preface() throws IOException;

  /** Returns the content of the first line. */
  byte[] header(ManifestHeader header) throws IOException;

  /** Returns the content of the line of a root. */
  byte[] root(Family family) throws IOException;

  /** Returns the content of the last line. */
  byte[] footer(long roots) throws IOException;

  /** Returns what ends a line after its content. */
  byte[] ending(String chain);

  /** Returns whether the content is of a line of a root. */
  boolean isRoot(byte[] content);

  /**
   * Reads the content of the first line.
   *
   * @throws IOException if it is none
   */
  ManifestHeader readHeader(byte[] content) throws IOException;

  /**
   * Reads the content of the line of a root: texts by name, those without a value left out.
   *
   * @throws IOException if it is none
   */
  Map<String, String> readRoot(byte[] content) throws IOException;
}
