package io.github.shardmill.index.store;

import io.github.shardmill.remote.ScratchDirectory;
import io.github.shardmill.remote.Transfer;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.BaseDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.store.SingleInstanceLockFactory;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index on another machine as a Lucene directory. Thread-safe.
 *
 * <p><b>Reading.</b> Small files are fetched whole, of large ones those blocks that are read, both
 * once.
 *
 * <p><b>Writing.</b> New files are written on this machine and uploaded, whole, when Lucene syncs
 * them. {@code segments_N} comes last and by exclusive creation: of several writers that began with
 * the same commit one becomes the next commit, and the others fail. So that they do not meet before
 * that, each names its segments from a random number on, far above those that are there; none sees
 * files that no commit names; and none deletes what was not there when it first looked and is not
 * its own. A writer goes on seeing what was there when it first looked, so that a commit which came
 * later is one that it lost to, and neither taken for what it began with nor for a leftover.
 */
final class RemoteDirectory extends BaseDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteDirectory.class);
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  private static final long LEAST_JUMP = 1L << 20;
  private static final long MOST_JUMP = 1L << 40;

  /** Says in the last moment before a commit whether it may be. */
  @FunctionalInterface
  interface Fence {
    /** A reader's, which never commits. */
    Fence NONE = () -> {};

    /**
     * Asks.
     *
     * @throws IOException if the writer has lost its right
     */
    void check() throws IOException;
  }

  private final Path root;
  private final boolean writing;
  private final Fence fence;
  private final ScratchDirectory scratch;
  private final FSDirectory local;
  private final FetchedFiles fetched;

  /** Sizes of the files that are there, as far as they were looked at. */
  private final Map<String, Long> sizes = new ConcurrentHashMap<>();

  /** Names of files that are only here. */
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  /** Names of files that a writer found there at first or put there. */
  private final Set<String> deletable = ConcurrentHashMap.newKeySet();

  /** Names of files that are to be deleted there. */
  private final Set<String> doomed = ConcurrentHashMap.newKeySet();

  /** The same at every listing: Lucene lists until nothing changes any more. */
  private final long jump = ThreadLocalRandom.current().nextLong(LEAST_JUMP, MOST_JUMP);

  private long adopted;

  /** Whether a writer has looked before. */
  private boolean looked;

  /** Whether a writer goes on seeing what it saw. */
  private boolean settled;

  private RemoteDirectory(Path root, boolean writing, Fence fence) throws IOException {
    super(new SingleInstanceLockFactory());
    this.root = root;
    this.writing = writing;
    this.fence = fence;
    this.scratch = ScratchDirectory.create("index");
    this.local = FSDirectory.open(scratch.path().resolve("whole"), NoLockFactory.INSTANCE);
    this.fetched = new FetchedFiles(root, local, scratch.path().resolve("blocks"));
  }

  /** Opens an index for reading. Creates nothing there. */
  static RemoteDirectory reading(Path root) throws IOException {
    return new RemoteDirectory(root, false, Fence.NONE);
  }

  /** Opens an index for one commit. */
  static RemoteDirectory writing(Path root, Fence fence) throws IOException {
    return new RemoteDirectory(root, true, fence);
  }

  /** Returns how many files came from other directories. */
  long adopted() {
    return adopted;
  }

  @Override
  public synchronized String[] listAll() throws IOException {
    if (!settled) {
      list();
    }
    Set<String> names = new TreeSet<>(written);
    if (writing) {
      if (!looked) {
        deletable.addAll(sizes.keySet());
        looked = true;
        settled = true;
      }
      names.addAll(named());
      names.add(beyond(names));
    } else {
      names.addAll(sizes.keySet());
    }
    return names.toArray(String[]::new);
  }

  private void list() throws IOException {
    Set<String> there = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
      for (Path file : files) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        String name = file.getFileName().toString();
        if (attributes.isRegularFile() && !doomed.contains(name)) {
          sizes.put(name, attributes.size());
          there.add(name);
        }
      }
    } catch (NoSuchFileException none) {
      LOG.debug("{} is not there yet", root);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    sizes.keySet().retainAll(there);
  }

  /**
   * Deletes, best effort, files of segments that no commit names and that were written before some
   * time: a writer that was cut off left them.
   */
  void sweep(long beforeMillis) throws IOException {
    list();
    Set<String> named = named();
    List<Path> unnamed = new ArrayList<>();
    for (String name : sizes.keySet()) {
      Path file = root.resolve(name);
      if (!named.contains(name)
          && IndexFileNames.CODEC_FILE_PATTERN.matcher(name).matches()
          && Files.getLastModifiedTime(file).toMillis() < beforeMillis) {
        LOG.info("{} belongs to no commit and is deleted", file);
        unnamed.add(file);
      }
    }
    PrivateFiles.deleteAll(unnamed);
  }

  /** Returns the files that commits name, and the commits. */
  private Set<String> named() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String file : List.copyOf(sizes.keySet())) {
      if (file.startsWith(IndexFileNames.SEGMENTS + "_")) {
        names.addAll(SegmentInfos.readCommit(this, file).files(true));
      }
    }
    return names;
  }

  /**
   * Returns the name of a file that is not there and whose segment has a number far above all
   * others: a writer that is opened names its segments from the next number on.
   */
  private String beyond(Set<String> names) {
    long highest = 0;
    for (String name : names) {
      if (IndexFileNames.CODEC_FILE_PATTERN.matcher(name).matches()) {
        String segment = IndexFileNames.parseSegmentName(name).substring(1);
        highest = Math.max(highest, Long.parseLong(segment, Character.MAX_RADIX));
      }
    }
    return "_" + Long.toString(highest + jump, Character.MAX_RADIX) + ".beyond";
  }

  @Override
  public long fileLength(String name) throws IOException {
    if (written.contains(name)) {
      return local.fileLength(name);
    }
    Long size = sizes.get(name);
    if (size == null) {
      size = Files.size(root.resolve(name));
      sizes.put(name, size);
    }
    return size;
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    ensureOpen();
    return written.contains(name) || fetched.contains(name)
        ? local.openInput(name, context)
        : fetched.open(name, fileLength(name), context);
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    ensureOpen();
    IndexOutput output = local.createOutput(name, context);
    written.add(name);
    return output;
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
      throws IOException {
    ensureOpen();
    IndexOutput output = local.createTempOutput(prefix, suffix, context);
    written.add(output.getName());
    return output;
  }

  /** Uploads what is only here, but a commit that is being prepared. */
  @Override
  public void sync(Collection<String> names) throws IOException {
    ensureOpen();
    POINTS.trace("commit.before-sync");
    for (String name : names) {
      if (written.contains(name) && !name.startsWith(IndexFileNames.PENDING_SEGMENTS)) {
        upload(name, name);
      }
    }
    POINTS.trace("commit.synced");
  }

  private void upload(String name, String target) throws IOException {
    Path file = local.getDirectory().resolve(name);
    long size = Files.size(file);
    Transfer.upload(file, root.resolve(target), true);
    arrived(target, size);
    written.remove(name);
    fetched.add(name);
  }

  private void arrived(String name, long size) {
    sizes.put(name, size);
    deletable.add(name);
  }

  @Override
  public void rename(String source, String target) throws IOException {
    ensureOpen();
    if (target.startsWith(IndexFileNames.SEGMENTS)) {
      POINTS.trace("commit.before-rename");
      fence.check();
      try {
        upload(source, target);
      } catch (FileAlreadyExistsException e) {
        settled = false;
        throw new CommitLostException(
            "somebody else committed to the index since the run began: there is a " + target, e);
      } catch (IOException e) {
        // it may be there nevertheless, which only who looks again can tell
        settled = false;
        throw e;
      }
      POINTS.trace("commit.renamed");
    } else {
      local.rename(source, target);
      written.remove(source);
      written.add(target);
    }
  }

  @Override
  public void syncMetaData() {}

  /** Remembers what is to be deleted; {@link #close} does it, with few requests. */
  @Override
  public void deleteFile(String name) throws IOException {
    ensureOpen();
    if (written.remove(name)) {
      local.deleteFile(name);
    } else if (deletable.contains(name) && sizes.remove(name) != null) {
      doomed.add(name);
    } else {
      LOG.debug("{} is no file, or another writer's", name);
    }
  }

  /** Copies inside the other machine where that is possible. */
  @Override
  public void copyFrom(Directory from, String source, String target, IOContext context)
      throws IOException {
    Directory origin = FilterDirectory.unwrap(from);
    if (origin instanceof RemoteDirectory other && other.isBeside(this, source)) {
      Path copy = root.resolve(target);
      Files.copy(other.root.resolve(source), copy, StandardCopyOption.REPLACE_EXISTING);
      requireSize(copy, other.fileLength(source));
    } else if (origin instanceof FSDirectory disk) {
      Path file = disk.getDirectory().resolve(source);
      Transfer.upload(file, root.resolve(target), true);
      arrived(target, Files.size(file));
    } else {
      super.copyFrom(from, source, target, context);
    }
    adopted++;
  }

  private boolean isBeside(RemoteDirectory other, String name) {
    return root.getFileSystem().equals(other.root.getFileSystem()) && !written.contains(name);
  }

  private void requireSize(Path copy, long expected) throws IOException {
    long size = Files.size(copy);
    if (size != expected) {
      throw new IOException(copy + " has " + size + " bytes and should have " + expected);
    }
    arrived(copy.getFileName().toString(), size);
  }

  @Override
  public Set<String> getPendingDeletions() {
    return Set.of();
  }

  /** Deletes what is to be deleted, best effort, and all that is here of the index. */
  @Override
  public synchronized void close() throws IOException {
    if (!isOpen) {
      return;
    }
    isOpen = false;
    try {
      List<Path> files = new ArrayList<>();
      doomed.forEach(name -> files.add(root.resolve(name)));
      PrivateFiles.deleteAll(files);
    } finally {
      IOUtils.close(fetched, local, scratch);
    }
  }
}
