package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.StoredFields;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every field of every file of the sample corpus against a table that people have read. The table
 * is independent of the machine: a file's time, which a checkout decides, is compared with the
 * file.
 *
 * <p>{@code -Dtests.golden=write} writes the table anew; what changed is then in the diff.
 */
class GoldenCorpusTest {
  private static final Path TABLE =
      Path.of("src/test/resources/io/github/shardmill/pipeline/golden-corpus.json");
  private static final String SOURCE = "office";
  private static final Set<String> LISTS =
      Set.of(FileSchema.TAGS, FileSchema.ALIASES, FileSchema.LINKS, FileSchema.META);
  private static final int CONTENT_SHOWN = 80;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path temp;
  private static SortedMap<String, ObjectNode> documents;
  private static SortedMap<String, ObjectNode> golden;

  @BeforeAll
  static void buildAndReadTheTable() throws Exception {
    Path index = temp.resolve("index");
    TimeZone here = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("UTC")); // as the program does
    try {
      TestBuild.of(SOURCE, SampleTrees.CORPUS).commitTo(index);
    } finally {
      TimeZone.setDefault(here);
    }
    documents = read(index);
    if (System.getProperty("tests.golden", "").equals("write")) {
      write();
    }
    golden = new TreeMap<>();
    for (JsonNode row : JSON.readTree(Files.readAllBytes(TABLE))) {
      golden.put(row.path(IndexSchema.ID).asText(), (ObjectNode) row);
    }
  }

  @Test
  void everyFileHasItsDocumentAndNothingElseHasOne() {
    assertThat(new TreeSet<>(documents.keySet()), equalTo(new TreeSet<>(golden.keySet())));
  }

  @Test
  void everyFieldIsAsTheTableSays() {
    golden.forEach(
        (id, row) -> {
          ObjectNode expected = row.deepCopy();
          ObjectNode found = documents.get(id).deepCopy();
          found.remove(FileSchema.MODIFIED);
          assertThat(id, found.toPrettyString(), equalTo(expected.toPrettyString()));
        });
  }

  @Test
  void modifiedIsTheTimeOfTheFile() throws IOException {
    for (ObjectNode document : documents.values()) {
      Path file = SampleTrees.CORPUS.resolve(document.path(FileSchema.PATH).asText());
      long modified = Files.getLastModifiedTime(file).toMillis();
      assertThat(file.toString(), document.path(FileSchema.MODIFIED).asLong(), is(modified));
    }
  }

  @Test
  void everyFieldOfTheSchemaIsInTheTable() {
    TreeSet<String> found = new TreeSet<>();
    golden.values().forEach(row -> row.fieldNames().forEachRemaining(found::add));
    found.add(FileSchema.MODIFIED);
    found.add(FileSchema.LABEL);
    found.add(FileSchema.ATTEMPTS);
    found.add(FileSchema.ATTEMPTED);
    // No copies are collapsed here; CollapseTest has these.
    found.addAll(List.of(FileSchema.LOCATION, FileSchema.DUPLICATES, FileSchema.DUPLICATE_OF));
    TreeSet<String> missing = new TreeSet<>();
    FileSchema.withAnalyzer("standard").fields().forEach(field -> missing.add(field.name()));
    missing.removeAll(found);
    assertThat(missing, equalTo(new TreeSet<>()));
    assertThat(golden.size(), not(0));
  }

  private static SortedMap<String, ObjectNode> read(Path index) throws Exception {
    SortedMap<String, ObjectNode> rows = new TreeMap<>();
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      StoredFields stored = opened.reader().storedFields();
      for (int number = 0; number < opened.reader().maxDoc(); number++) {
        ObjectNode row = row(stored.document(number));
        rows.put(row.path(IndexSchema.ID).asText(), row);
      }
    }
    return rows;
  }

  private static ObjectNode row(Document document) throws Exception {
    ObjectNode row = JSON.createObjectNode();
    for (IndexableField field : document) {
      String name = field.name();
      if (name.equals(IndexSchema.ROOT)) {
        // That of a file is itself.
        if (document.get(FileSchema.DEPTH) != null) {
          row.put(name, field.stringValue());
        }
      } else if (name.equals(FileSchema.CONTENT)) {
        addContent(row.putObject(name), field.stringValue());
      } else if (LISTS.contains(name)) {
        row.withArray(name).add(field.stringValue());
      } else if (field.numericValue() != null) {
        row.put(name, field.numericValue().longValue());
      } else {
        row.put(name, field.stringValue());
      }
    }
    return row;
  }

  private static void addContent(ObjectNode row, String content) throws NoSuchAlgorithmException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    row.put("begins", content.substring(0, Math.min(CONTENT_SHOWN, content.length())));
    row.put("characters", (long) content.length());
    row.put("sha256", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }

  private static void write() throws IOException {
    ArrayNode rows = JSON.createArrayNode();
    documents.values().forEach(row -> rows.add(row.deepCopy().without(FileSchema.MODIFIED)));
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    Files.createDirectories(TABLE.getParent());
    Files.writeString(TABLE, JSON.writer(printer).writeValueAsString(rows) + "\n");
  }
}
