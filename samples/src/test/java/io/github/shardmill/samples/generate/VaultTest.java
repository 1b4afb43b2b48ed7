package io.github.shardmill.samples.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final Pattern LINK = Pattern.compile("\\[\\[([^]|#]+)");

  @TempDir private Path directory;

  @Test
  void sameSeedGivesTheSameNotesOnAnyNumberOfThreads() throws Exception {
    new Vault(7, 500).write(directory.resolve("many"), 300);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      one.submit(() -> new Vault(7, 500).write(directory.resolve("one"), 300)).get();
    } finally {
      one.shutdown();
    }
    assertThat(notes("one"), equalTo(notes("many")));
    new Vault(8, 500).write(directory.resolve("other"), 300);
    assertThat(notes("other"), not(equalTo(notes("many"))));
  }

  @Test
  void smallVaultIsTheBeginningOfALargeOne() throws IOException {
    new Vault(3, 300).write(directory.resolve("small"), 150);
    new Vault(3, 300).write(directory.resolve("large"), 400);
    Map<String, String> large = notes("large");
    assertThat(large, aMapWithSize(400));
    large.keySet().retainAll(notes("small").keySet());
    assertThat(large, equalTo(notes("small")));
  }

  @Test
  void notesAreOfManyKinds() throws IOException {
    new Vault(1, 500).write(directory.resolve("v"), 1_000);
    Map<String, String> notes = notes("v");
    assertThat(share(notes, "---\n"), both(greaterThan(0.5)).and(lessThan(0.7)));
    assertThat(
        notes.values().stream().filter(note -> !note.contains("# ")).count(), greaterThan(50L));
    assertThat(notes.keySet(), hasItem("daily/2010/2010-01-02.md"));
    assertThat(notes.keySet(), hasItem(matchesRegex(".*\\p{IsHan}.*")));
    assertThat(notes.keySet(), hasItem(matchesRegex(".*[🌱📚🐈].*")));
    assertThat(notes.get("daily/2010/2010-01-02.md"), not(startsWith(" ")));
  }

  @Test
  void mostLinksLeadToNotes() throws IOException {
    new Vault(1, 500).write(directory.resolve("v"), 1_000);
    Set<String> names = new HashSet<>();
    for (String path : notes("v").keySet()) {
      String name = path.substring(0, path.length() - ".md".length());
      names.add(name);
      names.add(name.substring(name.lastIndexOf('/') + 1));
    }
    int links = 0;
    int dead = 0;
    for (String note : notes("v").values()) {
      for (Matcher link = LINK.matcher(note); link.find(); ) {
        links++;
        dead += names.contains(link.group(1)) ? 0 : 1;
      }
    }
    assertThat(links, greaterThan(1_000));
    assertThat((double) dead / links, both(greaterThan(0.01)).and(lessThan(0.2)));
  }

  @Test
  void firstRankIsDrawnNearlyTwiceAsOftenAsTheSecond() {
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[10];
    for (int i = 0; i < 100_000; i++) {
      counts[Zipf.rank(random, counts.length)]++;
    }
    assertThat((double) counts[0] / counts[1], both(greaterThan(1.5)).and(lessThan(2.1)));
    assertThat(counts[9], greaterThan(0));
  }

  private static double share(Map<String, String> notes, String beginning) {
    List<String> all = List.copyOf(notes.values());
    return (double) all.stream().filter(note -> note.startsWith(beginning)).count() / all.size();
  }

  private Map<String, String> notes(String name) throws IOException {
    Path root = directory.resolve(name);
    Map<String, String> notes = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        notes.put(
            root.relativize(path).toString(),
            Files.readString(path) + Files.getLastModifiedTime(path));
      }
    }
    return notes;
  }
}
