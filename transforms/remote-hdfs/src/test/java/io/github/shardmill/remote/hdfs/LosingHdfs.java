package io.github.shardmill.remote.hdfs;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.hadoop.fs.FileChecksum;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * Hadoop's client, of which some calls or their answers get lost on the way. {@code fs.hdfs.impl}
 * names it. Its dials are the same for all clients of the process.
 */
public final class LosingHdfs extends DistributedFileSystem {
  private static Loss loss = Loss.NOTHING;
  private static int times;
  private static Meanwhile meanwhile = LosingHdfs::idle;
  private static FileChecksum checksum;

  /** What gets lost. */
  enum Loss {
    NOTHING,
    CALL,
    ANSWER
  }

  /** What others do: before a call, in its place or after it. */
  @FunctionalInterface
  interface Meanwhile {
    void run() throws IOException;
  }

  /** Lets the next renames, or deletes of what is whole, get lost, while others do something. */
  static void lose(Loss what, int howOften, Meanwhile others) {
    loss = what;
    times = howOften;
    meanwhile = others;
  }

  /** Lets all files have a checksum. */
  static void pretend(FileChecksum wrong) {
    checksum = wrong;
  }

  static void lose(Loss what, int howOften) {
    lose(what, howOften, LosingHdfs::idle);
  }

  /** Lets everything work again. */
  static void heal() {
    lose(Loss.NOTHING, 0);
    pretend(null);
  }

  private static void idle() {
    // nobody else is there
  }

  @Override
  public void rename(Path from, Path to, Options.Rename... options) throws IOException {
    lossy(
        () -> {
          super.rename(from, to, options);
          return true;
        });
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return HdfsKeys.UNFINISHED.matcher(path.getName()).matches()
        ? super.delete(path, recursive)
        : lossy(() -> super.delete(path, recursive));
  }

  @Override
  public FileChecksum getFileChecksum(Path path) throws IOException {
    return checksum == null ? super.getFileChecksum(path) : checksum;
  }

  @FunctionalInterface
  private interface Call {
    boolean run() throws IOException;
  }

  private static boolean lossy(Call call) throws IOException {
    if (times == 0) {
      return call.run();
    }
    times--;
    switch (loss) {
      case NOTHING -> {
        meanwhile.run();
        return call.run();
      }
      case CALL -> meanwhile.run();
      case ANSWER -> {
        call.run();
        meanwhile.run();
      }
    }
    throw new SocketTimeoutException("the " + loss + " was told to get lost");
  }
}
