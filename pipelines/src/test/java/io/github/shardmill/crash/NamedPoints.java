package io.github.shardmill.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the named points out of the sources, so that none can be forgotten. Stateless. */
final class NamedPoints {
  private static final Pattern NAMED =
      Pattern.compile("POINTS\\s*\\.trace\\(\\s*\"([^\"]+)\"\\s*\\)");
  private static final Pattern ANY = Pattern.compile("POINTS\\s*\\.(?!isTraceEnabled\\()");
  private static final String LOGGER = "\"shardmill.points\"";

  private NamedPoints() {}

  /** Returns the names of all points of the modules. */
  static Set<String> inSources() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path module : Set.of(Path.of("."), Path.of("../transforms"))) {
      try (Stream<Path> files = Files.walk(module)) {
        for (Path file : files.filter(NamedPoints::isMainSource).toList()) {
          names.addAll(inSource(file));
        }
      }
    }
    return names;
  }

  private static boolean isMainSource(Path file) {
    return file.toString().contains("/src/main/java/") && file.toString().endsWith(".java");
  }

  private static Set<String> inSource(Path file) throws IOException {
    String source = Files.readString(file);
    Set<String> names = new TreeSet<>();
    if (source.contains(LOGGER)) {
      Matcher named = NAMED.matcher(source);
      while (named.find()) {
        names.add(named.group(1));
      }
      if (names.isEmpty()
          || NAMED.matcher(source).results().count() != ANY.matcher(source).results().count()) {
        throw new AssertionError(file + " has points whose names this test cannot read");
      }
    }
    return names;
  }
}
