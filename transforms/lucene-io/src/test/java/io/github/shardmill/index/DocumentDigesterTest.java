package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.StatusRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentDigesterTest {
  private static final IndexSchema SCHEMA =
      IndexSchema.of(
              FieldSpec.keyword("tag").withDocValues(),
              FieldSpec.keyword("other").withDocValues(),
              FieldSpec.text("text"),
              FieldSpec.number("size"),
              FieldSpec.keyword("status").withDocValues(),
              FieldSpec.keyword("hash"))
          .withStatus(
              new StatusRule(
                  "status", List.of("OK"), List.of("CRASHED"), List.of("hash"), List.of()));

  @TempDir Path temp;
  private final DocumentDigester digester = new DocumentDigester(SCHEMA);

  /** Part of the contract: indexes of other versions carry such digests. */
  @Test
  void digestOfAFixedDocumentNeverChanges() {
    assertThat(
        digest(DocumentDigesterTest::document),
        is("1488454fcce26f7f3f9cc30d3c55e4761ed347dc33d42cbebd890b52d90218b9"));
  }

  /** The same for all that happens on the way through analyser, spool and shard. */
  @Test
  void digestOfAFixedIndexNeverChanges() throws IOException {
    Path index = temp.resolve("index");
    IndexDocument mail =
        IndexDocument.withId("s:mail")
            .add("tag", "red")
            .add("tag", "Blue")
            .add("text", "The quick brown fox; l'été, 漢字, 😀 and x.y_z 3.14")
            .add("size", -42)
            .add("outcome", "OK")
            .build();
    IndexDocument item =
        IndexDocument.withId("s:mail!/a").add("text", "a a a").add("cause", "none").build();
    IndexDocument crashed =
        IndexDocument.withId("s:crashed").add("outcome", "CRASHED").add("text", "lost").build();
    EngineRun.write(index, "run", Mutation.upsert(List.of(mail, item)), Mutation.upsert(crashed));
    assertThat(
        EngineRun.base(index).data().orElseThrow().digest().toString(),
        is("8ce06727867772a90c19c20ad91feecec2c31a65de0c54aadf24628134dad44a"));
  }

  @Test
  void everyPartOfADocumentCounts() {
    List<Consumer<DocumentDigester>> variants =
        List.of(
            DocumentDigesterTest::document,
            new Sample("b", "red", "fox", 1, 7)::feed,
            new Sample("a", "green", "fox", 1, 7)::feed,
            new Sample("a", "red", "fix", 1, 7)::feed,
            new Sample("a", "red", "fox", 2, 7)::feed,
            new Sample("a", "red", "fox", 1, 8)::feed,
            withMore(d -> d.stored(ordinal("tag"), utf8("more"))),
            withMore(d -> d.docValue(ordinal("tag"), utf8("more"))),
            withMore(d -> d.terms(ordinal("tag")).add(new BytesRef("more"), 0)),
            withMore(d -> d.stored(ordinal("other"), utf8("more"))),
            withMore(d -> d.docValue(ordinal("other"), utf8("more"))),
            withMore(d -> d.terms(ordinal("other")).add(new BytesRef("more"), 0)),
            withMore(d -> d.terms(ordinal("text")).add(new BytesRef("fox"), 1)),
            withMore(d -> d.stored(ordinal("size"), 7)),
            withMore(d -> d.docValue(ordinal("size"), 7)));
    Set<String> digests = new HashSet<>();
    variants.forEach(variant -> digests.add(digest(variant)));
    assertThat(digests, hasSize(variants.size()));
  }

  @Test
  void nameOfAFieldCounts() {
    DocumentDigester renamed =
        new DocumentDigester(IndexSchema.of(FieldSpec.keyword("mark"), FieldSpec.keyword("other")));
    DocumentDigester original =
        new DocumentDigester(IndexSchema.of(FieldSpec.keyword("tag"), FieldSpec.keyword("other")));
    for (DocumentDigester each : List.of(renamed, original)) {
      each.start();
      each.stored(2, utf8("x"));
    }
    assertThat(renamed.finish(), not(equalTo(original.finish())));
  }

  @Test
  void bordersBetweenValuesCount() {
    assertThat(digest(d -> tags(d, "ab", "c")), not(equalTo(digest(d -> tags(d, "a", "bc")))));
    assertThat(digest(d -> tags(d, "abc")), not(equalTo(digest(d -> tags(d, "ab", "c")))));
  }

  @Test
  void orderOfStoredValuesCounts() {
    assertThat(digest(d -> tags(d, "a", "b")), not(equalTo(digest(d -> tags(d, "b", "a")))));
  }

  @Test
  void orderOfTermsAndDocValuesDoesNot() {
    String inTextOrder =
        digest(
            d -> {
              d.docValue(ordinal("tag"), utf8("b"));
              d.docValue(ordinal("tag"), utf8("a"));
              d.docValue(ordinal("size"), 5);
              d.docValue(ordinal("size"), -5);
              d.terms(ordinal("text")).add(new BytesRef("x"), 0);
              d.terms(ordinal("text")).add(new BytesRef("a"), 1);
              d.terms(ordinal("text")).add(new BytesRef("x"), 2);
            });
    String inTermOrder =
        digest(
            d -> {
              d.terms(ordinal("text")).add(new BytesRef("a"), 1);
              d.terms(ordinal("text")).add(new BytesRef("x"), 2);
              d.terms(ordinal("text")).add(new BytesRef("x"), 0);
              d.docValue(ordinal("size"), -5);
              d.docValue(ordinal("size"), 5);
              d.docValue(ordinal("tag"), utf8("a"));
              d.docValue(ordinal("tag"), utf8("b"));
            });
    assertThat(inTermOrder, equalTo(inTextOrder));
  }

  @Test
  void documentBeforeLeavesNothing() {
    String first = digest(DocumentDigesterTest::document);
    digest(d -> tags(d, "something", "else"));
    assertThat(digest(DocumentDigesterTest::document), equalTo(first));
  }

  @Test
  void unstableDocumentCountsWithItsIdentityOnly() {
    String crashed = digest(d -> status(d, "CRASHED", "hash", "one"));
    assertThat(digest(d -> status(d, "CRASHED", "hash", "two")), equalTo(crashed));
    assertThat(digest(d -> status(d, "CRASHED", "other hash", "one")), not(equalTo(crashed)));
    assertThat(
        digest(d -> status(d, "OK", "hash", "one")),
        not(equalTo(digest(d -> status(d, "OK", "hash", "two")))));
  }

  /** A change of the analyser changes the digest, though stored values and doc values are alike. */
  @Test
  void analyserCounts() throws IOException {
    Set<LogicalDigest> digests = new HashSet<>();
    for (String analyzer : List.of("standard", "english", "whitespace", "keyword")) {
      Path index = temp.resolve(analyzer);
      IndexSchema schema = EngineRun.SCHEMA.withAnalyzer(analyzer);
      RunPlan plan =
          new RunPlan(
              "r",
              RunPlan.Mode.REPLACE,
              -1,
              1,
              schema,
              List.of(),
              List.of(),
              "{}",
              0,
              CommitPolicy.DEFAULT,
              "{}");
      EngineRun run = new EngineRun(index, plan);
      run.commit(run.parts(EngineRun.doc("a", "The running foxes")));
      digests.add(EngineRun.base(index).data().orElseThrow().digest());
    }
    assertThat(digests, hasSize(4));
  }

  private String digest(Consumer<DocumentDigester> document) {
    digester.start();
    document.accept(digester);
    return HexFormat.of().formatHex(digester.finish());
  }

  private static Consumer<DocumentDigester> withMore(Consumer<DocumentDigester> more) {
    Consumer<DocumentDigester> document = DocumentDigesterTest::document;
    return document.andThen(more);
  }

  private static void document(DocumentDigester digester) {
    new Sample("a", "red", "fox", 1, 7).feed(digester);
  }

  /** A document whose every part can be another. */
  private record Sample(String id, String tag, String term, int position, long size) {
    void feed(DocumentDigester digester) {
      digester.stored(ordinal("id"), utf8(id));
      digester.docValue(ordinal("id"), utf8(id));
      digester.terms(ordinal("id")).add(new BytesRef(id), 0);
      digester.stored(ordinal("tag"), utf8(tag));
      digester.docValue(ordinal("tag"), utf8(tag));
      digester.stored(ordinal("text"), utf8("brown fox"));
      digester.terms(ordinal("text")).add(new BytesRef("brown"), 0);
      digester.terms(ordinal("text")).add(new BytesRef(term), position);
      digester.stored(ordinal("size"), size);
      digester.docValue(ordinal("size"), size);
    }
  }

  private static void tags(DocumentDigester digester, String... tags) {
    for (String tag : tags) {
      digester.stored(ordinal("tag"), utf8(tag));
    }
  }

  private static void status(DocumentDigester digester, String status, String hash, String tag) {
    digester.stored(ordinal("status"), utf8(status));
    digester.stored(ordinal("hash"), utf8(hash));
    tags(digester, tag);
  }

  private static int ordinal(String field) {
    return SCHEMA.ordinal(field);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
