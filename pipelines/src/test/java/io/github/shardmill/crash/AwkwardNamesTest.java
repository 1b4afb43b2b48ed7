package io.github.shardmill.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name is bytes, whatever they are; every file is found by its id. */
class AwkwardNamesTest {
  private static final String LONG = "n".repeat(196) + ".txt";

  /** Ids by percent-encoded paths, since no source file could hold all of these names. */
  private static final Map<String, String> IDS =
      Map.ofEntries(
          Map.entry("two%20words.txt", "docs:two words.txt"),
          Map.entry("%20leading%20and%20trailing%20", "docs: leading and trailing "),
          Map.entry("two%0Alines.txt", "docs:two\nlines.txt"),
          Map.entry("tab%09and%0Dreturn.txt", "docs:tab\tand\rreturn.txt"),
          Map.entry("%22double%22%20'single'.txt", "docs:\"double\" 'single'.txt"),
          Map.entry("back%5Cslash.txt", "docs:back\\slash.txt"),
          Map.entry("-rf", "docs:-rf"),
          Map.entry("100%25.txt", "docs:100%25.txt"),
          Map.entry("%F0%9F%90%88%20cat.txt", "docs:\uD83D\uDC08 cat.txt"),
          Map.entry("na%C3%AFve.txt", "docs:na\u00efve.txt"),
          Map.entry("nai%CC%88ve.txt", "docs:nai\u0308ve.txt"),
          Map.entry("not%FFutf8.txt", "docs:not%FFutf8.txt"),
          Map.entry("latin1-%E9t%E9/inside.txt", "docs:latin1-%E9t%E9/inside.txt"),
          Map.entry("x!/inside.txt", "docs:x%21/inside.txt"),
          Map.entry("wow!.txt", "docs:wow!.txt"),
          Map.entry("*%3F%7Bglob%7D.txt", "docs:*?{glob}.txt"),
          Map.entry("a=b", "docs:a=b"),
          Map.entry(LONG, "docs:" + LONG),
          Map.entry("empty.txt", "docs:empty.txt"));

  @TempDir private Path directory;

  private Path corpus;
  private Path index;

  @BeforeEach
  void writeFiles() throws IOException {
    corpus = Files.createDirectory(directory.resolve("corpus"));
    index = directory.resolve("index");
    for (String encoded : IDS.keySet()) {
      Path file = Path.of(URI.create(corpus.toUri() + encoded));
      Files.createDirectories(file.getParent());
      Corpora.write(file, encoded.startsWith("empty") ? "" : "text of " + encoded);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  void everyFileIsFoundByItsIdInAnyLocale(String locale) throws Exception {
    Path scratch = directory.resolve("process");
    try (ChildJvm process = new ChildJvm(scratch).with("LC_ALL", locale)) {
      process.start(BuildCommands.build(corpus, index));
      ChildJvm.Ended ended = process.await();

      assertThat(ended.err(), ended.code(), is(0));
      assertThat(BuildCommands.json(ended.out()).path("indexed").asInt(), is(IDS.size()));
    }

    assertThat(CommittedState.read(index).ids(), is(new TreeSet<>(IDS.values())));
    assertThat(found(), is(expected()));
  }

  @Test
  void everyFileIsFoundWhenAListNamesIt() throws Exception {
    Path list = directory.resolve("list");
    String separated = String.join("\0", IDS.keySet().stream().map(this::bytesAsText).toList());
    Files.write(list, separated.getBytes(ISO_8859_1));

    BuildCommands.succeed(
        "build",
        "--files-from",
        list.toString(),
        "--base",
        "docs=" + corpus,
        "--index",
        index.toString(),
        "--json");

    assertThat(found(), is(expected()));
  }

  private String bytesAsText(String encoded) {
    return URLDecoder.decode(encoded, ISO_8859_1);
  }

  private static Map<String, Integer> expected() {
    Map<String, Integer> once = new TreeMap<>();
    IDS.values().forEach(id -> once.put(id, 1));
    return once;
  }

  private Map<String, Integer> found() throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    try (FSDirectory files = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(files)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      for (String id : IDS.values()) {
        found.put(id, searcher.count(new TermQuery(new Term("id", id))));
      }
    }
    return found;
  }
}
