package io.github.shardmill.index.store;

import io.github.shardmill.remote.Locations;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wish of a reader that the commit stays that it reads. Needed on another machine only, where
 * files are fetched as they are read; on this one they stay open. Best effort: who may not write to
 * the index reads without. A pin that nobody takes away, because its reader was killed, counts for
 * {@link #LENGTH}.
 */
public final class ReaderPin implements Closeable {
  /** How long a reader may take. */
  static final Duration LENGTH = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(ReaderPin.class);
  private static final Pattern NAME = Pattern.compile("([0-9]{1,18})\\.reader\\..+");
  private static final Path NONE = null;

  private final Path file;

  private ReaderPin(Path file) {
    this.file = file;
  }

  /** Pins a commit of an index that is on another machine; does nothing for one on this machine. */
  public static ReaderPin of(IndexLayout layout, long generation) {
    if (!Locations.isRemote(layout.index())) {
      return new ReaderPin(NONE);
    }
    Path file = layout.pins().resolve(generation + ".reader." + UUID.randomUUID());
    try {
      PrivateFiles.createDirectory(layout.pins());
      PrivateFiles.replace(file, Instant.now().toString().getBytes(StandardCharsets.UTF_8));
      return new ReaderPin(file);
    } catch (IOException e) {
      LOG.debug("generation {} is read without a pin", generation, e);
      return new ReaderPin(NONE);
    }
  }

  /** Returns the generations that somebody reads. */
  static Set<Long> generations(IndexLayout layout) throws IOException {
    return list(layout).stream()
        .filter(pin -> pin.isLive)
        .map(Found::generation)
        .collect(Collectors.toSet());
  }

  /** Deletes pins of readers that took too long, best effort. */
  static void removeExpired(IndexLayout layout) throws IOException {
    PrivateFiles.deleteAll(
        list(layout).stream().filter(pin -> !pin.isLive).map(Found::file).toList());
  }

  private record Found(Path file, long generation, boolean isLive) {}

  private static List<Found> list(IndexLayout layout) throws IOException {
    List<Found> pins = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.pins())) {
      for (Path entry : entries) {
        Matcher name = NAME.matcher(entry.getFileName().toString());
        if (name.matches()) {
          pins.add(new Found(entry, Long.parseLong(name.group(1)), isLive(entry)));
        }
      }
    } catch (NoSuchFileException none) {
      LOG.debug("{} is not there", layout.pins());
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return pins;
  }

  private static boolean isLive(Path pin) throws IOException {
    try {
      long madeMillis = Files.getLastModifiedTime(pin).toMillis();
      return madeMillis > System.currentTimeMillis() - LENGTH.toMillis();
    } catch (NoSuchFileException ended) {
      return false;
    }
  }

  /** Takes the pin away. */
  @Override
  public void close() {
    if (file != NONE) {
      PrivateFiles.deleteAll(List.of(file));
    }
  }
}
