package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.SchemaFields;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureSuggestionsTest {
  @TempDir private Path index;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int measure(FieldSpec... fields) throws IOException {
    try (Directory directory = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      for (String value : List.of("Ones", "Only", "Twos", "Once")) {
        Document document = new Document();
        for (FieldSpec field : fields) {
          document.add(SchemaFields.of(field, value));
          if (field.completions()) {
            document.add(SchemaFields.completion(field, value));
          }
        }
        writer.addDocument(document);
      }
    }
    return Benchmark.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute("suggest", index.toString());
  }

  @Test
  void everyLengthOfWhatWasTypedIsALine() throws IOException {
    int code =
        measure(
            FieldSpec.text("title").withCompletions(),
            FieldSpec.text("name").withCompletions(),
            FieldSpec.keyword("keywords").withCompletions(),
            FieldSpec.text("content"));

    assertThat(err.toString(), code, is(0));
    String[] lines = out.toString().split("\n");
    assertThat(lines[0], is("4 documents in 1 segments"));
    assertThat(lines[2], matchesPattern("titles +0 +1 +[0-9.]+ +[0-9.]+"));
    assertThat(lines[3], matchesPattern("titles +1 +2 .*"));
    assertThat(lines[4], matchesPattern("titles +2 +2 .*"));
    assertThat(lines.length, is(2 + 3 * 5));
  }

  @Test
  void anIndexWithoutCompletionsIsRefused() throws IOException {
    assertThat(measure(FieldSpec.text("title"), FieldSpec.text("name")), is(2));
    assertThat(err.toString(), containsString("no completions of title"));
  }
}
