package io.github.shardmill.index.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The pins of a local index: one small file each beside it, named by the generation. The name is
 * what counts; what is in the file is for people. Needs no lock, so a commit can be pinned while a
 * run goes on. Safe to share between threads and processes.
 */
public final class Pins {
  private static final Pattern GENERATION = Pattern.compile("[0-9]{1,18}");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final IndexLayout layout;

  /** Looks at one index. */
  public Pins(IndexLayout layout) {
    this.layout = layout;
  }

  /**
   * Pins a commit, durably. One that is pinned stays as it is.
   *
   * @return whether it was not pinned before
   */
  public boolean add(Pin pin) throws IOException {
    Path file = file(pin.generation());
    if (Presence.exists(file)) {
      return false;
    }
    PrivateFiles.createDirectory(layout.own());
    PrivateFiles.createDirectory(layout.pins());
    String json = JSON.writeValueAsString(pin) + "\n";
    PrivateFiles.replace(file, json.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  /**
   * Takes a pin away. The commit goes with the next one unless something else keeps it.
   *
   * @return whether it was pinned
   */
  public boolean remove(long generation) throws IOException {
    return Files.deleteIfExists(file(generation));
  }

  /** Returns the generations that are pinned, also those whose commits another program deleted. */
  public Set<Long> generations() throws IOException {
    return files().keySet();
  }

  /** Returns all pins by generation. What cannot be read of one is left empty. */
  public Map<Long, Pin> all() throws IOException {
    Map<Long, Pin> pins = new TreeMap<>();
    for (Map.Entry<Long, Path> file : files().entrySet()) {
      pins.put(file.getKey(), read(file.getKey(), file.getValue()));
    }
    return pins;
  }

  private static Pin read(long generation, Path file) {
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      json = JSON.missingNode();
    }
    return new Pin(
        generation,
        json.path("pinned").asText(),
        json.path("by").asText(),
        json.path("note").asText());
  }

  private Map<Long, Path> files() throws IOException {
    Map<Long, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.pins())) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (GENERATION.matcher(name).matches()) {
          files.put(Long.parseLong(name), entry);
        }
      }
    } catch (NoSuchFileException none) {
      return files;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }

  private Path file(long generation) {
    return layout.pins().resolve(Long.toString(generation));
  }
}
