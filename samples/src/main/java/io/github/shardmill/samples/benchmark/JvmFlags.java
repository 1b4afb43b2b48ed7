package io.github.shardmill.samples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The flags of both contenders' JVMs: those that Shardmill's launcher gives a build by itself, and
 * more that are added to them.
 *
 * @param launcher read from the launcher, so that there is one place for them
 * @param more behind the launcher's; a garbage collector among them replaces the launcher's
 */
record JvmFlags(List<String> launcher, List<String> more) {
  /** Variable of the environment with flags that the launcher puts behind its own. */
  static final String LAUNCHER_VARIABLE = "SHARDMILL_OPTS";

  /** Variable of the environment with flags that every {@code java} puts before all others. */
  static final String JAVA_VARIABLE = "JDK_JAVA_OPTIONS";

  private static final Pattern LONG_FLAGS = Pattern.compile("(?m)^readonly LONG_FLAGS='(.*)'$");
  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w*GC");

  JvmFlags {
    launcher = List.copyOf(launcher);
    more = List.copyOf(more);
  }

  /**
   * Reads the launcher's flags. Without a launcher there are none.
   *
   * @throws BenchmarkException if they are not where they were
   */
  static JvmFlags read(Path launcher, String more) throws IOException {
    if (!Files.exists(launcher)) {
      return new JvmFlags(List.of(), words(more));
    }
    Matcher flags = LONG_FLAGS.matcher(Files.readString(launcher));
    if (!flags.find()) {
      throw new BenchmarkException(
          String.format(Locale.ROOT, "%s has no line that says LONG_FLAGS='...'", launcher));
    }
    return new JvmFlags(words(flags.group(1)), words(more));
  }

  /** Returns these flags and one more, without white space in it. */
  JvmFlags plus(String flag) {
    return new JvmFlags(launcher, Stream.concat(more.stream(), Stream.of(flag)).toList());
  }

  /**
   * Returns these flags for who only submits to a cluster: the launcher gives it others than a
   * build, and two garbage collectors would keep its JVM from starting.
   */
  JvmFlags ofClient() {
    return new JvmFlags(List.of(), more);
  }

  /** Returns all flags, as the launcher would put them together. */
  List<String> all() {
    boolean replaced = more.stream().anyMatch(JvmFlags::isCollector);
    return Stream.concat(
            launcher.stream().filter(flag -> !(replaced && isCollector(flag))), more.stream())
        .toList();
  }

  private static boolean isCollector(String flag) {
    return COLLECTOR.matcher(flag).matches();
  }

  private static List<String> words(String line) {
    return Stream.of(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
