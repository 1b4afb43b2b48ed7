package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of passwords opens what is encrypted, and is told to nobody. */
class PasswordsBuildTest {
  /** What opens the encrypted documents of the sample corpus. */
  private static final String RIGHT = "umbrella";

  private static final String WRONG = "marmalade-in-no-document";
  private static final List<String> LOCKED = List.of("d/biscuit.pdf", "d/counter-two.docx");
  private static final int NOTES = 10;

  @TempDir Path directory;
  private IndexedTree tree;
  private Path list;
  private long listMillis = 1_700_000_000_000L;

  @BeforeEach
  void plantTree() throws IOException {
    tree = new IndexedTree(directory);
    tree.writeNotes("d", NOTES);
    for (String locked : LOCKED) {
      Path name = Path.of(locked).getFileName();
      Files.copy(SampleTrees.CORPUS.resolve("documents").resolve(name), tree.file(locked));
      tree.age(locked);
    }
    list = directory.resolve("words.txt");
  }

  private TestBuild knowing(TestBuild build, String... words) throws IOException {
    Files.write(list, List.of(words));
    listMillis += 1_000;
    Files.setLastModifiedTime(list, FileTime.fromMillis(listMillis));
    return knowingAsBefore(build);
  }

  private TestBuild knowingAsBefore(TestBuild build) {
    PasswordFile file = PasswordFile.at(list.toUri().toString());
    return build.withExtraction(Extraction.DEFAULT.withPasswords(Optional.of(file)));
  }

  private void assertOutcomes(String outcome) throws IOException {
    for (String locked : LOCKED) {
      assertThat(tree.value(locked, FileSchema.OUTCOME), is(outcome));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "AUTO"})
  void lockedDocumentsAreOpened(String mode) throws Exception {
    TestBuild build =
        tree.build().withIsolation(Isolation.AUTO.withMode(Isolation.Mode.valueOf(mode)));
    RunSummary run = knowing(build, WRONG, RIGHT).commitTo(tree.index());
    assertThat(run.files().failed(), is(0L));
    assertOutcomes("OK");
    assertThat(tree.value("d/biscuit.pdf", FileSchema.CONTENT), is(not("")));
  }

  @Test
  void anotherListTriesWhatIsEncryptedAgainAndNothingElse() throws Exception {
    tree.build().commitTo(tree.index());
    assertOutcomes("ENCRYPTED");
    assertThat(tree.parserCalls(knowing(tree.update(), WRONG)), is(LOCKED.size()));
    assertOutcomes("ENCRYPTED");
    IndexedTree.awaitTrust();
    tree.run(knowingAsBefore(tree.update()));
    RunSummary same = tree.run(knowingAsBefore(tree.update()));
    assertThat(same.verdict(), is(Verdict.UNCHANGED));

    assertThat(tree.parserCalls(knowing(tree.update(), WRONG, RIGHT)), is(LOCKED.size()));
    assertOutcomes("OK");
    assertThat(tree.parserCalls(knowing(tree.update(), "another list")), is(0));
    assertOutcomes("OK");
  }

  @Test
  void noPasswordIsWrittenAnywhere() throws Exception {
    knowing(tree.build().withIsolation(Isolation.AUTO), WRONG).commitTo(tree.index());
    assertOutcomes("ENCRYPTED");
    List<Path> telling = new ArrayList<>();
    try (Stream<Path> files = Files.walk(tree.index())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (bytes.contains(WRONG)) {
          telling.add(file);
        }
      }
    }
    assertThat(telling, is(empty()));
  }

  @Test
  void workersOfAClusterGetThemInAFileOfTheirOwner() throws Exception {
    TestBuild build = knowing(tree.build(), RIGHT);
    try (PreparedLists lists = PreparedLists.of(build.settings(tree.index()))) {
      Path work = directory.resolve("work");
      PreparedLists.Given given = lists.give(Venue.FLINK_CLUSTER, work);
      Path shared = Path.of(given.passwords());
      assertThat(shared.startsWith(work), is(true));
      assertThat(Files.readString(shared), is(RIGHT + "\n"));
      assertThat(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)), is("rw-------"));
      assertThat(given.toString(), not(containsString(RIGHT)));
    }
  }

  @Test
  void recordsNameTheListAndNothingOfIt() throws Exception {
    RunSummary run = knowing(tree.build(), WRONG).commitTo(tree.index());
    String record = Files.readString(new IndexLayout(tree.index()).runRecord(run.runId()));
    assertThat(record, containsString("words.txt"));
    assertThat(record, not(containsString(WRONG)));
    assertThat(
        Builds.remembered(tree.index()).orElseThrow().extraction().passwords(),
        is(Optional.of(PasswordFile.at(list.toUri().toString()))));
  }

  @Test
  void listThatIsGoneIsSaidSo() {
    IllegalArgumentException missing =
        assertThrows(
            IllegalArgumentException.class, () -> PasswordFile.at(list.toUri().toString()));
    assertThat(missing.getMessage(), containsString("--passwords: cannot read " + list));
  }
}
