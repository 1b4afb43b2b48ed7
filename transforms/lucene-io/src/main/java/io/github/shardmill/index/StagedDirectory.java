package io.github.shardmill.index;

import io.github.shardmill.remote.Transfer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NoLockFactory;

/** The Lucene directory of a shard index: written by one attempt, then read by the commit. */
final class StagedDirectory {
  private StagedDirectory() {}

  /** Opens a directory that nobody else writes to. */
  static Directory create(Path path) throws IOException {
    return FSDirectory.open(path, NoLockFactory.INSTANCE);
  }

  /** Copies the files of a directory on this machine to where the commit looks for them. */
  static void upload(Path written, Path target) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(written, Files::isRegularFile)) {
      for (Path file : files) {
        Transfer.upload(file, target.resolve(file.getFileName().toString()), false);
      }
    }
  }

  /** Returns the committed files with what is needed to recognise them. */
  static List<StagedFile> files(Directory directory) throws IOException {
    List<StagedFile> files = new ArrayList<>();
    for (String name : SegmentInfos.readLatestCommit(directory).files(true)) {
      files.add(file(directory, name));
    }
    files.sort((a, b) -> a.name().compareTo(b.name()));
    return files;
  }

  /**
   * Checks that every file is there with the length and the checksum that its footer had.
   *
   * @throws IOException naming the first file that is not
   */
  static void check(Directory directory, List<StagedFile> files) throws IOException {
    for (StagedFile expected : files) {
      StagedFile found = file(directory, expected.name());
      if (!found.equals(expected)) {
        throw new IOException("staged file changed: expected " + expected + ", found " + found);
      }
    }
    boolean hasCommit = files.stream().anyMatch(f -> f.name().startsWith(IndexFileNames.SEGMENTS));
    if (!hasCommit) {
      throw new IOException("a staged shard index lacks its commit");
    }
  }

  private static StagedFile file(Directory directory, String name) throws IOException {
    try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
      return new StagedFile(name, in.length(), CodecUtil.retrieveChecksum(in));
    }
  }
}
