package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file of the sample corpus, damaged at random, ends with an outcome that says something
 * about the file: no exception gets out, no parser runs for ever or out of stack, memory or
 * classes.
 *
 * <p>{@code -Dtests.mutants} sets how many mutants of each sample are made. Those that fail are
 * kept in {@code target/mutants}.
 */
class MutantsTest {
  private static final int ROUNDS = Integer.getInteger("tests.mutants", 3);
  private static final int HEAVY_TIMES_AS_MANY = 500;
  private static final Path CORPUS = Path.of("..", "..", "samples", "corpus");
  private static final Path KEPT = Path.of("target", "mutants");
  private static final long SEED = seed();

  /** Long enough for a machine that has much else to do; what takes longer runs for ever. */
  private static final long TIMEOUT_MILLIS = 60_000;

  private static final Set<Outcome> SOUND =
      EnumSet.of(
          Outcome.OK, Outcome.TRUNCATED, Outcome.ENCRYPTED, Outcome.CORRUPT, Outcome.UNSUPPORTED);

  @TempDir Path directory;

  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private final List<String> unsound = new ArrayList<>();
  private final List<ExtractedFile> results = new ArrayList<>();
  private final ExtractionLane lane =
      new ExtractionLane(
          ExtractorConfig.DEFAULT.withLimits(
              ExtractionLimits.DEFAULT.withParseTimeoutMillis(TIMEOUT_MILLIS)));

  private static long seed() {
    String given = System.getProperty("tests.seed", "");
    return given.isEmpty() ? System.nanoTime() : Long.parseUnsignedLong(given, 16);
  }

  @Test
  void everyMutantEndsWithAnOutcome() throws Exception {
    extractMutants(ROUNDS);
  }

  @Test
  @Tag("heavy")
  void everyOneOfThousandsOfMutantsEndsWithAnOutcome() throws Exception {
    extractMutants(HEAVY_TIMES_AS_MANY * ROUNDS);
  }

  private void extractMutants(int rounds) throws Exception {
    Mutants mutants = new Mutants(new Random(SEED), samples());
    for (int round = 0; round < rounds; round++) {
      for (int sample = 0; sample < mutants.samples(); sample++) {
        mutants.next(sample);
        extract(mutants);
      }
    }
    System.err.println(mutants.samples() * rounds + " mutants " + outcomes + ", " + reproduction());
    assertThat(reproduction() + ", kept in " + KEPT.toAbsolutePath(), unsound, empty());
    assertThat("mutants that parse", outcomes.getOrDefault(Outcome.OK, 0), greaterThan(0));
    assertThat("mutants that do not", outcomes.getOrDefault(Outcome.CORRUPT, 0), greaterThan(0));
  }

  private void extract(Mutants mutants) throws IOException, InterruptedException {
    Path file = Files.write(directory.resolve(mutants.name()), mutants.bytes());
    FileStamp stamp = FileStamp.of(file);
    FileEntry entry =
        new FileEntry(RelativePath.of(mutants.name()), stamp.size(), stamp.modifiedMillis());
    results.clear();
    try {
      lane.extract(
          new FileBatch(new Source("s", directory.toUri().toString()), List.of(entry)),
          (source, path) -> file,
          results::add);
    } catch (RuntimeException | Error escaped) {
      keep(mutants, "escaped: " + escaped);
    }
    if (results.size() == 1) {
      ExtractedFile result = results.get(0);
      outcomes.merge(result.outcome(), 1, Integer::sum);
      if (!SOUND.contains(result.outcome()) && !isAssertion(result)) {
        keep(mutants, result.outcome() + " " + result.cause());
      }
    } else {
      keep(mutants, results.size() + " results");
    }
    Files.delete(file);
  }

  /** Tests alone run with assertions on; a parser's own is never asked elsewhere. */
  private static boolean isAssertion(ExtractedFile result) {
    return result.outcome() == Outcome.CRASHED && result.cause().startsWith("AssertionError");
  }

  private void keep(Mutants mutants, String why) throws IOException {
    Files.createDirectories(KEPT);
    String name = unsound.size() + "-" + mutants.name();
    Files.write(KEPT.resolve(name), mutants.bytes());
    unsound.add(name + ": " + why);
    System.err.println(name + ": " + why);
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> paths = Files.walk(CORPUS)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String reproduction() {
    return "-Dtests.seed=" + Long.toHexString(SEED);
  }
}
