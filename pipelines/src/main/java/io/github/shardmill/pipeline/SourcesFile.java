package io.github.shardmill.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.shardmill.file.discover.InvalidSourceException;
import io.github.shardmill.file.discover.Sources;
import io.github.shardmill.file.discover.UnreachableSourceException;
import io.github.shardmill.pipeline.BuildSettings.Input;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of sources and their labels, in YAML:
 *
 * <pre>
 * sources:
 *   - name: case7
 *     path: /evidence/case7
 *     labels: {matter: "7", custodian: smith}
 *   - path: ../vault
 * </pre>
 *
 * <p>A path is what {@code --input} takes, relative to the directory of the file unless it is on
 * another machine than that; without a name the source takes the last part of it. Whatever is not
 * understood is an error that names file and line. Not thread-safe.
 */
public final class SourcesFile {
  /** The most labels of one source. */
  public static final int MAX_LABELS = 100;

  /** The longest value of a label, in UTF-16 units. */
  public static final int MAX_VALUE_LENGTH = 1_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  private static final Pattern POSITION = Pattern.compile("^ in .*, line (\\d{1,9}),");

  private final Path file;
  private final Map<String, Integer> linesOfNames = new HashMap<>();
  private YAMLParser parser;

  /** Names the file. */
  public SourcesFile(Path file) {
    this.file = file;
  }

  /**
   * Reads the inputs, in the order of the file.
   *
   * @throws IllegalArgumentException if there is something wrong in it; the message is one line
   */
  public List<Input> read() {
    try (Reader text = Files.newBufferedReader(file);
        YAMLParser yaml = new YAMLFactory().createParser(text)) {
      parser = yaml;
      next();
      return document();
    } catch (JsonProcessingException e) {
      throw notYaml(e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read --sources: " + Failures.line(e), e);
    }
  }

  private List<Input> document() throws IOException {
    List<Input> inputs = new ArrayList<>();
    expect(JsonToken.START_OBJECT, "begin with 'sources:'");
    Map<String, Integer> seen = new HashMap<>();
    while (nextKey(seen)) {
      if (!parser.currentName().equals("sources")) {
        throw unknownKey("sources");
      }
      next();
      expect(JsonToken.START_ARRAY, "'sources' is a list: '- path: ...' for each");
      while (next() != JsonToken.END_ARRAY) {
        inputs.add(source());
      }
    }
    if (inputs.isEmpty()) {
      throw wrong(line(), "it names no source");
    }
    if (next() != null) {
      throw wrong(line(), "one document is enough; remove '---' and what follows");
    }
    return inputs;
  }

  private Input source() throws IOException {
    int line = line();
    expect(JsonToken.START_OBJECT, "a source has the keys path, name and labels");
    Map<String, Integer> seen = new HashMap<>();
    Optional<String> name = Optional.empty();
    String path = null;
    SortedMap<String, String> labels = new TreeMap<>();
    while (nextKey(seen)) {
      switch (parser.currentName()) {
        case "name" -> name = Optional.of(name());
        case "path" -> path = scalar("path");
        case "labels" -> labels = labels();
        default -> throw unknownKey("path, name and labels");
      }
    }
    if (path == null) {
      throw wrong(line, "a source needs a path");
    }
    Input input = new Input(name, location(path), labels);
    requireThere(input, seen.get("path"));
    return input;
  }

  private String location(String path) {
    return Locations.isRemote(path) ? path : file.toAbsolutePath().resolveSibling(path).toString();
  }

  /** Finds the source once, so that what is missing is told with its line. */
  private void requireThere(Input input, int line) {
    String text = input.name().map(name -> name + "=").orElse("") + input.location();
    try {
      String name = Sources.parse(List.of(text)).get(0).source().name();
      Integer other = linesOfNames.putIfAbsent(name, line);
      if (other != null) {
        throw wrong(line, "the source of line " + other + " is called '" + name + "' too");
      }
    } catch (UnreachableSourceException e) {
      // The run finds that out once more, and ends with what it means for the index.
      return;
    } catch (InvalidSourceException e) {
      throw wrong(line, e.getMessage());
    }
  }

  private String name() throws IOException {
    String name = scalar("name");
    if (!NAME.matcher(name).matches()) {
      throw wrong(line(), "name '" + name + "' may hold letters, digits, '_', '.' and '-' only");
    }
    return name;
  }

  private SortedMap<String, String> labels() throws IOException {
    next();
    expect(JsonToken.START_OBJECT, "labels are pairs: {key: value}");
    SortedMap<String, String> labels = new TreeMap<>();
    Map<String, Integer> seen = new HashMap<>();
    while (nextKey(seen)) {
      String key = parser.currentName();
      if (!NAME.matcher(key).matches()) {
        throw wrong(line(), "label '" + key + "' may hold letters, digits, '_', '.' and '-' only");
      }
      labels.put(key, scalar(key));
      if (labels.get(key).length() > MAX_VALUE_LENGTH) {
        throw wrong(
            line(), "label '" + key + "' has more than " + MAX_VALUE_LENGTH + " characters");
      }
    }
    if (labels.size() > MAX_LABELS) {
      throw wrong(line(), "a source has at most " + MAX_LABELS + " labels");
    }
    return labels;
  }

  /** Moves on to the next key of a mapping; returns false at its end. */
  private boolean nextKey(Map<String, Integer> seen) throws IOException {
    if (next() == JsonToken.END_OBJECT) {
      return false;
    }
    Integer before = seen.putIfAbsent(parser.currentName(), line());
    if (before != null) {
      throw wrong(line(), "'" + parser.currentName() + "' is there already, in line " + before);
    }
    return true;
  }

  /** Returns the text of a value as it was written, also where YAML takes it for a number. */
  private String scalar(String key) throws IOException {
    JsonToken token = next();
    if (!token.isScalarValue() || token == JsonToken.VALUE_NULL || parser.getText().isBlank()) {
      throw wrong(line(), "'" + key + "' needs a value");
    }
    return parser.getText();
  }

  private JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token != null && parser.isCurrentAlias()) {
      throw wrong(line(), "write the value out; '*' for an anchor is not supported");
    }
    return token;
  }

  private void expect(JsonToken expected, String otherwise) {
    if (parser.currentToken() != expected) {
      throw wrong(line(), otherwise);
    }
  }

  private IllegalArgumentException unknownKey(String known) throws IOException {
    return wrong(line(), "unknown key '" + parser.currentName() + "'; there is " + known);
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private IllegalArgumentException wrong(int line, String what) {
    return new IllegalArgumentException(file + ":" + line + ": " + what);
  }

  /** The parser's own message tells over several lines what is wrong where; the last one counts. */
  private IllegalArgumentException notYaml(String message) {
    int line = 1;
    String what = "";
    for (String part : message.lines().toList()) {
      Matcher position = POSITION.matcher(part);
      line = position.find() ? Integer.parseInt(position.group(1)) : line;
      what = part.isEmpty() || part.startsWith(" ") ? what : part;
    }
    return wrong(line, "not YAML: " + what);
  }
}
