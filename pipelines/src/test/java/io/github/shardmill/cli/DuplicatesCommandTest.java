package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.read.DuplicateRequest;
import io.github.shardmill.index.read.DuplicateTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicatesCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path temp;
  private final CommandLineHarness harness = new CommandLineHarness();

  @Test
  void groupsTellHowManyWhatTheyWasteAndWhereTheyAre() {
    assertThat(harness.run("duplicates", "idx"), is(0));

    assertThat(
        harness.out(),
        is(
            """
            2 documents, 2.0 kB could be saved  (sha256:ab1)
              n:a\\n1
              n:b!/c

            2 documents, 2.0 kB could be saved  (sha256:ab2)
              n:a\\n2
              n:b!/c

            12 groups of 30 documents with the same bytes, 7.0 kB could be saved; 1 empty document left out
            the 2 largest are shown
            """));
    assertThat(
        harness.operations.duplicates.requests,
        contains(new DuplicateRequest("sha256", "size", false, OptionalInt.of(10))));
  }

  @Test
  void noDuplicatesAreSaidToBeNone() {
    harness.operations.duplicates.totals = new DuplicateTotals(0, 0, 0, 0);
    assertThat(harness.run("duplicates", "idx", "--by", "message"), is(0));
    assertThat(harness.out(), is("no duplicates by message\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "sha256, sha256",
    "message-id, message_id_hash",
    "MESSAGE, message_hash",
  })
  void keyIsAField(String typed, String field) {
    assertThat(harness.run("duplicates", "idx", "--by", typed, "--files", "-n", "3"), is(0));

    assertThat(
        harness.operations.duplicates.requests,
        contains(new DuplicateRequest(field, "size", true, OptionalInt.of(3))));
    assertThat(harness.out(), containsString("of 30 files with the same "));
  }

  @Test
  void jsonKeepsIdsAsTheyAreAndHasTheTotal() throws Exception {
    harness.operations.notice = Optional.of("old");
    assertThat(harness.run("duplicates", "idx", "--by=message-id", "--json"), is(0));

    JsonNode report = JSON.readTree(harness.out());
    assertThat(report.get("by").asText(), is("message-id"));
    JsonNode group = report.get("groups").get(1);
    assertThat(
        group.toString(),
        is(
            "{\"hash\":\"ab2\",\"documents\":2,\"bytes\":4000,\"savableBytes\":2000,"
                + "\"ids\":[\"n:a\\n2\",\"n:b!/c\"]}"));
    assertThat(
        report.get("total").toString(),
        is("{\"groups\":12,\"documents\":30,\"savableBytes\":7000,\"emptyDocuments\":1}"));
    assertThat(harness.err(), is("shardmill: old\n"));
  }

  @Test
  void jsonOfNoDuplicatesIsWhole() throws Exception {
    harness.operations.duplicates.totals = new DuplicateTotals(0, 0, 0, 0);
    assertThat(harness.run("duplicates", "idx", "--json"), is(0));
    assertThat(JSON.readTree(harness.out()).get("groups").size(), is(0));
  }

  @Test
  void exportIsALineForEveryDocumentOfAllGroups() {
    assertThat(harness.run("duplicates", "idx", "--format=csv"), is(0));

    assertThat(
        harness.out(),
        is(
            String.join(
                "\r\n",
                "sha256,documents,id,root,size",
                "ab1,2,\"n:a\n1\",\"n:a\n1\",2000",
                "ab1,2,n:b!/c,n:b,2000",
                "ab2,2,\"n:a\n2\",\"n:a\n2\",2000",
                "ab2,2,n:b!/c,n:b,2000",
                "")));
    assertThat(harness.err(), containsString("shardmill: 12 groups of 30 documents"));
    assertThat(
        harness.operations.duplicates.requests,
        contains(new DuplicateRequest("sha256", "size", false, OptionalInt.empty())));
  }

  @Test
  void exportedFileIsNeverReplaced() throws IOException {
    Path file = temp.resolve("duplicates.jsonl");
    assertThat(harness.run("duplicates", "idx", "-o", file.toString(), "--json"), is(0));

    assertThat(
        Files.readAllLines(file).get(1),
        is(
            "{\"sha256\":\"ab1\",\"documents\":2,\"id\":\"n:b!/c\",\"root\":\"n:b\",\"size\":2000}"));
    assertThat(harness.out(), containsString("\"groups\" : 12"));
    assertThat(harness.run("duplicates", "idx", "-o", file.toString()), is(1));
    assertThat(harness.err(), containsString("duplicates.jsonl is there already"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--limit=-1", "--limit=100001", "--by=name", "--format=csv --limit=3"})
  void whatMakesNoSenseIsRefused(String options) {
    assertThat(harness.run(("duplicates idx " + options).split(" ")), is(1));
    assertThat(harness.operations.duplicates.requests, is(empty()));
  }

  @Test
  void keyThatIsNoneOfThemIsToldWithThoseThereAre() {
    assertThat(harness.run("duplicates", "idx", "--by=name"), is(1));
    assertThat(harness.err(), containsString("'name' is none of [sha256, message-id, message]"));
  }
}
