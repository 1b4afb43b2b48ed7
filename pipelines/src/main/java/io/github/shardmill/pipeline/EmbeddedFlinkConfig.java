package io.github.shardmill.pipeline;

import io.github.shardmill.remote.LocalTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings for Flink in this process, and the directory for what it does not keep in memory. Flink
 * alone would end the job when a step fails, take buffers for one thread, and spill into {@code
 * /tmp}.
 */
final class EmbeddedFlinkConfig implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlinkConfig.class);
  private static final String FILE = "config.yaml";
  private static final long MIB = 1L << 20;

  /**
   * Off the heap, for sorting listings and handles: a record must fit into one sort buffer, of
   * which several share what a thread has. A file batch is some 100 kB, and a few MB with names of
   * the greatest length.
   */
  private static final long SORT_BYTES_PER_THREAD = 64 * MIB;

  /** Where many threads share a small heap, this much is left to each. */
  private static final long LEAST_SORT_BYTES_PER_THREAD = 16 * MIB;

  /** Where exchanged elements are written through, for what one thread has open at once. */
  private static final long NETWORK_BYTES_PER_THREAD = 32 * MIB;

  private static final long LEAST_NETWORK_BYTES = 64 * MIB;

  /** Flink takes these for the end of one path and the beginning of the next. */
  private static final Pattern SEVERAL_PATHS = Pattern.compile("[,:\\p{Cntrl}]");

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path directory;

  private EmbeddedFlinkConfig(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes the settings, and makes the directory for what does not fit into memory.
   *
   * @param parent a directory on a disk with room, made if it is not there. Where Flink cannot use
   *     it, the process's own directory for temporary files takes its place
   * @param index whose run it is. What an earlier one left is removed: it had the index's lock, as
   *     the caller has now
   * @param threads how many steps run at once
   * @param heapBytes of this process
   */
  static EmbeddedFlinkConfig write(Path parent, Path index, int threads, long heapBytes)
      throws IOException {
    UUID name = UUID.nameUUIDFromBytes(index.toUri().toString().getBytes(StandardCharsets.UTF_8));
    Path directory = usable(parent).resolve("shardmill-flink-" + name);
    LocalTree.delete(directory);
    Files.createDirectories(directory.getParent());
    Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Path spill = Files.createDirectory(directory.resolve("spill"));
    EmbeddedFlinkConfig config = new EmbeddedFlinkConfig(directory);
    Files.createDirectory(config.configuration());
    StringBuilder lines = new StringBuilder();
    settings(spill, threads, heapBytes)
        .forEach((key, value) -> lines.append(key).append(": ").append(value).append('\n'));
    Files.writeString(config.configuration().resolve(FILE), lines, StandardCharsets.UTF_8);
    return config;
  }

  private static Path usable(Path parent) {
    boolean isLocal = parent.getFileSystem().equals(FileSystems.getDefault());
    return isLocal && !SEVERAL_PATHS.matcher(parent.toAbsolutePath().toString()).find()
        ? parent.toAbsolutePath()
        : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  private static Map<String, String> settings(Path spill, int threads, long heapBytes) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("parallelism.default", Integer.toString(threads));
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(threads));
    settings.put("taskmanager.memory.managed.size", sortBytes(threads, heapBytes) + "b");
    long network = Math.max(LEAST_NETWORK_BYTES, threads * NETWORK_BYTES_PER_THREAD);
    settings.put("taskmanager.memory.network.min", network + "b");
    settings.put("taskmanager.memory.network.max", network + "b");
    // Elements are small and few; Flink's own value takes 16 MiB for each output of each thread.
    settings.put("taskmanager.network.sort-shuffle.min-buffers", "64");
    // Of a record beyond the sort buffer only the key is sorted.
    settings.put("taskmanager.runtime.large-record-handler", "true");
    settings.put("io.tmp.dirs", quoted(spill));
    settings.put("restart-strategy.type", "fixed-delay");
    settings.put("restart-strategy.fixed-delay.attempts", "3");
    settings.put("restart-strategy.fixed-delay.delay", "1 s");
    // There is no other process that could be lost, only a machine that is busy.
    settings.put("heartbeat.timeout", "600000");
    settings.put("pekko.ask.timeout", "5 min");
    return settings;
  }

  private static long sortBytes(int threads, long heapBytes) {
    long wanted = threads * SORT_BYTES_PER_THREAD;
    return Math.max(threads * LEAST_SORT_BYTES_PER_THREAD, Math.min(wanted, heapBytes / 4));
  }

  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Returns the directory that Flink is to read the settings from. */
  Path configuration() {
    return directory.resolve("conf");
  }

  /**
   * Removes it all, best effort: Flink may still be shutting down, and the next run tries again.
   */
  @Override
  public void close() {
    try {
      LocalTree.delete(directory);
    } catch (IOException e) {
      LOG.debug("{} is left behind", directory, e);
    }
  }
}
