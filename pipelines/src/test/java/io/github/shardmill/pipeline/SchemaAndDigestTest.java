package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the logical digest of a build notices, and that verification believes no index. */
class SchemaAndDigestTest {
  private static final String SOURCE = "notes";
  private static final String FILE = "fox.txt";
  private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_000L);

  @TempDir static Path elsewhere;
  private static LogicalDigest before;

  @TempDir Path temp;
  private Path tree;
  private int builds;

  @BeforeAll
  static void buildOnce() throws Exception {
    Path tree = Files.createDirectory(elsewhere.resolve("tree"));
    writeFiles(tree);
    TestBuild.of(SOURCE, tree).commitTo(elsewhere.resolve("index"));
    before = digest(elsewhere.resolve("index"));
  }

  @BeforeEach
  void writeTheSameFiles() throws IOException {
    tree = Files.createDirectory(temp.resolve("the same tree"));
    writeFiles(tree);
  }

  private static void writeFiles(Path tree) throws IOException {
    write(tree.resolve(FILE), "The quick brown fox jumps over the lazy dogs.");
    write(tree.resolve("page.html"), "<html><title>Rain</title><body>falls</body></html>");
    write(tree.resolve("empty"), "");
  }

  @Test
  void sameFilesElsewhereHaveTheSameDigest() throws Exception {
    assertThat(digest(build()), equalTo(before));
  }

  @Test
  void anotherTokenChangesTheDigest() throws Exception {
    write(tree.resolve(FILE), "The quick brown fax jumps over the lazy dogs.");
    assertThat(digest(build()), not(equalTo(before)));
  }

  @Test
  void anotherOrderOfTheSameWordsChangesTheDigest() throws Exception {
    write(tree.resolve(FILE), "The brown quick fox jumps over the lazy dogs.");
    assertThat(digest(build()), not(equalTo(before)));
  }

  @Test
  void anotherTimeOfModificationChangesTheDigest() throws Exception {
    Files.setLastModifiedTime(tree.resolve(FILE), FileTime.fromMillis(TIME.toMillis() + 1));
    assertThat(digest(build()), not(equalTo(before)));
  }

  @Test
  void anotherAnalyserChangesTheDigest() throws Exception {
    Path index = temp.resolve("english");
    TestBuild.of(SOURCE, tree).withAnalyzer("english").commitTo(index);
    assertThat(digest(index), not(equalTo(before)));
  }

  @Test
  void anotherNameOfTheSourceChangesTheDigest() throws Exception {
    Path index = temp.resolve("renamed");
    TestBuild.of("memos", tree).commitTo(index);
    assertThat(digest(index), not(equalTo(before)));
  }

  @Test
  void oneFileMoreChangesTheDigest() throws Exception {
    write(tree.resolve("another"), "");
    assertThat(digest(build()), not(equalTo(before)));
  }

  @Test
  void untouchedIndexIsVerified() throws Exception {
    assertThat(broken(build()), empty());
  }

  @Test
  void anotherDigestInTheCommitIsReported() throws Exception {
    Path index = build();
    tamper(index, "shardmill.digest", "00".repeat(32));
    assertThat(broken(index), hasItem("logicalDigest"));
  }

  @Test
  void digestOfOtherFilesInTheCommitIsReported() throws Exception {
    write(tree.resolve(FILE), "The quick brown fax jumps over the lazy dogs.");
    Path index = build();
    tamper(index, "shardmill.digest", before.toString());
    assertThat(broken(index), hasItem("logicalDigest"));
  }

  @Test
  void anotherNumberOfDocumentsInTheCommitIsReported() throws Exception {
    Path index = build();
    tamper(index, "shardmill.documents", "4");
    assertThat(broken(index), hasItem("documents"));
  }

  @Test
  void anotherDigestInADocumentIsReported() throws Exception {
    Path index = build();
    try (IndexWriter writer = open(index)) {
      Term id = new Term(IndexSchema.ID, SOURCE + ":" + FILE);
      writer.updateBinaryDocValue(id, IndexSchema.DIGEST, new BytesRef(new byte[32]));
      commit(writer, userData(index));
    }
    assertThat(broken(index), hasItem("digests"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.setLastModifiedTime(Files.writeString(file, text), TIME);
  }

  private Path build() throws InterruptedException {
    Path index = temp.resolve("index-" + builds++);
    TestBuild.of(SOURCE, tree).commitTo(index);
    return index;
  }

  /** Returns the digest, having checked that it is what the index holds. */
  private static LogicalDigest digest(Path index) throws Exception {
    IndexFacts facts = IndexFacts.of(index, List.of());
    assertThat(facts.recomputed(), equalTo(facts.claimed()));
    return facts.claimed();
  }

  private static List<String> broken(Path index) throws IOException {
    return IndexVerification.verify(index, (step, done, total) -> {}).findings().stream()
        .filter(finding -> !finding.ok())
        .map(Finding::check)
        .toList();
  }

  private static void tamper(Path index, String key, String value) throws IOException {
    Map<String, String> data = userData(index);
    assertThat(key, data.get(key), not(is(value)));
    data.put(key, value);
    try (IndexWriter writer = open(index)) {
      commit(writer, data);
    }
  }

  /** Returns the user data of the last commit, dressed up as that of the next one. */
  private static Map<String, String> userData(Path index) throws IOException {
    try (Directory directory = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<String, String> data = new TreeMap<>(reader.getIndexCommit().getUserData());
      data.put("shardmill.generation", Long.toString(reader.getIndexCommit().getGeneration() + 1));
      return data;
    }
  }

  /** Opens an index as a program would that knows nothing of us. */
  private static IndexWriter open(Path index) throws IOException {
    return new IndexWriter(
        FSDirectory.open(index),
        new IndexWriterConfig(null).setMergePolicy(NoMergePolicy.INSTANCE));
  }

  private static void commit(IndexWriter writer, Map<String, String> data) throws IOException {
    writer.setLiveCommitData(data.entrySet());
    writer.commit();
  }
}
