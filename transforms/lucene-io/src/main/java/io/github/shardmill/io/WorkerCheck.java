package io.github.shardmill.io;

import io.github.shardmill.index.store.HostName;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a worker sees the directories that the client of a run sees: the client writes
 * a random word into the run's work directory and beside the index, and every worker reads it
 * before it does anything else. Without this a worker would make the directories on its own disk,
 * and the run would fail hours later for want of files that nobody can find. What memory it has is
 * looked at, too. Immutable.
 *
 * <p>The word also tells two submissions of one run apart: of a job that lives on while its run was
 * submitted again, no step begins any more.
 */
public final class WorkerCheck implements Serializable {
  /** Checks nothing: all steps run in the process of the client. */
  public static final WorkerCheck NONE = new WorkerCheck("", "", null, 0);

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(WorkerCheck.class);
  private static final String FILE = "submission";
  private static final long MIB = 1L << 20;

  /** The words that this process has read everywhere. */
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  private final String word;
  private final String client;
  private final RunWorkspace workspace;
  private final long heapBytes;

  private WorkerCheck(String word, String client, RunWorkspace workspace, long heapBytes) {
    this.word = word;
    this.client = client;
    this.workspace = workspace;
    this.heapBytes = heapBytes;
  }

  /**
   * Writes the word; called by the client, which has made the directories of the run.
   *
   * @param heapBytes what a worker's heap must hold at least
   */
  public static WorkerCheck begin(RunWorkspace workspace, long heapBytes) throws IOException {
    WorkerCheck check =
        new WorkerCheck(UUID.randomUUID().toString(), HostName.own(), workspace, heapBytes);
    for (Path file : check.files()) {
      Files.writeString(file, check.word, StandardCharsets.UTF_8);
    }
    return check;
  }

  /**
   * Checks this worker, once in each process.
   *
   * @throws WorkerCheckException if it does not see what the client wrote, or has too little heap
   * @throws IOException if a store does not answer; the next try may be better off
   */
  public void require() throws IOException {
    if (!SEEN.contains(word)) {
      requireHeap();
      requireNow();
      SEEN.add(word);
    }
  }

  /**
   * Checks this worker, whatever it saw before.
   *
   * @throws WorkerCheckException if it does not see what the client wrote, or somebody submitted
   *     the run again since
   * @throws IOException if a store does not answer; the next try may be better off
   */
  public void requireNow() throws IOException {
    if (workspace == null) {
      return;
    }
    try {
      if (!hasEnded()) {
        for (Path file : files()) {
          require(file);
        }
      }
    } catch (AccessDeniedException denied) {
      LOG.debug("this worker may not look", denied);
      throw new WorkerCheckException(
          "worker "
              + HostName.own()
              + " cannot read what "
              + client
              + " can: "
              + denied.getMessage());
    }
  }

  private void requireHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    if (heap < heapBytes) {
      throw new WorkerCheckException(
          "worker "
              + HostName.own()
              + " has a heap of "
              + heap / MIB
              + " MiB and needs about "
              + heapBytes / MIB
              + " MiB: give it more, or lower --ram-buffer");
    }
  }

  /** Behind a verdict the work files are gone; a step that is repeated then finds the verdict. */
  private boolean hasEnded() throws IOException {
    return Presence.exists(workspace.layout().runRecord(workspace.runId()));
  }

  private void require(Path file) throws IOException {
    try {
      if (!Files.readString(file, StandardCharsets.UTF_8).equals(word)) {
        throw new WorkerCheckException(
            "run " + workspace.runId() + " was submitted again; this job of it is over");
      }
    } catch (NoSuchFileException | NotDirectoryException notSeen) {
      LOG.debug("this worker does not see {}", file, notSeen);
      throw new WorkerCheckException(unseen(file.getParent().toString()));
    }
  }

  private String unseen(String directory) {
    return "worker "
        + HostName.own()
        + " does not see "
        + directory
        + ", which "
        + client
        + " wrote to: use a directory that all workers share, or hdfs://, s3:// or gs://";
  }

  private List<Path> files() {
    Path work = workspace.directory();
    Path index = workspace.layout().work(workspace.runId());
    return work.equals(index)
        ? List.of(work.resolve(FILE))
        : List.of(index.resolve(FILE), work.resolve(FILE));
  }
}
