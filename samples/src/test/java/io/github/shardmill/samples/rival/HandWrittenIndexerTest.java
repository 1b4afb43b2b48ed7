package io.github.shardmill.samples.rival;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HandWrittenIndexerTest {
  private static final Path CORPUS = Path.of("corpus");

  @TempDir private static Path index;
  private static DirectoryReader reader;

  @BeforeAll
  static void indexTheSampleCorpus() throws IOException {
    int exitCode =
        new CommandLine(new HandWrittenIndexer())
            .execute("--input", CORPUS.toString(), "--index", index.toString(), "--threads=2");
    assertThat(exitCode, equalTo(0));
    reader = DirectoryReader.open(FSDirectory.open(index));
  }

  @AfterAll
  static void close() throws IOException {
    reader.close();
  }

  @Test
  void everyVisibleFileIsADocument() throws IOException {
    try (var paths = Files.walk(CORPUS)) {
      long visible =
          paths
              .filter(Files::isRegularFile)
              .filter(path -> !CORPUS.relativize(path).toString().matches("(.*/)?\\..*"))
              .count();
      assertThat((long) reader.numDocs(), equalTo(visible));
    }
  }

  @Test
  void textIsFoundInManyFormats() throws IOException {
    assertThat(
        paths("content", "flamingo"),
        containsInAnyOrder(
            "minutes/2026-02-09 february.md",
            "data/inventory.csv",
            "data/umbrellas.json",
            "documents/annual-report.pdf",
            "documents/budget.xlsx",
            "mail/flamingo.eml"));
  }

  @Test
  void outcomesTellWhatFailed() throws IOException {
    assertThat(
        paths("outcome", "ENCRYPTED"),
        containsInAnyOrder("documents/biscuit.pdf", "documents/counter-two.docx"));
    assertThat(paths("outcome", "CORRUPT"), hasItem("documents/kettle-proposal (damaged).docx"));
  }

  @Test
  void failuresHaveACauseAndNoText() throws IOException {
    Document damaged = document("documents/kettle-proposal (damaged).docx");

    assertThat(damaged.get("cause"), not(emptyString()));
    assertThat(damaged.get("content"), nullValue());
    assertThat(
        paths("cause", "no parser for application/octet-stream"),
        containsInAnyOrder(paths("outcome", "UNSUPPORTED").toArray()));
  }

  @Test
  void digestsAreThoseOfTheBytes() throws IOException {
    Document empty = document("oddities/empty.txt");

    assertThat(empty.get("md5"), equalTo("d41d8cd98f00b204e9800998ecf8427e"));
    assertThat(empty.get("sha1"), equalTo("da39a3ee5e6b4b0d3255bfef95601890afd80709"));
    assertThat(empty.get("sha256"), startsWith("e3b0c44298fc1c149afbf4c8996fb924"));
    assertThat(empty.getField("size").numericValue().longValue(), equalTo(0L));
  }

  @Test
  void metadataFillFields() throws IOException {
    Document report = document("documents/annual-report.pdf");

    assertThat(report.get("id"), equalTo("corpus:documents/annual-report.pdf"));
    assertThat(report.get("title"), equalTo("Annual report of the Office for Lost Umbrellas"));
    assertThat(report.get("author"), equalTo("Agnes Pettibone"));
    assertThat(report.get("language"), equalTo("en"));
    assertThat(report.getField("created").numericValue().longValue(), equalTo(1767614400000L));
    assertThat(report.get("extension"), equalTo("pdf"));
    assertThat(report.get("content_type"), equalTo("application/pdf"));
  }

  private static Document document(String path) throws IOException {
    List<Document> found = documents("path", path);
    assertThat(found.size(), equalTo(1));
    return found.get(0);
  }

  private static List<String> paths(String field, String term) throws IOException {
    return documents(field, term).stream().map(document -> document.get("path")).toList();
  }

  private static List<Document> documents(String field, String term) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    List<Document> documents = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(new TermQuery(new Term(field, term)), 100).scoreDocs) {
      documents.add(searcher.storedFields().document(hit.doc));
    }
    return documents;
  }
}
