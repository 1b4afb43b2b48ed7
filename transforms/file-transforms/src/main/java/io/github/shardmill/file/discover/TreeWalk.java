package io.github.shardmill.file.discover;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.discover.FilterRules.Scope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks a directory tree in the order of the whole paths' unsigned bytes.
 *
 * <p>Memory: the entries of one directory per level, and of up to {@link
 * DirectoryScan.Pace#directoriesAhead} more per level on slow file systems. A cursor is the path of
 * the last finding, followed by {@code /} where that is a directory; a walk that begins at a cursor
 * lists only the directories on the way to it again.
 *
 * <p>Links to files and directories inside the root are followed. A directory that is met again
 * below itself is a loop and reported, and so is a path with more than {@value #MAX_LINKS} links to
 * directories: links that lead across instead of up would otherwise multiply without end.
 */
final class TreeWalk implements Walk {
  /** The most links to directories on one path. */
  static final int MAX_LINKS = 8;

  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  /**
   * What is walked.
   *
   * @param root the root, absolute
   * @param selection the files that are meant; files that do not match are not counted at all, and
   *     directories that no match can be in are not walked
   */
  record Tree(Path root, Optional<GlobPattern> selection) {}

  private final Tree tree;
  private final FilterRules rules;
  private final DirectoryScan scan;
  private final Deque<Frame> frames = new ArrayDeque<>();

  /** Where to go on; null once the walk has got there. */
  private byte[] seek;

  /**
   * Opens a walk.
   *
   * @param scan closed with the walk
   * @param cursor where to go on, or {@link Walk#START}
   * @throws IOException if the root cannot be listed
   */
  TreeWalk(Tree tree, FilterRules rules, DirectoryScan scan, String cursor) throws IOException {
    this.tree = tree;
    this.rules = rules;
    this.scan = scan;
    this.seek = cursor.isEmpty() ? null : cursor.getBytes(StandardCharsets.ISO_8859_1);
    BasicFileAttributes attributes = Files.readAttributes(tree.root(), BasicFileAttributes.class);
    if (!attributes.isDirectory()) {
      throw new NotDirectoryException(tree.root().toString());
    }
    Object rootKey = DirEntry.identity(tree.root(), attributes);
    DirEntry entry = DirEntry.directory(new byte[0], rootKey, false);
    push(new Frame(tree.root(), new byte[0], entry, Scope.ROOT), scan.scan(tree.root()));
  }

  @Override
  public Finding next() throws IOException {
    while (!frames.isEmpty()) {
      Frame frame = frames.peek();
      if (!frame.hasNext()) {
        frames.pop();
        continue;
      }
      DirEntry entry = frame.take();
      byte[] key = frame.key(entry);
      if (isBehindCursor(entry, key)) {
        continue;
      }
      Finding finding = finding(frame, entry, key);
      frame.forgetAhead();
      if (finding != null) {
        return finding;
      }
    }
    return null;
  }

  @Override
  public void close() {
    scan.close();
  }

  private boolean isBehindCursor(DirEntry entry, byte[] key) {
    if (seek == null || (entry.isDirectory() && isOnTheWay(key))) {
      return false;
    }
    if (Arrays.compareUnsigned(key, seek) <= 0) {
      return true;
    }
    seek = null;
    return false;
  }

  /** Returns whether the cursor is in a directory or at it. */
  private boolean isOnTheWay(byte[] key) {
    return seek != null
        && seek.length >= key.length
        && Arrays.equals(seek, 0, key.length, key, 0, key.length);
  }

  private Finding finding(Frame frame, DirEntry entry, byte[] key) throws IOException {
    return switch (entry.kind()) {
      case DIRECTORY -> enter(frame, entry, key);
      case UNKNOWN -> unknown(frame, entry, key);
      case FILE, OTHER -> file(frame, entry, key);
    };
  }

  /** What is there may be a directory, so whatever was below it is not gone. */
  private Finding unknown(Frame frame, DirEntry entry, byte[] key) {
    RelativePath path = RelativePath.ofBytes(key);
    if (!canHoldSelected(path)) {
      return file(frame, entry, key);
    }
    String excluded = rules.enter(frame.scope(), path, entry.isHidden()).excluded();
    return excluded == null
        ? Finding.unknown(path, entry, cursor(key))
        : Finding.of(path, entry, excluded, cursor(key));
  }

  private Finding file(Frame frame, DirEntry entry, byte[] key) {
    RelativePath path = RelativePath.ofBytes(key);
    if (tree.selection().isPresent() && !tree.selection().get().matches(path.text(), false)) {
      return null;
    }
    return Finding.of(path, entry, rules.reasonToExclude(frame.scope(), path, entry), cursor(key));
  }

  /** Enters a directory, or returns why not. */
  private Finding enter(Frame above, DirEntry entry, byte[] key) throws IOException {
    RelativePath path = RelativePath.ofBytes(Arrays.copyOf(key, key.length - 1));
    if (!canHoldSelected(path)) {
      return null;
    }
    Scope scope = rules.enter(above.scope(), path, entry.isHidden());
    // A finding about the directory itself was reported before the cursor got here.
    boolean reported = isOnTheWay(key);
    String pruned = rules.reasonToPrune(scope, entry);
    if (pruned != null) {
      return reported ? null : directory(Finding.Kind.PRUNED_DIRECTORY, path, pruned);
    }
    String loop = reasonNotToFollow(entry);
    if (loop != null) {
      return reported ? null : directory(Finding.Kind.EXCLUDED, path, loop);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while walking");
    }
    try {
      DirEntry[] entries = above.takeAhead();
      Frame frame = new Frame(above.child(entry), key, entry, scope);
      push(frame, entries != null ? entries : scan.scan(frame.directory()));
      scanAhead(above);
      return null;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      String reason = ListingFailures.reason(e);
      return reported ? null : directory(Finding.Kind.UNREADABLE_DIRECTORY, path, reason);
    }
  }

  private String reasonNotToFollow(DirEntry entry) {
    int links = entry.isLink() ? 1 : 0;
    for (Frame frame : frames) {
      if (entry.fileKey() != null && Objects.equals(frame.fileKey(), entry.fileKey())) {
        return "link loop";
      }
      links += frame.isLink() ? 1 : 0;
    }
    return entry.isLink() && links > MAX_LINKS ? "more than " + MAX_LINKS + " links" : null;
  }

  private void push(Frame frame, DirEntry[] entries) {
    frame.fill(entries);
    frames.push(frame);
    scanAhead(frame);
    POINTS.trace("discover.listed-directory");
  }

  private void scanAhead(Frame frame) {
    if (seek == null) {
      frame.scanAhead(scan, entry -> isWalked(frame, entry));
    }
  }

  private boolean isWalked(Frame above, DirEntry directory) {
    byte[] key = above.key(directory);
    RelativePath path = RelativePath.ofBytes(Arrays.copyOf(key, key.length - 1));
    Scope scope = rules.enter(above.scope(), path, directory.isHidden());
    return canHoldSelected(path) && rules.reasonToPrune(scope, directory) == null;
  }

  private boolean canHoldSelected(RelativePath directory) {
    return tree.selection().map(glob -> glob.canMatchBelow(directory.text())).orElse(true);
  }

  private static Finding directory(Finding.Kind kind, RelativePath path, String reason) {
    String cursor = cursor(path.bytes()) + '/';
    return new Finding(kind, path, 0, 0, reason, cursor);
  }

  private static String cursor(byte[] key) {
    return new String(key, StandardCharsets.ISO_8859_1);
  }
}
