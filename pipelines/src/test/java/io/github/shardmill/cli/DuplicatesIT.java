package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code duplicates} as it is typed, over a real index of files and mails with copies. */
class DuplicatesIT {
  private static final String TEXT = "ten sacks of rye\n";
  private static final String MAIL =
      """
      From: Ada Miller <ada@example.org>
      To: Bo Baker <bo@example.org>
      Subject: Flour
      Date: Sat, 3 Feb 2024 05:05:06 +0100
      Message-ID: <CALckR-a8UDkRjO4xJyjd_s0GPxQWw@mail.gmail.com>

      Ten sacks, please.
      """;

  @TempDir private Path temp;
  private Path docs;
  private Path index;

  @BeforeEach
  void buildIndex() throws IOException {
    docs = Files.createDirectory(temp.resolve("docs"));
    index = temp.resolve("index");
    write("a.txt", TEXT);
    write("b.txt", TEXT);
    write("other.txt", "spelt");
    write("none.txt", "");
    write("nothing.txt", "");
    write("sent.eml", MAIL);
    write("received.eml", "Received: from mill by bakery\n" + MAIL.replace("\n", "\r\n"));
    write("forged.eml", MAIL.replace("Ten", "Two"));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(docs.resolve("box.zip")))) {
      zip.putNextEntry(new ZipEntry("c.txt"));
      zip.write(TEXT.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    build(docs, index, "--isolation=none", "--quiet").well();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(docs.resolve(name), text);
  }

  private JsonNode duplicates(Object... more) throws IOException {
    List<Object> all = new ArrayList<>(List.of("duplicates", index, "--json"));
    all.addAll(List.of(more));
    return run(all.toArray()).well().json();
  }

  @Test
  void copiesAreAGroupWithThoseInsideFiles() throws IOException {
    JsonNode all = duplicates();
    assertThat(
        all.path("groups").path(0).path("ids").toString(),
        is("[\"docs:a.txt\",\"docs:b.txt\",\"docs:box.zip!/c.txt\"]"));
    assertThat(
        all.path("total").toString(),
        is(
            "{\"groups\":1,\"documents\":3,\"savableBytes\":"
                + 2 * TEXT.length()
                + ",\"emptyDocuments\":2}"));
    assertThat(
        duplicates("--files").path("groups").path(0).path("ids").toString(),
        is("[\"docs:a.txt\",\"docs:b.txt\"]"));
  }

  @Test
  void mailsAreAlikeByTheirIdOrByWhatTheySay() throws IOException {
    JsonNode byId = duplicates("--by=message-id").path("groups").path(0);
    assertThat(byId.path("hash").asText(), is("1de319c276884bd0c9e2f1621ada26cc"));
    assertThat(
        byId.path("ids").toString(),
        is("[\"docs:forged.eml\",\"docs:received.eml\",\"docs:sent.eml\"]"));
    assertThat(
        duplicates("--by=message").path("groups").path(0).path("ids").toString(),
        is("[\"docs:received.eml\",\"docs:sent.eml\"]"));
  }

  @Test
  void queryOfAGroupFindsIt() {
    String line = run("duplicates", index).well().out().lines().findFirst().orElseThrow();
    String query = line.substring(line.indexOf('(') + 1, line.length() - 1);
    assertThat(run("search", index, query).well().out(), containsString("3 hits"));
  }

  @Test
  void searchShowsTheBestOfCopiesAndCountsTheOthers() throws IOException {
    assertThat(
        run("search", index, "sacks rye", "--unique", "--source=docs").well().out(),
        containsString("and 2 more with the same bytes\n"));
    JsonNode all = run("search", index, "content:rye", "--unique", "--json").well().json();
    assertThat(all.path("total").asInt(), is(3));
    assertThat(all.path("hits").size(), is(1));
    assertThat(all.path("hits").path(0).path("others").asInt(), is(2));
  }

  @Test
  void exportHasEveryDocument() throws IOException {
    Path file = temp.resolve("duplicates.csv");
    String told = run("duplicates", index, "--format=csv", "--output=" + file).well().out();
    assertThat(told, containsString("1 group of 3 documents with the same bytes"));
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.size(), is(4));
    assertThat(
        lines.get(3), containsString(",3,docs:box.zip!/c.txt,docs:box.zip," + TEXT.length()));
  }

  @Test
  void whatIsNoIndexIsWrongUsage() {
    assertThat(run("duplicates", docs).code(), is(1));
    assertThat(run("duplicates", index, "--by=size").code(), is(1));
  }

  @Test
  void copyThatIsGoneIsNoDuplicate() throws IOException {
    Files.delete(docs.resolve("b.txt"));
    Files.delete(docs.resolve("box.zip"));
    run("update", index, "--quiet", "--isolation=none").well();
    assertThat(duplicates().path("total").path("groups").asInt(), is(0));
    assertThat(
        run("duplicates", index).well().out(),
        is("no duplicates by sha256; 2 empty documents left out\n"));
  }
}
