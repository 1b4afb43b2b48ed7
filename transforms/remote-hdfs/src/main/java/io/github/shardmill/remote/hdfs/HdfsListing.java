package io.github.shardmill.remote.hdfs;

import io.github.shardmill.remote.RemoteEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * What is in a directory, asked for in batches of the server's size while it is iterated.
 *
 * <p>Not Hadoop's own recursive listing: that one forgets a directory of which the listing failed,
 * when it is asked again.
 */
final class HdfsListing implements Iterator<FileStatus> {
  private final DistributedFileSystem hdfs;
  private final Retries retries;
  private final HdfsKeys keys;
  private final boolean deep;
  private final Predicate<FileStatus> wanted;
  private final Deque<Path> pending = new ArrayDeque<>();
  private Path directory;
  private RemoteIterator<FileStatus> children;
  private FileStatus next;

  /**
   * A listing that has asked nothing yet.
   *
   * @param directory one that is there
   * @param deep whether also what is below the directories in it
   * @param wanted what of it
   */
  HdfsListing(
      HdfsConnection connection, Path directory, boolean deep, Predicate<FileStatus> wanted) {
    this.hdfs = connection.hdfs();
    this.retries = connection.retries();
    this.keys = connection.keys();
    this.deep = deep;
    this.wanted = wanted;
    pending.push(directory);
  }

  /** Returns what is listed in the words of a store. */
  static RemoteEntry entry(FileStatus status) {
    return new RemoteEntry(
        HdfsKeys.key(status.getPath()),
        status.isDirectory(),
        status.isDirectory() ? 0 : status.getLen(),
        status.getModificationTime());
  }

  /** Returns the rest as entries. */
  Iterator<RemoteEntry> entries() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return HdfsListing.this.hasNext();
      }

      @Override
      public RemoteEntry next() {
        return entry(HdfsListing.this.next());
      }
    };
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && isInDirectory()) {
        FileStatus child = children.next();
        if (deep && child.isDirectory()) {
          pending.push(child.getPath());
        }
        next = wanted.test(child) ? child : null;
      }
      return next != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FileStatus next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FileStatus found = next;
    next = null;
    return found;
  }

  /** Goes to the next directory when one is through; returns whether a child comes. */
  private boolean isInDirectory() throws IOException {
    while (children == null || !hasMore()) {
      children = null;
      if (pending.isEmpty()) {
        return false;
      }
      directory = pending.pop();
      try {
        Path opened = directory;
        children = retries.run(location(), again -> hdfs.listStatusIterator(opened));
      } catch (NoSuchFileException e) {
        // removed with all that was in it, since its parent was listed
      }
    }
    return true;
  }

  /** Asks for the next batch, if there is one; a failed call leaves the iterator as it was. */
  private boolean hasMore() throws IOException {
    return retries.run(location(), again -> children.hasNext());
  }

  private String location() {
    return keys.location(directory);
  }
}
