package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about the commits of an index, without an index. */
class CommitCommandsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CommandLineHarness harness = new CommandLineHarness();

  @Test
  void aRollbackGoesToTheCommitBeforeUnlessItIsTold() {
    assertThat(harness.run("rollback", "idx"), is(0));
    assertThat(harness.run("rollback", "idx", "--to", "3"), is(0));
    assertThat(
        harness.operations.asked,
        contains("rollback idx to OptionalLong.empty", "rollback idx to OptionalLong[3]"));
    assertThat(
        harness.out().lines().findFirst().orElseThrow(),
        is(
            "went back from generation 5 to the documents of generation 4, of run run\\n4 at"
                + " 2023-11-14 22:13:20Z: 1 document instead of 1,000, in generation 6"));
  }

  @Test
  void aDryRunOnlySaysWhatItWouldDo() {
    assertThat(harness.run("rollback", "idx", "--dry-run"), is(0));
    assertThat(harness.operations.asked.get(1), is("only planned"));
    assertThat(harness.out(), containsString("would go back from generation 5 to the documents"));
  }

  @Test
  void aRollbackToWhatIsThereSaysSo() {
    harness.operations.rollbackIsNeeded = false;
    assertThat(harness.run("rollback", "idx"), is(0));
    assertThat(
        harness.out(),
        is("the index holds the documents of generation 4 already; nothing to do\n"));
  }

  @Test
  void aRollbackTellsScriptsWhatItDid() throws Exception {
    assertThat(harness.run("rollback", "idx", "--json"), is(0));
    JsonNode json = JSON.readTree(harness.out());
    assertThat(json.get("done").asBoolean(), is(true));
    assertThat(json.get("from").asLong(), is(5L));
    assertThat(json.get("to").asLong(), is(4L));
    assertThat(json.get("generation").asLong(), is(6L));
    assertThat(json.get("committed").asText(), is("2023-11-14T22:13:20Z"));
  }

  @Test
  void aCommitIsPinnedWithItsReasonAndLetGo() {
    assertThat(harness.run("pin", "idx", "--note", "for the court"), is(0));
    assertThat(harness.run("pin", "idx", "--generation=3"), is(0));
    assertThat(harness.run("unpin", "idx", "--generation=5"), is(0));
    assertThat(
        harness.operations.asked,
        contains(
            "pin idx at OptionalLong.empty because 'for the court'",
            "pin idx at OptionalLong[3] because ''",
            "unpin idx at 5"));
    assertThat(
        harness.out(),
        is(
            """
            generation 5 is pinned
            generation 3 is pinned
            generation 5 is no longer pinned
            """));
  }

  @Test
  void aCommitThatIsNotPinnedCannotBeUnpinned() {
    assertThat(harness.run("unpin", "idx", "--generation=4"), is(1));
    assertThat(harness.err(), containsString("generation 4 is not pinned"));
    assertThat(harness.run("unpin", "idx"), is(1));
    assertThat(harness.err(), containsString("--generation"));
  }

  @Test
  void aDiffIsOfTwoCommitsOrOfTwoIndexes() {
    assertThat(harness.run("diff", "idx", "3", "4", "--depth=2"), is(0));
    assertThat(harness.run("diff", "one", "two", "-n", "7"), is(0));
    assertThat(
        harness.operations.asked,
        contains(
            "diff Commit[index=idx, generation=OptionalLong[3]]"
                + " Commit[index=idx, generation=OptionalLong[4]] depth 2 limit 20",
            "diff Commit[index=one, generation=OptionalLong.empty]"
                + " Commit[index=two, generation=OptionalLong.empty] depth 1 limit 7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diff idx",
        "diff idx 1 2 3",
        "diff idx 1 two",
        "diff one two --limit -1",
        "diff one two --depth 0",
        "rollback idx --to last",
        "pin"
      })
  void whatIsNoSuchCommandIsWrongUsage(String line) {
    assertThat(harness.run(line.split(" ", -1)), is(1));
    assertThat(harness.operations.asked, empty());
  }

  @Test
  void aDiffShowsSumsGroupsAndDocumentsWithNamesEscaped() {
    assertThat(harness.run("diff", "one", "two"), is(0));
    assertThat(
        harness.out(),
        is(
            """
            before     before, generation 1: 1,000 documents
            after      after, generation 2: 1,001 documents
            added      2
            removed    1
            changed    1
            unchanged  998
            notice     the schemas differ, so documents differ that have the same content

            folder      added  removed  changed
            docs:a\\nb/      2        1        1

            + docs:a\\nb/c
            + and 1 more

            - and 1 more

            ~ docs:a\\nb/d  (content, size)
            """));
  }

  @Test
  void aDiffAsJsonHasAllOfIt() throws Exception {
    assertThat(harness.run("diff", "one", "two", "--json"), is(0));
    JsonNode json = JSON.readTree(harness.out());
    assertThat(json.get("before").get("generation").asLong(), is(1L));
    assertThat(json.get("unchanged").asLong(), is(998L));
    assertThat(json.get("groups").get("folder").get(0).get("name").asText(), is("docs:a\nb/"));
    assertThat(json.get("groups").get("folder").get(0).has("total"), is(false));
    assertThat(json.get("listed").get("added").get(0).get("id").asText(), is("docs:a\nb/c"));
    assertThat(
        json.get("listed").get("changed").get(0).get("changedFields").get(1).asText(), is("size"));
  }
}
