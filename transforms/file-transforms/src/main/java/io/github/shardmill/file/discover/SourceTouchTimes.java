package io.github.shardmill.file.discover;

import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.change.ChangeRules.TouchTimes;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * When the file system of a source last touched a file. Thread-safe.
 *
 * <p>On this machine that is the change time of the file's inode, which no program can set, and for
 * a link that of the link too.
 *
 * <p>Another machine tells one time only, the time of modification, so that one counts as if it
 * were {@value #CLOCKS_APART_MILLIS} ms later: it was told by another clock than that of the
 * listing, and object stores cut it to whole seconds. In object stores nobody can set it, so it is
 * as good as a change time. On HDFS the owner of a file can, and nothing else tells of it: an edit
 * that keeps the size and puts the very same time back is found by {@code --checksum} alone. A file
 * whose time the store does not know is never trusted.
 */
public final class SourceTouchTimes implements TouchTimes {
  /** How far the clock of a store and that of the machine that listed it may be apart. */
  public static final long CLOCKS_APART_MILLIS = 60_000;

  private static final String CHANGE_TIME_KEY = "ctime";
  private static final String CHANGE_TIME = "unix:" + CHANGE_TIME_KEY;
  private static final String IS_LINK = "isSymbolicLink";

  private final Path root;

  /** Asks about the files of a source. */
  public SourceTouchTimes(Source source) {
    this.root = SourcePaths.root(source);
  }

  @Override
  public long touchedMillis(FileEntry file) {
    if (Locations.isRemote(root)) {
      // As listed: asking again would cost a request for every unchanged file.
      return file.modifiedMillis() > 0
          ? file.modifiedMillis() + CLOCKS_APART_MILLIS
          : Long.MAX_VALUE;
    }
    Path path = SourcePaths.resolve(root, file.path());
    try {
      Map<String, Object> own =
          Files.readAttributes(path, CHANGE_TIME + "," + IS_LINK, LinkOption.NOFOLLOW_LINKS);
      long touched = ((FileTime) own.get(CHANGE_TIME_KEY)).toMillis();
      if (own.get(IS_LINK) == Boolean.FALSE) {
        return touched;
      }
      FileTime target = (FileTime) Files.getAttribute(path, CHANGE_TIME);
      return Math.max(touched, target.toMillis());
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException untold) {
      return Long.MAX_VALUE;
    }
  }
}
