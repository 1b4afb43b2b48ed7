package io.github.shardmill.index.schema;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexSchemaTest {
  private static final IndexSchema SCHEMA =
      IndexSchema.of(
              FieldSpec.keyword("tag").withDocValues().inManifest(),
              FieldSpec.text("title").withAnalyzer("english"),
              FieldSpec.text("text"),
              FieldSpec.number("size"),
              FieldSpec.keyword("status"))
          .withSearched("title", "text")
          .withStatus(
              new StatusRule(
                  "status", List.of("OK"), List.of("LOST"), List.of("tag"), List.of("size")));

  /** Other programs read it, and so do other versions of this one. */
  @Test
  void jsonFormNeverChanges() {
    IndexSchema schema =
        IndexSchema.of(FieldSpec.text("text").withAnalyzer("german"), FieldSpec.number("n"))
            .withSearched("text");
    assertThat(
        schema.toJson(),
        is(
            "{\"fields\":["
                + field("id", "KEYWORD", true, "", true)
                + ","
                + field("root", "KEYWORD", true, "", false)
                + ","
                + field("text", "TEXT", false, "german", false)
                + ","
                + field("n", "LONG", true, "", false)
                + "],\"analyzer\":\"standard\",\"searched\":[\"text\"],\"status\":{\"field\":\"\","
                + "\"good\":[],\"unstable\":[],\"identity\":[],\"noted\":[]}}"));
  }

  /** Schemas of before there were completions are read, and keep their fingerprint. */
  @Test
  void completionsAreInTheJsonOnlyWhereThereAreSome() {
    IndexSchema none = IndexSchema.of(FieldSpec.text("text"));
    IndexSchema some = IndexSchema.of(FieldSpec.text("text").withCompletions());

    assertThat(none.toJson(), not(containsString("completions")));
    assertThat(IndexSchema.fromJson(none.toJson()).field("text").completions(), is(false));
    assertThat(some.toJson(), containsString("\"recorded\":false,\"completions\":true}"));
    assertThat(IndexSchema.fromJson(some.toJson()), equalTo(some));
    assertThat(some.toJson().replace(",\"completions\":true", ""), is(none.toJson()));
  }

  @Test
  void completionsAreNoFieldOfTheSchema() {
    IndexSchema schema = IndexSchema.of(FieldSpec.keyword("tag").withCompletions());

    assertThat(schema.has("tag.completion"), is(false));
    assertThat(schema.isCompletionField("tag.completion"), is(true));
    assertThat(schema.isCompletionField("id.completion"), is(false));
  }

  private static String field(
      String name, String kind, boolean docValues, String analyzer, boolean recorded) {
    return "{\"name\":\""
        + name
        + "\",\"kind\":\""
        + kind
        + "\",\"docValues\":"
        + docValues
        + ",\"analyzer\":\""
        + analyzer
        + "\",\"recorded\":"
        + recorded
        + "}";
  }

  @Test
  void readsBackItsJson() {
    IndexSchema read = IndexSchema.fromJson(SCHEMA.toJson());
    assertThat(read, equalTo(SCHEMA));
    assertThat(read.hashCode(), is(SCHEMA.hashCode()));
    assertThat(read.fingerprint(), is(SCHEMA.fingerprint()));
    assertThat(read.fields(), equalTo(SCHEMA.fields()));
    assertThat(read.searched(), equalTo(SCHEMA.searched()));
    assertThat(read.status(), equalTo(SCHEMA.status()));
    assertThat(read.ordinal("size"), is(5));
  }

  @Test
  void fingerprintChangesWithEveryPart() {
    StatusRule status = SCHEMA.status();
    List<IndexSchema> schemas =
        List.of(
            SCHEMA,
            SCHEMA.withAnalyzer("french"),
            SCHEMA.withSearched("text"),
            SCHEMA.withSearched("text", "title"),
            SCHEMA.withStatus(StatusRule.NONE),
            SCHEMA.withStatus(
                new StatusRule(
                    "tag", status.good(), status.unstable(), status.identity(), status.noted())),
            SCHEMA.withStatus(
                new StatusRule(
                    "status", List.of("FINE"), status.unstable(), status.identity(), List.of())),
            SCHEMA.withStatus(
                new StatusRule(
                    "status", status.good(), List.of(), status.identity(), status.noted())),
            SCHEMA.withStatus(
                new StatusRule(
                    "status", status.good(), status.unstable(), List.of(), status.noted())),
            IndexSchema.of(FieldSpec.keyword("a")),
            IndexSchema.of(FieldSpec.keyword("b")),
            IndexSchema.of(FieldSpec.keyword("a").withDocValues()),
            IndexSchema.of(FieldSpec.text("a")),
            IndexSchema.of(FieldSpec.text("a").withAnalyzer("standard")),
            IndexSchema.of(FieldSpec.text("a").withCompletions()),
            IndexSchema.of(FieldSpec.number("a")),
            IndexSchema.of(FieldSpec.keyword("a"), FieldSpec.keyword("b")),
            IndexSchema.of(FieldSpec.keyword("b"), FieldSpec.keyword("a")));
    Set<String> fingerprints = new HashSet<>();
    schemas.forEach(schema -> fingerprints.add(schema.fingerprint()));
    assertThat(fingerprints, hasSize(schemas.size()));
    assertThat(new HashSet<>(schemas), hasSize(schemas.size()));
  }

  @Test
  void fingerprintOfAnEqualSchemaIsTheSame() {
    IndexSchema again =
        SCHEMA
            .withAnalyzer("french")
            .withSearched()
            .withAnalyzer("standard")
            .withSearched("title", "text");
    assertThat(again, equalTo(SCHEMA));
    assertThat(again.fingerprint(), is(SCHEMA.fingerprint()));
    assertThat(SCHEMA, not(equalTo((Object) SCHEMA.toJson())));
  }

  @Test
  void unknownFieldIsNamedWithThoseThereAre() {
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> SCHEMA.field("nmae"));
    assertThat(unknown.getMessage(), containsString("no field 'nmae'"));
    assertThat(unknown.getMessage(), containsString("title"));
    assertThat(SCHEMA.has("nmae"), is(false));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidSchemaIsRefused(Supplier<IndexSchema> schema) {
    assertThrows(IllegalArgumentException.class, schema::get);
  }

  static Stream<Supplier<IndexSchema>> invalid() {
    return Stream.of(
        () -> IndexSchema.of(FieldSpec.keyword("id")),
        () -> IndexSchema.of(FieldSpec.keyword("root")),
        () -> IndexSchema.of(FieldSpec.keyword("digest")),
        () -> IndexSchema.of(FieldSpec.keyword("a"), FieldSpec.text("a")),
        () -> IndexSchema.of(FieldSpec.keyword("")),
        () -> IndexSchema.of(FieldSpec.text("a").withDocValues()),
        () -> IndexSchema.of(FieldSpec.keyword("a").withAnalyzer("standard")),
        () -> IndexSchema.of(FieldSpec.number("a").withAnalyzer("standard")),
        () -> IndexSchema.of(FieldSpec.number("a").withCompletions()),
        () ->
            IndexSchema.of(
                FieldSpec.text("a").withCompletions(), FieldSpec.keyword("a.completion")),
        () -> IndexSchema.of(FieldSpec.text("a").withAnalyzer("klingon")),
        () -> SCHEMA.withAnalyzer("klingon"),
        () -> SCHEMA.withAnalyzer(""),
        () -> SCHEMA.withSearched("nothing"),
        () -> SCHEMA.withStatus(status("nothing", List.of(), List.of())),
        () -> SCHEMA.withStatus(status("text", List.of(), List.of())),
        () -> SCHEMA.withStatus(status("size", List.of(), List.of())),
        () -> SCHEMA.withStatus(status("status", List.of("nothing"), List.of())),
        () -> SCHEMA.withStatus(status("status", List.of(), List.of("nothing"))));
  }

  private static StatusRule status(String field, List<String> identity, List<String> noted) {
    return new StatusRule(field, List.of(), List.of(), identity, noted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[]",
        "not json",
        "{\"fields\":[],\"analyzer\":\"standard\",\"searched\":[],\"status\":{\"field\":\"\","
            + "\"good\":[],\"unstable\":[],\"identity\":[],\"noted\":[]}}",
        "{\"fields\":[{\"name\":\"id\",\"kind\":\"SHAPE\"}]}"
      })
  void anythingButASchemaIsRefused(String json) {
    assertThrows(IllegalArgumentException.class, () -> IndexSchema.fromJson(json));
  }

  @Test
  void partOfANewerVersionIsRefused() {
    String newer =
        SCHEMA.toJson().replace("\"analyzer\":\"standard\"", "\"new\":1,\"analyzer\":\"standard\"");
    assertThrows(IllegalArgumentException.class, () -> IndexSchema.fromJson(newer));
  }
}
