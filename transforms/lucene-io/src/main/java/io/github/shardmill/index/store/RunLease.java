package io.github.shardmill.index.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The right of one run to write to an index for some minutes, which its processes renew. Safe to
 * share between threads, processes and machines.
 *
 * <p>Leases are small files with numbers. A new one is made by exclusive creation of the next
 * number, so of several that ask at once one gets it; the highest number counts. Only the holder
 * writes to its number again, to renew it or to give it back, and that of a holder who lost it to a
 * higher number does no harm. The highest is never deleted, so that no number is used twice.
 *
 * <p>Clocks of machines may differ by a minute: a lease counts for that much longer than it says.
 *
 * <p>The lease keeps runs from disturbing each other. That two of them cannot both commit does not
 * depend on it, but on the exclusive creation of {@code segments_N}.
 */
public final class RunLease {
  /** How long a lease lasts unless it is renewed. */
  public static final Duration LENGTH = Duration.ofMinutes(5);

  /** How much the clocks of two machines may differ. */
  static final Duration SKEW = Duration.ofMinutes(1);

  private static final String DIRECTORY = "leases";
  private static final String ENDING = ".json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final String runId;
  private final LongSupplier nowMillis;

  private RunLease(Path file, String runId, LongSupplier nowMillis) {
    this.file = file;
    this.runId = runId;
    this.nowMillis = nowMillis;
  }

  /** What a lease says. */
  private record Entry(Path file, long number, String runId, String holder, long expiresMillis) {
    boolean isLive(long nowMillis) {
      return nowMillis < expiresMillis + SKEW.toMillis();
    }
  }

  /**
   * Takes the lease, or goes on with it if the run holds it already.
   *
   * @throws IndexLockedException if another run holds it; the message says which
   */
  public static RunLease acquire(IndexLayout layout, String runId) throws IOException {
    return acquire(layout, runId, System::currentTimeMillis);
  }

  static RunLease acquire(IndexLayout layout, String runId, LongSupplier nowMillis)
      throws IOException {
    if (!Presence.isDirectory(layout.index())) {
      Files.createDirectories(layout.index());
    }
    PrivateFiles.createDirectory(layout.own());
    Path directory = PrivateFiles.createDirectory(directory(layout));
    while (true) {
      List<Entry> all = entries(layout);
      Optional<Entry> highest = highest(all);
      if (highest.isPresent() && highest.get().isLive(nowMillis.getAsLong())) {
        if (!highest.get().runId().equals(runId)) {
          throw locked(layout, highest.get());
        }
        RunLease own = new RunLease(highest.get().file(), runId, nowMillis);
        own.renew();
        return own;
      }
      long number = 1 + highest.map(Entry::number).orElse(0L);
      RunLease next =
          new RunLease(
              directory.resolve(String.format(Locale.ROOT, "%012d", number) + ENDING),
              runId,
              nowMillis);
      if (PrivateFiles.createNew(next.file, next.content(HostName.own(), next.expiry()))) {
        PrivateFiles.deleteAll(all.stream().map(Entry::file).toList());
        return next;
      }
    }
  }

  /** Returns the lease of a run if it is the one that counts, also when it has run out. */
  public static Optional<RunLease> of(IndexLayout layout, String runId) throws IOException {
    return highest(entries(layout))
        .filter(entry -> entry.runId().equals(runId))
        .map(entry -> new RunLease(entry.file(), runId, System::currentTimeMillis));
  }

  /**
   * Checks that no other run holds the lease.
   *
   * @throws IndexLockedException if one does; the message says which
   */
  static void requireFree(IndexLayout layout, String runId) throws IOException {
    Optional<Entry> highest = highest(entries(layout));
    if (highest.isPresent()
        && !highest.get().runId().equals(runId)
        && highest.get().isLive(System.currentTimeMillis())) {
      throw locked(layout, highest.get());
    }
  }

  /** Returns the run that holds the lease, if one does. */
  static Optional<String> holder(IndexLayout layout) throws IOException {
    long now = System.currentTimeMillis();
    return highest(entries(layout)).filter(entry -> entry.isLive(now)).map(Entry::runId);
  }

  /**
   * Returns another run that holds the lease, if one does. One that has given it back is none: it
   * changes nothing any more, and whether it did shows in the index.
   */
  static Optional<String> otherHolder(IndexLayout layout, String runId) throws IOException {
    return holder(layout).filter(holder -> !holder.equals(runId));
  }

  private static IndexLockedException locked(IndexLayout layout, Entry lease) {
    return new IndexLockedException(
        layout.index(),
        "run "
            + lease.runId()
            + ", started on "
            + lease.holder()
            + ", until "
            + Instant.ofEpochMilli(lease.expiresMillis())
            + " unless it goes on");
  }

  /** Makes the lease last {@link #LENGTH} from now on, unless it was given back or lost. */
  public void renew() throws IOException {
    Optional<Entry> now = read(file);
    if (now.isPresent() && now.get().runId().equals(runId) && now.get().expiresMillis() > 0) {
      PrivateFiles.replace(file, content(now.get().holder(), expiry()));
    }
  }

  /** Gives the lease back. Does nothing if it was lost. */
  public void release() throws IOException {
    Optional<Entry> now = read(file);
    if (now.isPresent() && now.get().runId().equals(runId)) {
      PrivateFiles.replace(file, content(now.get().holder(), 0));
    }
  }

  private long expiry() {
    return nowMillis.getAsLong() + LENGTH.toMillis();
  }

  private byte[] content(String holder, long expiresMillis) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("runId", runId);
    json.put("holder", holder);
    json.put("expiresMillis", expiresMillis);
    return JSON.writeValueAsBytes(json);
  }

  private static Path directory(IndexLayout layout) {
    return layout.own().resolve(DIRECTORY);
  }

  private static Optional<Entry> highest(List<Entry> entries) {
    return entries.stream().max((a, b) -> Long.compare(a.number(), b.number()));
  }

  /**
   * Returns what all leases say. Who takes a new one deletes those before it, so one that is gone
   * after it was listed means that there is another one, and the list is made again.
   */
  private static List<Entry> entries(IndexLayout layout) throws IOException {
    while (true) {
      List<Entry> entries = new ArrayList<>();
      boolean isWhole = true;
      for (Path file : files(layout)) {
        Optional<Entry> entry = read(file);
        entry.ifPresent(entries::add);
        isWhole &= entry.isPresent();
      }
      if (isWhole) {
        return entries;
      }
    }
  }

  private static List<Path> files(IndexLayout layout) throws IOException {
    List<Path> leases = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory(layout))) {
      files.forEach(leases::add);
    } catch (NoSuchFileException none) {
      return leases;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    leases.removeIf(file -> number(file).isEmpty());
    return leases;
  }

  private static OptionalLong number(Path file) {
    String name = file.getFileName().toString();
    return name.matches("[0-9]{12}\\.json")
        ? OptionalLong.of(Long.parseLong(name.substring(0, 12)))
        : OptionalLong.empty();
  }

  /** Reads a lease; one that is damaged has run out. Empty if it is gone. */
  private static Optional<Entry> read(Path file) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (JacksonException damaged) {
      json = JSON.createObjectNode();
    }
    return Optional.of(
        new Entry(
            file,
            number(file).orElseThrow(),
            json.path("runId").asText(),
            json.path("holder").asText(),
            json.path("expiresMillis").asLong()));
  }
}
