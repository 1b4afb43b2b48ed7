package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.read.DocumentLookup;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetriedFilesTest {
  private final Directory directory = new ByteBuffersDirectory();
  private final List<Document> documents = new ArrayList<>();

  private void add(String id, String root, Outcome outcome) {
    Document document = new Document();
    String source = id.substring(0, id.indexOf(':'));
    for (List<String> field :
        List.of(
            List.of(IndexSchema.ID, id),
            List.of(IndexSchema.ROOT, root),
            List.of(FileSchema.SOURCE, source),
            List.of(FileSchema.OUTCOME, outcome.name()))) {
      document.add(new StringField(field.get(0), field.get(1), Store.NO));
      document.add(new SortedSetDocValuesField(field.get(0), new BytesRef(field.get(1))));
    }
    documents.add(document);
  }

  private List<Integer> retried(ExceptionSelection selection) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      for (Document document : documents) {
        writer.addDocument(document);
        writer.flush();
      }
    }
    List<Integer> found = new ArrayList<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      DocumentLookup lookup = new DocumentLookup(reader, FileSchema.withAnalyzer("standard"));
      RetriedFiles retried = RetriedFiles.of(lookup, selection);
      for (int document = 0; document < documents.size(); document++) {
        if (retried.has(document)) {
          found.add(document);
        }
      }
    }
    return found;
  }

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  @Test
  void fileIsTriedAgainForWhatIsInIt() throws IOException {
    add("a:x.zip", "a:x.zip", Outcome.OK);
    add("a:x.zip!/1", "a:x.zip", Outcome.CORRUPT);
    add("a:x.zip!/2", "a:x.zip", Outcome.CORRUPT);
    add("a:y", "a:y", Outcome.OK);
    add("a:z", "a:z", Outcome.CORRUPT);
    assertThat(retried(ExceptionSelection.ALL), contains(0, 4));
  }

  @Test
  void outcomesAndSourcesNarrow() throws IOException {
    add("a:x", "a:x", Outcome.CORRUPT);
    add("a:y", "a:y", Outcome.CRASHED);
    add("b:z", "b:z", Outcome.CRASHED);
    assertThat(retried(new ExceptionSelection(Set.of(Outcome.CRASHED), Set.of("b"))), contains(2));
  }

  @Test
  void indexWithoutExceptionsHasNothingToTryAgain() throws IOException {
    add("a:x", "a:x", Outcome.OK);
    assertThat(retried(ExceptionSelection.ALL), empty());
  }
}
