package io.github.shardmill.index.read;

import io.github.shardmill.index.read.UnreadableIndexException.Reason;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.Presence;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.Version;

/** Opens index directories, and finds the words when that fails. Stateless. */
final class IndexDirectory {
  private static final String ELSEWHERE = "give the directory that build --index wrote";

  private IndexDirectory() {}

  /** Opens a directory that looks like an index. Creates nothing. */
  static Directory open(IndexLayout layout) throws UnreadableIndexException {
    Path path = layout.index();
    try {
      // Asked first, because Lucene would create what is missing.
      if (!Presence.exists(path) && !Files.isSymbolicLink(path)) {
        throw unreadable(Reason.MISSING, path, ELSEWHERE, null);
      }
      if (!Presence.isDirectory(path)) {
        throw unreadable(Reason.NOT_A_DIRECTORY, path, ELSEWHERE, null);
      }
      if (isEmpty(path)) {
        throw unreadable(Reason.EMPTY, path, ELSEWHERE, null);
      }
      return IndexDirectories.reading(path);
    } catch (UnreadableIndexException e) {
      throw e;
    } catch (IOException e) {
      throw explain(layout, null, e);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns why a commit could not be opened. */
  static UnreadableIndexException explain(
      IndexLayout layout, Directory directory, Exception failure) {
    Path path = layout.index();
    if (failure instanceof UnreadableIndexException explained) {
      return explained;
    }
    if (failure instanceof AccessDeniedException) {
      String advice =
          Locations.isRemote(path)
              ? "check whose credentials are used, and their rights: " + firstLine(failure)
              : "run as the user who built it";
      return unreadable(Reason.FORBIDDEN, path, advice, failure);
    }
    if (Locations.isRemote(path) && isOfTheMachine(failure)) {
      return unreadable(Reason.UNREACHABLE, path, firstLine(failure), failure);
    }
    if (failure instanceof IndexNotFoundException) {
      return Files.exists(layout.own())
          ? unreadable(Reason.NOTHING_COMMITTED, path, "wait for the run, or build it", failure)
          : unreadable(Reason.NOT_AN_INDEX, path, ELSEWHERE, failure);
    }
    Optional<Version> writer = writer(directory);
    String by = writer.map(v -> "written by Lucene " + v + "; ").orElse("");
    boolean unknown = failure instanceof IllegalArgumentException && writer.isPresent();
    int age = unknown ? compare(writer.get(), Version.LATEST) : 0;
    if (failure instanceof IndexFormatTooNewException || age > 0) {
      return unreadable(Reason.TOO_NEW, path, by + "read it with a newer Shardmill", failure);
    }
    if (failure instanceof IndexFormatTooOldException || age < 0) {
      return unreadable(Reason.TOO_OLD, path, by + "build it again", failure);
    }
    if (unknown) {
      // Checksums protect the commit's data, so if it cannot be read it is not damaged but newer.
      return unreadable(Reason.TOO_NEW, path, firstLine(failure), failure);
    }
    String advice = firstLine(failure) + "; roll back to an earlier commit or build it again";
    return unreadable(Reason.DAMAGED, path, advice, failure);
  }

  /** Returns whether a failure to read is none of the bytes that were to be read. */
  private static boolean isOfTheMachine(Exception failure) {
    return failure instanceof IOException
        && !(failure instanceof CorruptIndexException
            || failure instanceof IndexNotFoundException
            || failure instanceof IndexFormatTooNewException
            || failure instanceof IndexFormatTooOldException
            || failure instanceof EOFException
            || failure instanceof NoSuchFileException);
  }

  /** Returns that a commit is not there, with those that are. */
  static UnreadableIndexException noSuchCommit(Path path, long generation, List<Long> retained) {
    String there = retained.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String advice = "there is no generation " + generation + " but " + there;
    return unreadable(Reason.NO_SUCH_COMMIT, path, advice, null);
  }

  /** Closes what is open while an exception is on its way. */
  static void closeAfter(Exception failure, Closeable... open) {
    try {
      IOUtils.close(open);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Returns the first line of a message, or the name of the failure if it has none. */
  static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    String text = message == null || message.isBlank() ? failure.getClass().getName() : message;
    return text.strip().lines().findFirst().orElse("");
  }

  private static int compare(Version one, Version other) {
    return Boolean.compare(one.onOrAfter(other), other.onOrAfter(one));
  }

  /**
   * Returns the version of Lucene that wrote the last commit, from the front of its file, which all
   * versions since 7 have in common; empty where the file is too damaged or too different.
   */
  private static Optional<Version> writer(Directory directory) {
    if (directory == null) {
      return Optional.empty();
    }
    try {
      String name = SegmentInfos.getLastCommitSegmentsFileName(directory);
      try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
        if (CodecUtil.readBEInt(in) != CodecUtil.CODEC_MAGIC
            || !in.readString().equals("segments")) {
          return Optional.empty();
        }
        in.skipBytes(Integer.BYTES + StringHelper.ID_LENGTH);
        in.skipBytes(Byte.toUnsignedInt(in.readByte()));
        return Optional.of(Version.fromBits(in.readVInt(), in.readVInt(), in.readVInt()));
      }
    } catch (IOException | RuntimeException e) {
      // Only makes a message richer that is already about a failure.
      return Optional.empty();
    }
  }

  private static UnreadableIndexException unreadable(
      Reason reason, Path path, String advice, Throwable cause) {
    return new UnreadableIndexException(reason, path, advice, cause);
  }
}
