package io.github.shardmill.index.store;

import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index and the work files of one run in directories, each on this machine or on another: what
 * is done in another way there is told apart here and in {@link PrivateFiles}.
 */
public final class PathIndexStore implements IndexStore {
  private static final Logger LOG = LoggerFactory.getLogger(PathIndexStore.class);
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");
  private static final String PARTS = "*.jsonl";

  private final IndexLayout layout;
  private final RunWorkspace workspace;
  private Supplier<Adopted> adopted = () -> new Adopted(0, 0);

  /** Makes a store for one run. */
  public PathIndexStore(RunWorkspace workspace) {
    this.workspace = workspace;
    this.layout = workspace.layout();
  }

  /**
   * Makes the directories of the run, with mode 0700.
   *
   * @throws IllegalArgumentException if a run with this id waits for somebody to publish it
   */
  public void prepare() throws IOException {
    if (StagedWork.isStaged(workspace)) {
      throw new IllegalArgumentException(
          "run '" + workspace.runId() + "' waits to be published or discarded; take another id");
    }
    prepareRecords();
    PrivateFiles.createDirectory(layout.work());
    PrivateFiles.createDirectory(layout.work(workspace.runId()));
    WorkNote.leave(layout, workspace);
    PrivateFiles.createDirectory(workspace.directory());
    PrivateFiles.createDirectory(workspace.spool());
    PrivateFiles.createDirectory(workspace.staging());
    PrivateFiles.createDirectory(workspace.records());
  }

  /** Makes the directory of the records of the run, with mode 0700. */
  public void prepareRecords() throws IOException {
    Files.createDirectories(layout.index());
    PrivateFiles.createDirectory(layout.own());
    PrivateFiles.createDirectory(layout.runs());
    PrivateFiles.createDirectory(layout.run(workspace.runId()));
  }

  @Override
  public Optional<String> otherHolder() throws IOException {
    return RunLease.otherHolder(layout, workspace.runId());
  }

  private void requireLease() throws IOException {
    Optional<String> other = otherHolder();
    if (other.isPresent()) {
      throw new CommitLostException("run " + other.get() + " took over the index");
    }
  }

  @Override
  public void giveBackLease() {
    try {
      Optional<RunLease> lease = RunLease.of(layout, workspace.runId());
      if (lease.isPresent()) {
        lease.get().release();
      }
    } catch (IOException e) {
      LOG.warn("the lease of {} could not be given back and runs out", layout.index(), e);
    }
  }

  @Override
  public Set<Long> pinned() throws IOException {
    Set<Long> pinned = new TreeSet<>(new Pins(layout).generations());
    pinned.addAll(ReaderPin.generations(layout));
    return pinned;
  }

  @Override
  public Directory openIndex() throws IOException {
    if (Locations.isRemote(layout.index())) {
      RemoteDirectory remote = RemoteDirectory.writing(layout.index(), this::requireLease);
      adopted = () -> new Adopted(0, remote.adopted());
      return remote;
    }
    AdoptingDirectory local = new AdoptingDirectory(layout.index());
    adopted = local::adopted;
    return local;
  }

  @Override
  public Directory openStaged(String attemptDirectory) throws IOException {
    return IndexDirectories.reading(workspace.staging().resolve(attemptDirectory).resolve("index"));
  }

  @Override
  public InputStream openStagedFile(String attemptDirectory, String name) throws IOException {
    return Files.newInputStream(workspace.staging().resolve(attemptDirectory).resolve(name));
  }

  @Override
  public void publishRecords(String directory, String name) throws IOException {
    Path from = directory.isEmpty() ? workspace.records() : workspace.staging().resolve(directory);
    Path target = layout.run(workspace.runId()).resolve(name);
    if (Presence.exists(target)) {
      return;
    }
    PrivateFiles.move(from.resolve(name), target);
    POINTS.trace("commit.part-published");
  }

  @Override
  public void retainRecords(Set<String> names) {
    Path run = layout.run(workspace.runId());
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(run, PARTS)) {
      for (Path part : parts) {
        if (!names.contains(part.getFileName().toString())) {
          PrivateFiles.deleteTree(part);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("cannot look for stale records in {}: {}", run, e.toString());
    }
  }

  @Override
  public void writeRecord(String name, byte[] content) throws IOException {
    PrivateFiles.replace(layout.run(workspace.runId()).resolve(name), content);
  }

  @Override
  public Optional<byte[]> readRecord(String name) throws IOException {
    Path file = layout.run(workspace.runId()).resolve(name);
    return Presence.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public void writeMeta(byte[] content) throws IOException {
    writeMeta(layout, content);
  }

  /** Writes the description of the current commit of an index outside of a run. */
  public static void writeMeta(IndexLayout layout, byte[] content) throws IOException {
    PrivateFiles.replace(layout.meta(), content);
  }

  /**
   * Deletes the work files of a run that failed, best effort, unless they are staged. Other steps
   * of it may still be running and write more, so the note that says where stays for the next run.
   */
  public void abandonWork() {
    try {
      if (!StagedWork.isStaged(workspace)) {
        PrivateFiles.deleteTree(workspace.directory());
      }
    } catch (IOException e) {
      LOG.warn("the work files in {} are left to a later run", workspace.directory(), e);
    }
  }

  /**
   * Deletes the work files of a run that was interrupted, best effort, but what a later run can go
   * on from; see {@link InterruptedWork}.
   */
  public void keepFinishedWork() {
    PrivateFiles.deleteTree(workspace.staging());
    PrivateFiles.deleteTree(workspace.records());
  }

  /**
   * Deletes the work files of an earlier submission of the same run, best effort, but what its
   * results were gathered into, and makes the directories anew.
   */
  public void removeSubmission() throws IOException {
    PrivateFiles.deleteTree(workspace.spool());
    keepFinishedWork();
    prepare();
  }

  @Override
  public void removeWork() {
    PrivateFiles.deleteTree(workspace.directory());
    PrivateFiles.deleteTree(layout.work(workspace.runId()));
  }

  @Override
  public void keepStaged(byte[] note) throws IOException {
    StagedWork.keep(workspace, note);
    removeOtherStaged();
  }

  @Override
  public void removeOtherStaged() {
    try {
      for (RunWorkspace other : StagedWork.list(layout)) {
        if (!other.runId().equals(workspace.runId())) {
          new PathIndexStore(other).removeWork();
        }
      }
    } catch (IOException e) {
      LOG.warn("cannot look for staged runs in {}: {}", layout.work(), e.toString());
    }
  }

  @Override
  public Adopted adopted() {
    return adopted.get();
  }
}
