package io.github.shardmill.index.manifest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.shardmill.index.CommitPolicy;
import io.github.shardmill.index.Compaction;
import io.github.shardmill.index.Retention;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationEmitter;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.Finding.Severity;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.io.LuceneIO;
import io.github.shardmill.io.RunSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportedManifestTest {
  private static final int TAMPERINGS = 300;
  private static final int ROOTS = 40;
  private static final IndexSchema SCHEMA =
      IndexSchema.of(
          FieldSpec.text("content"),
          FieldSpec.number("size").inManifest(),
          FieldSpec.keyword("sha256").inManifest(),
          FieldSpec.keyword("tags").inManifest(),
          FieldSpec.keyword("outcome").withDocValues().inManifest());

  @TempDir private static Path directory;
  private static Path index;

  @TempDir private Path temp;

  @BeforeAll
  static void buildIndex() {
    index = directory.resolve("index");
    run(RunSettings.DEFAULT.withShards(3).withRunId("build"), numbers(ROOTS));
  }

  private static void run(RunSettings settings, List<Integer> numbers) {
    run(index, settings, numbers);
  }

  private static void run(Path index, RunSettings settings, List<Integer> numbers) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(numbers).withType(TypeDescriptors.integers()))
        .apply(
            LuceneIO.<Integer>write()
                .to(index.toString())
                .withSchema(SCHEMA)
                .withRun(settings)
                .withMapper(ExportedManifestTest::map));
    pipeline.run().waitUntilFinish();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toList());
  }

  /** Names that CSV must quote, spreadsheets take for formulas, and lines break in. */
  private static void map(Integer number, MutationEmitter emitter) throws IOException {
    String[] ends = {",x", "\"quoted\"", "=1+1", "\r\nnext", "漢 😀", "plain"};
    String id = "n:" + (number % 7) + number + ends[number % ends.length];
    List<IndexDocument> family = new ArrayList<>();
    IndexDocument.Builder root = IndexDocument.withId(id).add("content", "text " + number);
    if (number % 5 != 0) {
      root.add("sha256", HexFormat.of().toHexDigits(number)).add("size", number * 1_000L);
    }
    family.add(root.addAll("tags", List.of("b" + number, "a, \"c\"")).add("outcome", "OK").build());
    for (int item = number % 3; item > 0; item--) {
      family.add(IndexDocument.withId(id + "!/" + item).add("size", 1L).build());
    }
    emitter.emit(Mutation.upsert(family));
  }

  private static byte[] export(ManifestFormat format, String previous) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CommittedIndex committed = CommittedIndex.open(index)) {
      new ManifestExport(committed, format, previous).write(out::write, ReadProgress.NONE);
    }
    return out.toByteArray();
  }

  private Path file(byte[] manifest) throws IOException {
    return Files.write(temp.resolve("manifest"), manifest);
  }

  private List<Finding> verify(byte[] manifest) throws IOException {
    return ManifestVerification.verify(index, file(manifest), ReadProgress.NONE);
  }

  private List<String> broken(byte[] manifest) throws IOException {
    return verify(manifest).stream()
        .filter(f -> !f.ok())
        .map(f -> f.check() + ": " + f.detail())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void exportedManifestIsWhole(ManifestFormat format) throws IOException {
    byte[] manifest = export(format, "");
    assertThat(
        verify(manifest).stream().map(Finding::toString).toList(),
        contains(
            containsString("exportCommit, severity=SOUND, detail=of generation 1, run build"),
            containsString("exportLines, severity=SOUND, detail=42 lines"),
            containsString("exportOrder, severity=SOUND, detail=40 roots"),
            containsString("exportContent, severity=SOUND, detail=40 roots are as in the commit")));
    assertThat(ManifestVerification.problem(file(manifest)), is(""));
    assertThat(export(format, ""), is(manifest));
  }

  @Test
  void jsonLinesSayWhatIsThere() throws Exception {
    List<String> lines =
        new String(export(ManifestFormat.JSONL, "feed"), StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0), startsWith("{\"manifest\":1,\"generation\":1,\"run\":\"build\","));
    assertThat(lines.get(0), containsString("\"previous\":\"feed\",\"fields\":[\"id\",\"size\","));
    assertThat(
        lines.get(1),
        startsWith(
            "{\"id\":\"n:00,x\",\"tags\":[\"a, \\\"c\\\"\",\"b0\"],\"outcome\":\"OK\","
                + "\"documents\":1,\"chain\":\""));
    assertThat(lines.get(41), startsWith("{\"roots\":40,\"chain\":\""));
  }

  /** What the README tells people to compute by themselves. */
  @Test
  void valueOfALineIsTheHashOfTheOneBeforeAndOfItsContent() throws IOException {
    String[] lines =
        new String(export(ManifestFormat.JSONL, ""), StandardCharsets.UTF_8).split("\n", -1);
    String before = lines[3].replaceAll(".*\"chain\":\"|\"}", "");
    byte[] content =
        (before + lines[4].replaceFirst(",\"chain\":\"[0-9a-f]{64}\"}$", ""))
            .getBytes(StandardCharsets.UTF_8);
    String hash = Sha256.of(content);
    assertThat(lines[4], containsString("\"chain\":\"" + hash + "\""));
  }

  @Test
  void csvQuotesWhatItMust() throws IOException {
    String text = new String(export(ManifestFormat.CSV, ""), StandardCharsets.UTF_8);
    assertThat(text, startsWith("record,id,size,sha256,tags,outcome,documents,chain\r\nmanifest,"));
    assertThat(
        text,
        containsString("\r\nroot,\"n:00,x\",,,\"[\"\"a, \\\"\"c\\\"\"\"\",\"\"b0\"\"]\",OK,1,"));
    assertThat(text, containsString("\r\nroot,\"n:33\r\nnext\",3000,"));
    assertThat(text, containsString("\r\nroot,n:22=1+1,2000,"));
  }

  /** Puts line breaks, quotes and what only looks like a line to use as well. */
  @ParameterizedTest
  @EnumSource
  void noTamperingGoesUnnoticed(ManifestFormat format) throws IOException {
    byte[] manifest = export(format, "");
    for (int seed = 0; seed < TAMPERINGS; seed++) {
      Random random = new Random(seed);
      byte[] tampered = tamper(manifest, random);
      if (!Arrays.equals(tampered, manifest)) {
        assertThat("seed " + seed, ManifestVerification.problem(file(tampered)), is(not("")));
        if (seed % 20 == 0) {
          assertThat("seed " + seed, broken(tampered), is(not(empty())));
        }
      }
    }
  }

  private static byte[] tamper(byte[] manifest, Random random) {
    List<byte[]> lines = lines(manifest);
    int one = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    byte[] copy = manifest.clone();
    int at = random.nextInt(copy.length);
    switch (random.nextInt(9)) {
      case 0 -> copy[at] = (byte) random.nextInt(256);
      case 1 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> copy = Arrays.copyOf(copy, at);
      case 3 -> copy = Arrays.copyOf(copy, copy.length + 1 + random.nextInt(9));
      case 4 -> lines.remove(one);
      case 5 -> lines.add(one, lines.get(other));
      case 6 -> Collections.swap(lines, one, other);
      case 7 -> lines.subList(Math.min(one, other), Math.max(one, other)).clear();
      default -> lines.add(other, lines.remove(one));
    }
    return Arrays.equals(copy, manifest) ? join(lines) : copy;
  }

  private static List<byte[]> lines(byte[] manifest) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < manifest.length; i++) {
      if (manifest[i] == '\n') {
        lines.add(Arrays.copyOfRange(manifest, start, i + 1));
        start = i + 1;
      }
    }
    return lines;
  }

  private static byte[] join(List<byte[]> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    lines.forEach(out::writeBytes);
    return out.toByteArray();
  }

  @Test
  void alteredLineIsNamed() throws IOException {
    List<byte[]> lines = lines(export(ManifestFormat.JSONL, ""));
    lines.set(6, replace(lines.get(6), "\"OK\"", "\"KO\""));
    assertThat(broken(join(lines)).get(0), is("exportLines: line 7 does not continue the chain"));
  }

  @Test
  void removedLineIsNamedByTheOneThatIsInItsPlace() throws IOException {
    List<byte[]> lines = lines(export(ManifestFormat.JSONL, ""));
    lines.remove(6);
    assertThat(
        broken(join(lines)),
        contains(
            is("exportLines: line 7 does not continue the chain"),
            is("exportOrder: line 41 is not the end of a manifest of 39 roots"),
            startsWith("exportContent: line 7 should be of n:")));
  }

  @Test
  void movedLineIsNamed() throws IOException {
    List<byte[]> lines = lines(export(ManifestFormat.JSONL, ""));
    Collections.swap(lines, 6, 7);
    assertThat(
        broken(join(lines)).get(0),
        is(
            "exportLines: line 7 does not continue the chain; line 8 does not continue the chain;"
                + " line 9 does not continue the chain"));
    assertThat(broken(join(lines)).get(1), startsWith("exportOrder: line 8 is out of order: n:"));
  }

  /** Whoever knows how the chain is made can make it anew, but not the index. */
  @Test
  void lineThatIsChainedAnewIsFoundInTheIndex() throws IOException {
    List<byte[]> lines = lines(export(ManifestFormat.JSONL, ""));
    lines.set(6, replace(lines.get(6), "\"OK\"", "\"KO\""));
    lines.remove(9);
    LineChain chain = new LineChain();
    JsonSyntax syntax = new JsonSyntax();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      byte[] content =
          new String(line, StandardCharsets.UTF_8)
              .replaceFirst(",\"chain\":\"[0-9a-f]{64}\"}\n$", "")
              .replace("{\"roots\":40", "{\"roots\":39")
              .getBytes(StandardCharsets.UTF_8);
      out.writeBytes(content);
      out.writeBytes(syntax.ending(chain.add(content)));
    }
    List<String> broken = broken(out.toByteArray());
    assertThat(ManifestVerification.problem(file(out.toByteArray())), is(""));
    assertThat(broken.size(), is(1));
    assertThat(broken.get(0), startsWith("exportContent: line 7 n:"));
    assertThat(
        broken.get(0), containsString(" differs from the index: outcome; line 10 should be"));
  }

  @Test
  void manifestOfAnotherIndexIsFound() throws IOException {
    Path other = temp.resolve("other");
    run(other, RunSettings.DEFAULT.withShards(1), numbers(3));
    byte[] manifest = export(ManifestFormat.CSV, "");
    List<Finding> findings = ManifestVerification.verify(other, file(manifest), ReadProgress.NONE);
    assertThat(
        findings.stream().filter(f -> !f.ok()).map(Finding::detail).toList(),
        contains("the header is not that of generation 1 of this index"));
  }

  @Test
  void manifestOfAnEarlierCommitIsComparedWithThatCommit() throws IOException {
    List<Finding> findings = verifyAfter(RunPlan.Mode.UPDATE, Retention.DEFAULT);
    assertThat(findings.stream().allMatch(f -> f.severity() == Severity.SOUND), is(true));
    assertThat(findings.get(3).detail(), is("3 roots are as in the commit"));
  }

  @Test
  void manifestOfACommitThatIsGoneHangsOnToTheRecords() throws IOException {
    List<Finding> findings = verifyAfter(RunPlan.Mode.REPLACE, new Retention(1, 0));
    assertThat(findings.get(0).severity(), is(Severity.INCOMPLETE));
    assertThat(findings.stream().allMatch(Finding::ok), is(true));
    assertThat(findings.size(), is(3));
  }

  /** Exports the manifest of a build, runs another time, and verifies the manifest. */
  private List<Finding> verifyAfter(RunPlan.Mode mode, Retention retention) throws IOException {
    Path other = temp.resolve("other");
    run(other, RunSettings.DEFAULT.withShards(1), numbers(3));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CommittedIndex committed = CommittedIndex.open(other)) {
      new ManifestExport(committed, ManifestFormat.JSONL, "").write(out::write, ReadProgress.NONE);
    }
    CommitPolicy policy = new CommitPolicy(retention, Compaction.DEFAULT, List.of(), List.of());
    run(other, RunSettings.DEFAULT.withMode(mode).withPolicy(policy), List.of(4));
    return ManifestVerification.verify(other, file(out.toByteArray()), ReadProgress.NONE);
  }

  @Test
  void whatIsNoManifestIsSaidToBeNone() throws IOException {
    for (String text : List.of("", "{", "{}\n", "a,b\r\n", "record,id,chain\r\n", "\"")) {
      assertThat(text, broken(text.getBytes(StandardCharsets.UTF_8)), is(not(empty())));
    }
  }

  private static byte[] replace(byte[] line, String from, String to) {
    return new String(line, StandardCharsets.UTF_8)
        .replace(from, to)
        .getBytes(StandardCharsets.UTF_8);
  }
}
