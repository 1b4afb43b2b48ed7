package io.github.shardmill.file.discover;

import io.github.shardmill.file.discover.DirectoryScan.Pace;
import io.github.shardmill.file.discover.TreeWalk.Tree;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Lists local directories and notes what it was asked. Can refuse directories of one name, which
 * taking away permissions would not do where tests run as root.
 */
class NotingLister implements DirectoryLister {
  /** Reads ahead from the first directory on, however fast the file system is. */
  static final Pace ALWAYS_AHEAD = new Pace(0, 3, 2);

  private final Path root;
  private final DirectoryLister lister;
  private final String locked;
  private final List<Path> listed = Collections.synchronizedList(new ArrayList<>());
  private final List<Path> examined = Collections.synchronizedList(new ArrayList<>());
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  NotingLister(Path root) throws IOException {
    this(root, "no such name");
  }

  NotingLister(Path root, String locked) throws IOException {
    this.root = root;
    this.lister = new LocalDirectoryLister(root.toRealPath());
    this.locked = locked;
  }

  @Override
  public void list(Path directory, Consumer<Path> entries) throws IOException {
    listed.add(directory);
    threads.add(Thread.currentThread());
    if (directory.endsWith(locked)) {
      throw new AccessDeniedException(directory.toString());
    }
    lister.list(directory, entries);
  }

  @Override
  public DirEntry examine(Path entry) {
    examined.add(entry);
    return lister.examine(entry);
  }

  @Override
  public DirEntry examineNamed(Path path) {
    return lister.examineNamed(path);
  }

  List<Path> listed() {
    return listed;
  }

  List<Path> examined() {
    return examined;
  }

  Set<Thread> threads() {
    return threads;
  }

  /** Opens a walk of the whole root through this lister. */
  Walk open(Pace pace, FileFilter filter, String cursor) throws IOException {
    return open(new Tree(root, Optional.empty()), pace, filter, cursor);
  }

  Walk open(Tree tree, Pace pace, FileFilter filter, String cursor) throws IOException {
    return new TreeWalk(tree, new FilterRules(filter), new DirectoryScan(this, pace), cursor);
  }

  /** Returns what a walk with the default filter finds. */
  List<Finding> walk(Pace pace) throws IOException {
    try (Walk walk = open(pace, FileFilter.DEFAULT, Walk.START)) {
      return Trees.drain(walk);
    }
  }
}
