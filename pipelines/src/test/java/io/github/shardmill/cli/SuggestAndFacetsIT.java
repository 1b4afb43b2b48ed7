package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suggestions, filters and facets over an index that {@code build} made of two sources. */
class SuggestAndFacetsIT {
  @TempDir private static Path directory;
  private static Path index;
  private static Instant recent;

  @BeforeAll
  static void buildIndex() throws IOException {
    Instant old = Instant.parse("2021-12-31T23:59:59Z");
    recent = Instant.now().minus(2, ChronoUnit.DAYS);
    page("work/report.html", "Annual Report", "budget, Élan", "2020-05-01", recent);
    page("work/again.html", "Annual Report", "budget", "2021-05-01", old);
    page("home/recipe.html", "Añejo cake", "food", "", old);
    write("home/annual-plan.txt", "The budget of all", recent);
    write("home/plan.pdf", "%PDF-1.4 and no more", old);
    index = directory.resolve("index");
    run(
            "build",
            "--input",
            "work=" + directory.resolve("work"),
            "--input",
            "home=" + directory.resolve("home"),
            "--index",
            index,
            "--parallelism=2",
            "--quiet")
        .well();
  }

  private static void page(
      String path, String title, String keywords, String created, Instant modified)
      throws IOException {
    String date =
        created.isEmpty() ? "" : "<meta name=\"dcterms:created\" content=\"" + created + "\">";
    write(
        path,
        "<html><head><title>"
            + title
            + "</title><meta name=\"keywords\" content=\""
            + keywords
            + "\">"
            + date
            + "</head><body>budget</body></html>",
        modified);
  }

  private static void write(String path, String text, Instant modified) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }

  private static List<String> names(String... arguments) throws IOException {
    String[] all =
        Stream.concat(Stream.of("search", index.toString(), "--json"), Stream.of(arguments))
            .toArray(String[]::new);
    List<String> names = new ArrayList<>();
    for (JsonNode hit : run(all).well().json().get("hits")) {
      String id = hit.get("id").asText();
      names.add(id.substring(id.indexOf(':') + 1));
    }
    return names.stream().sorted().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tag=BUDGET | again.html report.html",
        "--tag=budget --tag=elan | report.html",
        "--tag=nothing | ",
        "--source=work --source=home --tag=food | recipe.html",
        "--source=work | again.html report.html",
        "--type=pdf | plan.pdf",
        "--type=html --type=pdf --source=home | plan.pdf recipe.html",
        "--type=application/PDF | plan.pdf",
        "--type=text budget | again.html annual-plan.txt recipe.html report.html",
        "--since=7d | annual-plan.txt report.html",
        "--since=2022-01-01 budget | annual-plan.txt report.html",
        "--since=2021-12-31 --source=home | annual-plan.txt plan.pdf recipe.html",
      })
  void filtersNarrowDown(String arguments, String names) throws Exception {
    List<String> expected = names == null ? List.of() : List.of(names.split(" ", -1));

    assertThat(names(arguments.split(" ", -1)), is(expected));
  }

  @Test
  void filtersChangeNoScore() throws Exception {
    JsonNode alone = run("search", index, "annual", "--limit=1", "--json").well().json();
    JsonNode filtered =
        run("search", index, "annual", "--limit=1", "--json", "--type=html", "--source=work")
            .well()
            .json();

    assertThat(filtered.get("hits"), is(alone.get("hits")));
  }

  @Test
  void facetsCountAllThatMatchesAndNotOnlyWhatIsShown() {
    assertThat(
        run("search", index, "--facets", "--limit=0").well().out(),
        is(
            """
            5 hits

            tag     documents
            budget          2
            food            1
            Élan            1

            source  documents
            home            3
            work            2

            type             documents
            text/html                3
            application/pdf          1
            text/plain               1

            year  documents
            2021          3
            2020          1
            YEAR          1
            """
                .replace("YEAR", recent.toString().substring(0, 4))));
  }

  @Test
  void facetsAsJsonSayHowManyValuesThereAre() throws Exception {
    JsonNode json =
        run("search", index, "budget", "--facets", "--facet-limit=1", "--json").well().json();

    JsonNode tag = json.get("facets").get(0);
    assertThat(tag.get("name").asText(), is("tag"));
    assertThat(tag.get("documents").asInt(), is(3));
    assertThat(tag.get("values").asInt(), is(3));
    assertThat(tag.get("top").size(), is(1));
    assertThat(tag.get("top").get(0).toString(), is("{\"value\":\"budget\",\"documents\":2}"));
    assertThat(
        run("search", index, "budget", "--facets", "--facet-limit=1").well().out(),
        containsString("tag     documents\nbudget          2\nand 2 more\n"));
  }

  @Test
  void titlesAreSuggestedAndNamesOfFilesThatHaveNone() {
    assertThat(
        run("suggest", index, "ANN").well().out(),
        is(
            """
            documents  title
                    2  Annual Report
                    1  annual-plan.txt
            """));
    assertThat(run("suggest", index, "anejo").well().out(), containsString("1  Añejo cake\n"));
    assertThat(run("suggest", index, "recipe").well().out(), is("no title begins like this\n"));
  }

  @Test
  void tagsAndTermsAreSuggested() throws Exception {
    assertThat(run("suggest", index, "e", "--tags").well().out(), containsString("1  Élan\n"));
    JsonNode terms = run("suggest", index, "BUD", "--terms", "--json").well().json();
    assertThat(terms.get("exhaustive").asBoolean(), is(true));
    assertThat(terms.get("suggestions").toString(), is("[{\"value\":\"budget\",\"documents\":4}]"));
  }

  @Test
  void completionsAreNoFieldOfTheirOwn() throws Exception {
    run("verify", index).well();
    JsonNode inspected = run("inspect", index, "--json").well().json();

    for (JsonNode field : inspected.get("fields")) {
      assertThat(field.get("name").asText().endsWith(".completion"), is(false));
    }
    run("search", index, "title.completion:annual").refusedWith(1);
  }

  @Test
  void whatIsNoIndexIsSaid() {
    assertThat(
        run("suggest", directory.resolve("nowhere"), "a").refusedWith(1),
        containsString("no such directory"));
  }
}
