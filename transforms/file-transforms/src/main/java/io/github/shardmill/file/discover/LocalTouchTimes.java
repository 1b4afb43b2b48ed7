package io.github.shardmill.file.discover;

import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.change.ChangeRules.TouchTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * When a local file system last touched a file: the change time of its inode, which no program can
 * set, and for a link that of the link too. Thread-safe.
 */
public final class LocalTouchTimes implements TouchTimes {
  private static final String CHANGE_TIME_KEY = "ctime";
  private static final String CHANGE_TIME = "unix:" + CHANGE_TIME_KEY;
  private static final String IS_LINK = "isSymbolicLink";

  private final Path root;

  /** Asks about the files of a source. */
  public LocalTouchTimes(Source source) {
    this.root = LocalPaths.root(source);
  }

  @Override
  public long touchedMillis(FileEntry file) {
    Path path = LocalPaths.resolve(root, file.path());
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
