package io.github.shardmill.file.isolate;

import io.github.shardmill.remote.ScratchDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;

/** How a child is started: with the JVM of this process, with its classes and its habits. */
final class ChildCommand {
  /**
   * What a child has besides its heap, roughly: compiled code, classes, stacks, buffers. Bounds
   * that the JVM would otherwise take from the size of the machine.
   */
  private static final List<String> BOUNDS =
      List.of(
          "-Xms16m",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:MaxDirectMemorySize=64m",
          "-XX:MaxMetaspaceSize=256m");

  /** One child does one thing at a time, so a collector with threads has nothing to win. */
  private static final List<String> HABITS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          "-XX:+DisplayVMOutputToStderr",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Djava.awt.headless=true");

  /** Options of this JVM that its children take over, by how they begin. */
  private static final List<String> INHERITED =
      List.of("-XX:SharedArchiveFile=", "--add-opens", "--sun-misc-unsafe-memory-access");

  /**
   * Where a JVM looks for more options. Those are meant for the parent: another collector or a port
   * to listen at, given twice, would keep a child from starting.
   */
  private static final Set<String> OPTIONS_OF_ALL_JVMS =
      Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  private ChildCommand() {}

  /**
   * Returns what starts a child.
   *
   * @param temporary the child's directory for temporary files
   */
  static ProcessBuilder of(ChildSettings settings, Path temporary) {
    ProcessBuilder builder = new ProcessBuilder(words(settings, temporary));
    keepToItself(builder.environment());
    return builder;
  }

  /** Takes out of an environment what only the parent is meant by. */
  static void keepToItself(Map<String, String> environment) {
    environment.keySet().removeAll(OPTIONS_OF_ALL_JVMS);
  }

  private static List<String> words(ChildSettings settings, Path temporary) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xmx" + settings.heapBytes());
    words.addAll(BOUNDS);
    words.addAll(HABITS);
    if (!settings.lasting()) {
      words.add("-XX:TieredStopAtLevel=1");
    }
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(own -> INHERITED.stream().anyMatch(own::startsWith))
        .forEach(words::add);
    words.add("-XX:ErrorFile=" + temporary.resolve("hs_err.log"));
    words.add("-Djava.io.tmpdir=" + temporary);
    words.addAll(surroundings());
    words.add("-cp");
    words.add(classPath(settings));
    words.add(settings.program().getName());
    words.addAll(settings.arguments());
    return words;
  }

  /** What parsers take from the process that they run in, so that they give the same text there. */
  private static List<String> surroundings() {
    Locale locale = Locale.getDefault();
    return List.of(
        "-Duser.timezone=" + TimeZone.getDefault().getID(),
        "-Duser.language=" + locale.getLanguage(),
        "-Duser.country=" + locale.getCountry(),
        "-Duser.variant=" + locale.getVariant(),
        "-Duser.script=" + locale.getScript(),
        "-Dfile.encoding=" + Charset.defaultCharset().name());
  }

  /**
   * Returns where the classes are. Those that the JVM itself loaded are on its own class path; on a
   * Flink worker they come with the job, from jars that only their class loader knows.
   */
  private static String classPath(ChildSettings settings) {
    Set<String> places = new LinkedHashSet<>();
    Stream.concat(
            Stream.of(settings.program(), ScratchDirectory.class), settings.libraries().stream())
        .filter(needed -> needed.getClassLoader() != ClassLoader.getSystemClassLoader())
        .forEach(needed -> places.add(placeOf(needed)));
    places.add(System.getProperty("java.class.path"));
    return String.join(System.getProperty("path.separator"), places);
  }

  private static String placeOf(Class<?> needed) {
    CodeSource source = needed.getProtectionDomain().getCodeSource();
    URL place = source == null ? null : source.getLocation();
    if (place == null || !place.getProtocol().equals("file")) {
      throw new IllegalStateException(
          "a child process cannot be given "
              + needed.getName()
              + ", which was loaded from "
              + place
              + ": use --isolation=none");
    }
    try {
      return Path.of(place.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
