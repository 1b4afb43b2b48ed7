package io.github.shardmill.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the files of each media type, as counts of a {@link Tally}. Who counts nothing by
 * type has none in the record of the run. Stateless.
 */
public final class TypeTally {
  /** Files that were read. */
  public static final String FILES = "files";

  /** Their bytes. */
  public static final String BYTES = "bytes";

  /** Those of the files that failed. */
  public static final String FAILED = "failed";

  /** Milliseconds that threads spent parsing them, all added up. */
  public static final String MILLIS = "millis";

  private static final String PREFIX = "type.";

  private TypeTally() {}

  /** Returns the name of a count of a type. */
  public static String counter(String type, String what) {
    return PREFIX + type + '.' + what;
  }

  /**
   * Adds an object for each type, in order of their names: {@code type}, {@code files}, {@code
   * bytes}, {@code failed}, {@code seconds} and {@code filesPerSecond} of one thread, which is
   * missing where no time was measured.
   */
  static void addTo(ArrayNode array, Tally tally) {
    byType(tally)
        .forEach(
            (type, counts) -> {
              long files = counts.getOrDefault(FILES, 0L);
              long millis = counts.getOrDefault(MILLIS, 0L);
              ObjectNode entry =
                  array
                      .addObject()
                      .put("type", type)
                      .put(FILES, files)
                      .put(BYTES, counts.getOrDefault(BYTES, 0L))
                      .put(FAILED, counts.getOrDefault(FAILED, 0L))
                      .put("seconds", millis / 1_000.0);
              if (millis > 0) {
                entry.put("filesPerSecond", Math.round(10_000.0 * files / millis) / 10.0);
              }
            });
  }

  private static SortedMap<String, Map<String, Long>> byType(Tally tally) {
    SortedMap<String, Map<String, Long>> types = new TreeMap<>();
    tally
        .counts()
        .forEach(
            (counter, count) -> {
              int end = counter.lastIndexOf('.');
              if (counter.startsWith(PREFIX) && end > PREFIX.length()) {
                types
                    .computeIfAbsent(
                        counter.substring(PREFIX.length(), end), type -> new TreeMap<>())
                    .put(counter.substring(end + 1), count);
              }
            });
    return types;
  }
}
