package io.github.shardmill.samples.hostile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.cli.Main;
import io.github.shardmill.index.read.CommittedIndex;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.StoredFields;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile files in a build by the real program, in a JVM of its own with little memory: every file
 * ends as the table says, and nothing else happens.
 */
class HostileBuildTest {
  private static final String SOURCE = "hostile";
  private static final String SECRET = "xylographic-quagga-7731";
  private static final String CONTROL = "control.txt";
  private static final String HEAP = "-Xmx512m";
  private static final long MINUTES = 15;
  private static final long SEED = seed();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path directory;
  private static LoopbackServer server;
  private static OutcomeTable table;
  private static Map<String, List<String>> outcomes;

  private static long seed() {
    String given = System.getProperty("tests.seed", "");
    return given.isEmpty() ? System.nanoTime() : Long.parseUnsignedLong(given, 16);
  }

  @BeforeAll
  static void buildFromHostileFiles() throws Exception {
    server = new LoopbackServer();
    table = OutcomeTable.read();
    generate(directory.resolve("files"));
    Files.writeString(directory.resolve("files").resolve(CONTROL), "not secret: " + SECRET);
    build(directory.resolve("files"), directory.resolve("index"));
    outcomes = outcomes(directory.resolve("index"));
  }

  @AfterAll
  static void closeServer() throws IOException {
    server.close();
  }

  @Test
  void everyFileIsCountedOnce() throws IOException {
    assertThat(reproduction(), new TreeSet<>(outcomes.keySet()), equalTo(paths()));
    List<String> twice =
        outcomes.entrySet().stream()
            .filter(file -> file.getValue().size() != 1)
            .map(Map.Entry::getKey)
            .toList();
    assertThat(reproduction(), twice, empty());
  }

  @Test
  void everyFileEndsAsTheTableSays() {
    List<String> wrong = new ArrayList<>();
    outcomes.forEach(
        (path, found) -> {
          List<OutcomeTable.Row> rows = table.of(path);
          if (rows.size() != 1 || !rows.get(0).outcomes().containsAll(found)) {
            wrong.add(path + " " + found + ", expected " + rows);
          }
        });
    assertThat(reproduction(), wrong, empty());
  }

  @Test
  void everyLineOfTheTableHasAFile() {
    List<String> idle =
        table.rows().stream()
            .filter(row -> outcomes.keySet().stream().noneMatch(row::matches))
            .map(OutcomeTable.Row::glob)
            .toList();
    assertThat(idle, empty());
  }

  /** {@code -Dtests.golden=write} writes that table anew; what changed is then in the diff. */
  @Test
  void everyItemEndsAsItsTableSays() throws Exception {
    List<String> found = ItemTable.of(directory.resolve("index"), table);
    if (System.getProperty("tests.golden", "").equals("write")) {
      ItemTable.write(found);
    }
    assertThat(
        reproduction(), String.join("\n", found), equalTo(String.join("\n", ItemTable.read())));
  }

  /** The control says so in plain text, which shows that the secret would be seen. */
  @Test
  void noDocumentReadsAnotherFile() throws Exception {
    assertThat(reproduction(), documentsWith(SECRET), contains(SOURCE + ":" + CONTROL));
  }

  @Test
  void noDocumentConnectsToAnybody() throws IOException {
    assertThat(reproduction(), server.connections(), is(0));
    server.connect();
    assertThat("a connection would be seen", server.connections(), is(1));
  }

  @Test
  void nothingIsLeftElsewhere() throws IOException {
    assertThat(reproduction(), filesBelow(directory.resolve("work")), empty());
    assertThat(reproduction(), filesBelow(directory.resolve("temporary")), empty());
    assertThat(
        Files.exists(Path.of(System.getProperty("java.io.tmpdir"), Escapes.MARK)), is(false));
  }

  /** All of the above once more, with files of 100 MB. */
  @Test
  @Tag("heavy")
  void largeFilesEndInBoundedMemory() throws Exception {
    Path files = directory.resolve("large-files");
    generate(files, "--large", "--damaged", "0");
    build(files, directory.resolve("large-index"));
    Map<String, List<String>> found = outcomes(directory.resolve("large-index"));
    List<String> unsound = new ArrayList<>();
    found.forEach(
        (path, ends) -> {
          if (ends.size() != 1 || List.of("CRASHED", "TIMED_OUT").contains(ends.get(0))) {
            unsound.add(path + " " + ends);
          }
        });
    assertThat(unsound, empty());
    assertThat(found.keySet().stream().filter(path -> path.startsWith("large/")).count(), is(13L));
  }

  private static void generate(Path files, String... more) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), SECRET);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                files.toString(),
                "--seed=" + SEED,
                "--secret=" + secret,
                "--server=" + server.address()));
    arguments.addAll(List.of(more));
    int code = HostileCorpus.commandLine().execute(arguments.toArray(String[]::new));
    assertThat("the generator's exit code", code, is(0));
  }

  private static void build(Path files, Path index) throws Exception {
    Path work = Files.createDirectories(directory.resolve("work"));
    Path temporary = Files.createDirectories(directory.resolve("temporary"));
    Path printed = directory.resolve("printed");
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseParallelGC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "build",
                "--hidden",
                "--parallelism=2",
                "--input=" + SOURCE + "=" + files,
                "--index=" + index)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    program.environment().put("LC_ALL", "C.UTF-8");
    Process process = program.start();
    try {
      assertThat("it ends", process.waitFor(MINUTES, TimeUnit.MINUTES), is(true));
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(printed) + reproduction(), process.exitValue(), is(0));
  }

  /** Returns the outcomes by path that the manifest of the only run names. */
  private static Map<String, List<String>> outcomes(Path index) throws IOException {
    Map<String, List<String>> found = new TreeMap<>();
    try (Stream<Path> records = Files.walk(index.resolve("shardmill/runs"))) {
      for (Path part : records.filter(HostileBuildTest::isManifest).toList()) {
        for (String line : Files.readAllLines(part)) {
          JsonNode row = JSON.readTree(line);
          String path = path(row.path("id").asText());
          found.computeIfAbsent(path, none -> new ArrayList<>()).add(row.path("outcome").asText());
        }
      }
    }
    return found;
  }

  /** Ids have the path with some characters escaped as in URLs. */
  private static String path(String id) {
    String escaped = id.substring(SOURCE.length() + 1);
    return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static boolean isManifest(Path file) {
    return file.getFileName().toString().startsWith("manifest-");
  }

  private static Set<String> paths() throws IOException {
    Path root = directory.resolve("files");
    Set<String> paths = new TreeSet<>();
    for (Path file : filesBelow(root)) {
      paths.add(root.relativize(file).toString());
    }
    return paths;
  }

  private static List<Path> filesBelow(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private static List<String> documentsWith(String word) throws Exception {
    Map<String, String> found = new HashMap<>();
    try (CommittedIndex index = CommittedIndex.open(directory.resolve("index"))) {
      StoredFields stored = index.reader().storedFields();
      for (int number = 0; number < index.reader().maxDoc(); number++) {
        Document document = stored.document(number);
        for (IndexableField field : document) {
          if (field.stringValue() != null && field.stringValue().contains(word)) {
            found.put(document.get("id"), field.name());
          }
        }
      }
    }
    return List.copyOf(found.keySet());
  }

  private static String reproduction() {
    return "-Dtests.seed=" + Long.toHexString(SEED);
  }
}
