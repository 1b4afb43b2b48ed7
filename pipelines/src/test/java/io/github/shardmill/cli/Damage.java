package io.github.shardmill.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.StringHelper;

/** What can happen to an index directory. */
final class Damage {
  private static final int FORMAT_TO_COME = 99;

  private Damage() {}

  /** Changes one byte in the middle of the largest file whose name matches. */
  static void flipByte(Path index, String nameGlob) throws IOException {
    Path file = largest(index, nameGlob);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  /** Removes the largest file whose name matches. */
  static void delete(Path index, String nameGlob) throws IOException {
    Files.delete(largest(index, nameGlob));
  }

  /** Writes what a later Lucene's commit will begin with. */
  static void writeCommitOfNewerLucene(Path index) throws IOException {
    try (Directory directory = FSDirectory.open(index);
        IndexOutput out = directory.createOutput("segments_1", IOContext.DEFAULT)) {
      CodecUtil.writeIndexHeader(out, "segments", FORMAT_TO_COME, StringHelper.randomId(), "1");
      CodecUtil.writeFooter(out);
    }
  }

  /** Copies an index with everything that belongs to it. */
  static Path copy(Path index, Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(index)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, target.resolve(index.relativize(path).toString()));
      }
    }
    return target;
  }

  private static Path largest(Path index, String nameGlob) throws IOException {
    Path largest = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(index, nameGlob)) {
      for (Path file : files) {
        largest = largest == null || Files.size(file) > Files.size(largest) ? file : largest;
      }
    }
    return Objects.requireNonNull(largest, nameGlob);
  }
}
