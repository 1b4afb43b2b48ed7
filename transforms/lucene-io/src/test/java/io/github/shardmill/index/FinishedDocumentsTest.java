package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.mutation.FamilyPart;
import io.github.shardmill.index.mutation.FamilyParts;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.read.DocumentLookup;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.spool.FinishedSpool;
import io.github.shardmill.index.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedDocumentsTest {
  private static final IndexSchema SCHEMA =
      IndexSchema.of(
          FieldSpec.keyword("tag").withDocValues(),
          FieldSpec.keyword("seen"),
          FieldSpec.text("text"),
          FieldSpec.number("size"),
          FieldSpec.number("weight"));

  @TempDir Path temp;

  @Test
  void documentsKeepAllValuesAndAreFoundByWhatIsIndexed() throws IOException {
    spool("spool", SCHEMA, document("a", "first"), document("b", "second"));
    assertThat(gather("gathered", SCHEMA, List.of(), "spool"), is(2L));
    try (Directory files = FSDirectory.open(temp.resolve("gathered"));
        DirectoryReader reader = DirectoryReader.open(files)) {
      DocumentLookup lookup = new DocumentLookup(reader, SCHEMA);
      List<Integer> found = lookup.find("tag", "of b", 9);
      assertThat(found, hasSize(1));
      assertThat(lookup.find("id", "b", 9), is(found));
      assertThat(lookup.keyword("root", found.get(0)), is("b"));
      assertThat(lookup.number("size", found.get(0), -1), is(6L));
      assertThat(lookup.has("size", 6), is(true));
      assertThat(lookup.find("seen", "everywhere", 9), empty());
      assertThat(
          lookup.values(found.get(0)),
          is(
              Map.of(
                  "id", List.of("b"),
                  "root", List.of("b"),
                  "tag", List.of("of b", "both"),
                  "seen", List.of("everywhere"),
                  "text", List.of("second"),
                  "size", List.of(6L),
                  "weight", List.of(7L))));
    }
  }

  @Test
  void ofTwoDocumentsWithOneIdTheLastStays() throws IOException {
    spool("old", SCHEMA, document("a", "old"), document("b", "old"));
    spool("new", SCHEMA, document("b", "new"), document("c", "new"));
    gather("first", SCHEMA, List.of(), "old");
    assertThat(gather("both", SCHEMA, List.of("first"), "new"), is(3L));
    assertThat(texts("both"), is(Map.of("a", "old", "b", "new", "c", "new")));
  }

  @Test
  void familiesAreKeptWholeAndDeletesLeftOut() throws IOException {
    Mutation family =
        Mutation.upsert(
            List.of(
                IndexDocument.withId("mail").add("text", "mail").build(),
                IndexDocument.withId("mail!1").add("text", "attachment").build()));
    spool("spool", SCHEMA, Mutation.delete("a"), document("b", "text"), family);
    gather("gathered", SCHEMA, List.of(), "spool");
    assertThat(texts("gathered"), is(Map.of("b", "text", "mail", "mail", "mail!1", "attachment")));
  }

  @Test
  void partsOfAFamilyAreKeptWithTheirRoot() throws IOException {
    spoolFamily("spool", 2);
    gather("gathered", SCHEMA, List.of(), "spool");
    assertThat(
        texts("gathered"),
        is(
            Map.of(
                "a", "text", "mail", "mail", "mail!1", "first", "mail!2", "second", "z", "text")));
    try (Directory files = FSDirectory.open(temp.resolve("gathered"));
        DirectoryReader reader = DirectoryReader.open(files)) {
      DocumentLookup lookup = new DocumentLookup(reader, SCHEMA);
      assertThat(lookup.family(lookup.find("id", "mail", 9).get(0)), hasSize(3));
    }
  }

  @Test
  void familyWithAMissingPartIsLeftOut() throws IOException {
    spoolFamily("spool", 3);
    gather("gathered", SCHEMA, List.of(), "spool");
    assertThat(texts("gathered"), is(Map.of("a", "text", "z", "text")));
  }

  /** Spools a family of two parts whose root says that there are so many, and what lies about. */
  private void spoolFamily(String name, int parts) throws IOException {
    Path directory = Files.createDirectories(temp.resolve(name));
    UUID family = new UUID(1, 1);
    try (SpoolWriter writer =
        new SpoolWriter(new SpoolWriter.Config(directory, SCHEMA, 2, 1 << 16))) {
      writer.add(document("a", "text"));
      writer.add(new FamilyPart("mail", new UUID(0, 7), 0, List.of(item("mail!9", "left"))));
      writer.add(new FamilyPart("mail", family, 0, List.of(item("mail!1", "first"))));
      writer.add(new FamilyPart("mail", family, 1, List.of(item("mail!2", "second"))));
      writer.add(
          Mutation.upsert(item("mail", "mail")).withParts(new FamilyParts(family, parts, 2)));
      writer.add(document("z", "text"));
      writer.finish();
    }
  }

  private static IndexDocument item(String id, String text) {
    return IndexDocument.withId(id).add("text", text).build();
  }

  @Test
  void whatWasNotFinishedIsNotThere() throws IOException {
    spool("spool", SCHEMA, document("a", "text"));
    try (FinishedDocuments documents = new FinishedDocuments(config("gathered", SCHEMA))) {
      add("spool", documents);
    }
    try (Directory files = FSDirectory.open(temp.resolve("gathered"))) {
      assertThat(DirectoryReader.indexExists(files), is(false));
    }
    assertThat(gather("next", SCHEMA, List.of("gathered", "missing")), is(0L));
  }

  @Test
  void gatheredDocumentsOfAnotherSchemaAreLeftOut() throws IOException {
    spool("spool", SCHEMA, document("a", "text"));
    gather("gathered", SCHEMA, List.of(), "spool");
    IndexSchema other = SCHEMA.withAnalyzer("english");
    assertThat(gather("next", other, List.of("gathered")), is(0L));
  }

  @Test
  void damagedGatheredDocumentsAreLeftOut() throws IOException {
    spool("spool", SCHEMA, document("a", "text that is damaged later"));
    gather("gathered", SCHEMA, List.of(), "spool");
    try (Stream<Path> files = Files.list(temp.resolve("gathered"))) {
      Path text = files.filter(file -> file.toString().endsWith(".fdt")).findAny().orElseThrow();
      byte[] bytes = Files.readAllBytes(text);
      bytes[bytes.length / 2] ^= 1;
      Files.write(text, bytes);
    }
    spool("more", SCHEMA, document("b", "text"));
    assertThat(gather("next", SCHEMA, List.of("gathered"), "more"), is(1L));
  }

  private static Mutation document(String id, String text) {
    return Mutation.upsert(
        IndexDocument.withId(id)
            .add("tag", "of " + id)
            .add("tag", "both")
            .add("seen", "everywhere")
            .add("text", text)
            .add("size", text.length())
            .add("weight", 7)
            .build());
  }

  private void spool(String name, IndexSchema schema, Mutation... mutations) throws IOException {
    Path directory = Files.createDirectories(temp.resolve(name));
    try (SpoolWriter writer =
        new SpoolWriter(new SpoolWriter.Config(directory, schema, 2, 1 << 16))) {
      for (Mutation mutation : mutations) {
        writer.add(mutation);
      }
      writer.finish();
    }
  }

  private FinishedDocuments.Config config(String name, IndexSchema schema) {
    return new FinishedDocuments.Config(temp.resolve(name), schema, Set.of("tag", "size"));
  }

  private long gather(String name, IndexSchema schema, List<String> gathered, String... spools)
      throws IOException {
    try (FinishedDocuments documents = new FinishedDocuments(config(name, schema))) {
      for (String earlier : gathered) {
        documents.addGathered(temp.resolve(earlier));
      }
      for (String spool : spools) {
        add(spool, documents);
      }
      return documents.finish();
    }
  }

  private void add(String spool, FinishedDocuments documents) throws IOException {
    for (FinishedSpool file : FinishedSpool.list(temp.resolve(spool))) {
      documents.add(temp.resolve(spool), file, temp);
    }
  }

  private Map<String, String> texts(String name) throws IOException {
    try (Directory files = FSDirectory.open(temp.resolve(name));
        DirectoryReader reader = DirectoryReader.open(files)) {
      DocumentLookup lookup = new DocumentLookup(reader, SCHEMA);
      Map<String, String> texts = new TreeMap<>();
      for (String id : List.of("a", "b", "c", "mail", "mail!1", "mail!2", "mail!9", "z")) {
        for (int document : lookup.find("id", id, 9)) {
          texts.merge(id, (String) lookup.values(document).get("text").get(0), String::concat);
        }
      }
      return texts;
    }
  }
}
