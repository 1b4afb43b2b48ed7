package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.IndexSearch;
import io.github.shardmill.index.read.SearchRequest;
import io.github.shardmill.index.read.SearchResult;
import io.github.shardmill.pipeline.BuildSettings.Input;
import io.github.shardmill.pipeline.BuildSettings.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesFileTest {
  @TempDir Path temp;
  private Path file;

  @BeforeEach
  void writeTrees() throws IOException {
    Files.writeString(Files.createDirectory(temp.resolve("case")).resolve("a.txt"), "rain");
    Files.writeString(Files.createDirectory(temp.resolve("vault")).resolve("b.txt"), "rain");
    file = temp.resolve("sources.yaml");
  }

  private List<Input> read(String yaml) throws IOException {
    Files.writeString(file, yaml);
    return new SourcesFile(file).read();
  }

  private String error(String yaml) {
    return assertThrows(IllegalArgumentException.class, () -> read(yaml)).getMessage();
  }

  @Test
  void pathsAreRelativeToTheFile() throws IOException {
    assertThat(
        read(
            """
            # of all matters
            sources:
              - name: case7
                path: case
                labels: {matter: "007", custodian: smith, year: 2024, closed: no}
              - path: VAULT
            """
                .replace("VAULT", temp.resolve("vault").toString())),
        contains(
            new Input(
                Optional.of("case7"),
                temp.resolve("case").toString(),
                new TreeMap<>(
                    Map.of("matter", "007", "custodian", "smith", "year", "2024", "closed", "no"))),
            new Input(Optional.empty(), temp.resolve("vault").toString())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sources: | 1: 'sources' is a list",
        "source: [] | 1: unknown key 'source'; there is sources",
        "sources: [] | 1: it names no source",
        "[] | 1: begin with 'sources:'",
        "sources:~  - path: case~    lables: {} | 3: unknown key 'lables'; there is path, name",
        "sources:~  - path: case~    path: vault | 3: 'path' is there already, in line 2",
        "sources:~  - name: a | 2: a source needs a path",
        "sources:~  - path: | 2: 'path' needs a value",
        "sources:~  - case | 2: a source has the keys path, name and labels",
        "sources:~  - name: a b~    path: case | 2: name 'a b' may hold letters",
        "sources:~~  - name: a~    path: nowhere | 4: input 'a=",
        "sources:~  - path: case~  - path: ./case | 3: the source of line 2 is called 'case' too",
        "sources:~  - path: case~    labels: [a] | 3: labels are pairs: {key: value}",
        "sources:~  - path: case~    labels: {a: 1, a: 2} | 3: 'a' is there already, in line 3",
        "sources:~  - path: case~    labels: {a=b: 1} | 3: label 'a=b' may hold letters",
        "sources:~  - path: case~    labels: {a: } | 3: 'a' needs a value",
        "sources:~  - path: case~    labels: {a: [b]} | 3: 'a' needs a value",
        "sources:~  - path: &p case~  - path: *p | 3: write the value out",
        "sources:~  - path: case~  \"- | 3: not YAML: found unexpected end",
        "sources:~	- path: case | 2: not YAML: found character",
        "sources:~  - path: case~---~sources: [] | 4: one document is enough",
      })
  void whatIsWrongIsToldWithItsLine(String yaml, String message) {
    assertThat(error(yaml.replace('~', '\n')), startsWith(file + ":" + message));
  }

  @Test
  void longLabelIsAnError() {
    String value = "x".repeat(SourcesFile.MAX_VALUE_LENGTH + 1);
    assertThat(
        error("sources:\n  - path: case\n    labels: {a: " + value + "}\n"),
        containsString(":3: label 'a' has more than 1000 characters"));
  }

  @Test
  void missingFileIsToldByItsName() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new SourcesFile(file).read());
    assertThat(e.getMessage(), is("cannot read --sources: not there: " + file));
  }

  @Test
  void labelsAreOnEveryDocumentOfTheirSource() throws Exception {
    List<Input> inputs =
        read(
            """
            sources:
              - path: case
                labels: {matter: 7, custodian: smith}
              - path: vault
            """);
    Path index = temp.resolve("index");
    TestBuild.of(new Inputs(inputs, Optional.empty())).commitTo(index);
    try (CommittedIndex opened = CommittedIndex.open(index);
        IndexSearch search = new IndexSearch(opened)) {
      SearchResult found = search.search(SearchRequest.of("rain AND label:\"matter=7\""));
      assertThat(found.hits().stream().map(SearchResult.Hit::id).toList(), contains("case:a.txt"));
      assertThat(
          found.hits().get(0).fields().get(FileSchema.LABEL),
          is(List.of("custodian=smith", "matter=7")));
    }
  }
}
