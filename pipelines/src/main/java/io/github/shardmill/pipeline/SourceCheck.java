package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.SourcePaths;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.index.store.HostName;
import io.github.shardmill.io.WorkerCheck;
import io.github.shardmill.io.WorkerCheckException;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out whether a worker sees the sources that the client of a run sees. A root that is missing
 * on a worker, or is another directory there, would give an index without its files, or with stubs
 * of them. A worker in another time zone would read other dates from them. Immutable.
 *
 * <p>Only roots on disks are looked at: what a root on a remote file system holds does not depend
 * on who looks.
 */
final class SourceCheck implements Serializable {
  /** Checks nothing: all steps run in the process of the client. */
  static final SourceCheck NONE = new SourceCheck(WorkerCheck.NONE, "", List.of());

  private static final long serialVersionUID = 1L;

  /**
   * Names of a root that a worker has to see one of; files that come and go are not all of them.
   */
  private static final int MAX_NAMES = 20;

  /** The checks that this process has passed. */
  private static final Set<String> PASSED = ConcurrentHashMap.newKeySet();

  private final WorkerCheck workers;
  private final String id = UUID.randomUUID().toString();
  private final String client;
  private final String zone = TimeZone.getDefault().getID();
  private final List<Root> roots;

  private SourceCheck(WorkerCheck workers, String client, List<Root> roots) {
    this.workers = workers;
    this.client = client;
    this.roots = List.copyOf(roots);
  }

  /**
   * What the client sees of a source.
   *
   * @param source its name
   * @param uri of its root, or of the list of its files
   * @param names some of what is in it; empty for a file and for an empty directory
   */
  private record Root(String source, String uri, List<String> names) implements Serializable {
    Path path() {
      return Locations.path(URI.create(uri));
    }
  }

  /**
   * Notes what the client sees.
   *
   * @param workers checked first
   */
  static SourceCheck of(WorkerCheck workers, List<SourceSpec> sources) throws IOException {
    List<Root> roots = new ArrayList<>();
    for (SourceSpec spec : sources) {
      Path root = SourcePaths.root(spec.source());
      if (!Locations.isRemote(root)) {
        roots.add(new Root(spec.source().name(), spec.source().root(), names(root)));
      }
      if (spec.kind() == SourceSpec.Kind.LIST
          && !Locations.isRemote(Locations.path(URI.create(spec.detail())))) {
        roots.add(new Root(spec.source().name(), spec.detail(), List.of()));
      }
    }
    return new SourceCheck(workers, HostName.own(), roots);
  }

  private static List<String> names(Path root) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      Iterator<Path> next = entries.iterator();
      while (next.hasNext() && names.size() < MAX_NAMES) {
        names.add(next.next().toUri().toString());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  /**
   * Checks this worker, once in each process.
   *
   * @throws WorkerCheckException if it does not see what the client saw
   * @throws IOException if that could not be found out
   */
  void require() throws IOException {
    workers.require();
    if (!client.isEmpty() && !PASSED.contains(id)) {
      requireZone();
      roots.forEach(this::require);
      PASSED.add(id);
    }
  }

  /** Some parsers read dates without a zone in that of the process. */
  private void requireZone() {
    TimeZone here = TimeZone.getDefault();
    if (!here.hasSameRules(TimeZone.getTimeZone(zone))) {
      throw new WorkerCheckException(
          "the clock of worker "
              + HostName.own()
              + " is in zone "
              + here.getID()
              + " and that of "
              + client
              + " in "
              + zone
              + ": dates in files that name no zone would depend on who reads them; start workers"
              + " with -Duser.timezone="
              + zone
              + " (env.java.opts.taskmanager)");
    }
  }

  private void require(Root root) {
    if (!Files.exists(root.path())) {
      throw new WorkerCheckException(
          message(root, "does not see source '" + root.source() + "' at " + root.path()));
    }
    if (!root.names().isEmpty()
        && root.names().stream()
            .noneMatch(name -> Files.exists(Locations.path(URI.create(name))))) {
      throw new WorkerCheckException(
          message(
              root,
              "sees another directory than source '" + root.source() + "' at " + root.path()));
    }
  }

  private String message(Root root, String what) {
    String other = root.names().isEmpty() ? "" : ", of which " + client + " sees files";
    return "worker "
        + HostName.own()
        + " "
        + what
        + other
        + ": use a directory that all workers share, or hdfs://, s3:// or gs://";
  }
}
