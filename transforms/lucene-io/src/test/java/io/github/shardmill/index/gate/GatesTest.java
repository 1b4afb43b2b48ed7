package io.github.shardmill.index.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.CommitPolicy;
import io.github.shardmill.index.Gate;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatesTest {
  private static final IndexSchema SCHEMA =
      IndexSchema.of(FieldSpec.text("title"), FieldSpec.number("modified")).withSearched("title");

  @TempDir Path temp;
  private Directory directory;
  private IndexWriter writer;

  @BeforeEach
  void open() throws IOException {
    directory = FSDirectory.open(temp);
    writer = new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()));
  }

  @AfterEach
  void close() throws IOException {
    writer.close();
    directory.close();
  }

  private void add(String title, long modified) throws IOException {
    Document document = new Document();
    document.add(new TextField("title", title, Field.Store.YES));
    document.add(new LongPoint("modified", modified));
    writer.addDocument(document);
  }

  private Gate.Result check(Gate gate, long before, long now, Map<String, Long> counts)
      throws IOException {
    RunPlan plan =
        new RunPlan(
            "run",
            RunPlan.Mode.REPLACE,
            -1,
            1,
            SCHEMA,
            List.of(),
            List.of(),
            "{}",
            0,
            CommitPolicy.DEFAULT,
            "{}");
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      return gate.check(new Gate.Candidate(reader, plan, before, now, Tally.ofCounts(counts)));
    }
  }

  private Gate.Result check(Gate gate) throws IOException {
    return check(gate, -1, 0, Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10  | 1000 |  900 | true  | 900 documents after 1000, 10 % fewer",
        "10  | 1000 |  899 | false | 899 documents after 1000, 10.1 % fewer",
        "0.1 | 3000 | 2997 | true  | 2997 documents after 3000, 0.1 % fewer",
        "0   | 1000 |  999 | false | 999 documents after 1000, 0.1 % fewer",
        "0   | 1000 | 1000 | true  | 1000 documents after 1000",
        "0   | 1000 | 5000 | true  | 5000 documents after 1000",
        "100 | 1000 |    0 | true  | 0 documents after 1000, 100 % fewer",
        "0   |   -1 |    0 | true  | '0 documents, none before'",
        "0   |    0 |    0 | true  | 0 documents after 0",
      })
  void documentsMayDropByAShare(String most, long before, long now, boolean passes, String found)
      throws IOException {
    assertThat(
        check(new DocumentDropGate(Percent.parse(most)), before, now, Map.of()),
        is(new Gate.Result("at most " + most + " % fewer documents", passes, found)));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, 100, true, 2 %",
    "2, 3, 100, false, 3 %",
    "0, 1, 3, false, 33.3 %",
    "0, 0, 0, true, 0 %"
  })
  void aShareMayFail(String most, long failed, long all, boolean passes, String share)
      throws IOException {
    assertThat(
        check(
            new FailureGate("failed", "discovered", Percent.parse(most)),
            -1,
            0,
            Map.of("failed", failed, "discovered", all)),
        is(
            new Gate.Result(
                "at most " + most + " % failed",
                passes,
                failed + " failed of " + all + " discovered, " + share)));
  }

  @ParameterizedTest
  @CsvSource({
    "title:contract>=2, true, 2 found",
    "title:contract >= 3, false, 2 found",
    "contract>=2, true, 2 found",
    "nowhere>=0, true, 0 found",
    "modified:[2024-01-01 TO *]>=2, false, 1 found"
  })
  void probeFindsEnough(String probe, boolean passes, String found) throws IOException {
    add("a contract", 0);
    writer.commit();
    add("the contract", 1_710_000_000_000L);
    add("a letter", 0);
    assertThat(
        check(ProbeGate.parse(probe, Set.of("modified"))),
        is(new Gate.Result(probe.replace(" >= ", ">="), passes, found)));
  }

  @Test
  void whatFollowsTheLastSignIsTheNumber() {
    assertThat(
        ProbeGate.parse("title:\">=5\">=10", Set.of()),
        is(new ProbeGate("title:\">=5\"", 10, Set.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "title:contract", ">=10", "title:contract>10", "title:x>=-1"})
  void probeWithoutQueryOrNumberIsAnError(String probe) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> ProbeGate.parse(probe, Set.of()));
    assertThat(
        e.getMessage(),
        is("'" + probe + "' is not a probe; write QUERY>=N, as in 'title:contract>=10'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "titel:x>=1 | the probe 'titel:x': no field 'titel' in this index",
        "title:(x>=1 | the probe 'title:(x': the query ends too early",
      })
  void probeThatCannotBeAskedIsAnErrorBeforehand(String probe, String message) {
    ProbeGate gate = ProbeGate.parse(probe, Set.of());
    Exception e = assertThrows(IllegalArgumentException.class, () -> gate.requireAskable(SCHEMA));
    assertThat(e.getMessage(), containsString(message));
  }

  @Test
  void onlyNewSegmentsAreChecked() throws IOException {
    add("old", 0);
    writer.commit();
    add("new", 0);
    assertThat(
        check(new SegmentCheckGate()),
        is(new Gate.Result("new segments are sound", true, "1 checked")));
  }

  @Test
  void damagedNewSegmentIsRefused() throws IOException {
    writer.getConfig().setUseCompoundFile(false);
    add("new", 0);
    writer.flush();
    flipLastByteOfText();
    Gate.Result result = check(new SegmentCheckGate());
    assertThat(result.passed(), is(false));
    assertThat(result.found(), containsString("segment _0: "));
  }

  /** Changes a byte of the stored text, right in front of the file's footer. */
  private void flipLastByteOfText() throws IOException {
    Path text = temp.resolve("_0.fdt");
    byte[] bytes = Files.readAllBytes(text);
    bytes[bytes.length - CodecUtil.footerLength() - 1] ^= 1;
    Files.write(text, bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5x", "-1", "101", "1e3"})
  void whatIsNoPercentageIsAnError(String text) {
    assertThrows(IllegalArgumentException.class, () -> Percent.parse(text));
  }

  @Test
  void percentMayHaveItsSign() {
    assertThat(Percent.parse("2.5 %").toString(), is("2.5 %"));
  }
}
