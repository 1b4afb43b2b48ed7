package io.github.shardmill.file.note;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.github.shardmill.file.note.Note.Property;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteReaderTest {
  @Test
  void frontMatterGivesAllThatItStates() {
    Note note =
        NoteReader.read(
            """
            ---
            title: "Sea fog: a diary"
            Tags: [weather, '#coast/north']
            aliases:
              - The fog book
              - Nebel
            author: Ada Wren
            lang: en
            date: 2024-02-03
            created: 2024-02-01T10:00
            rating: 4
            status: [draft, 'null', null]
            up: "[[Home]]"
            publish:
            nested: {a: b}
            ---
            Text
            """);
    assertThat(note.title(), equalTo("Sea fog: a diary"));
    assertThat(note.tags(), contains("weather", "coast/north"));
    assertThat(note.aliases(), contains("The fog book", "Nebel"));
    assertThat(note.authors(), contains("Ada Wren"));
    assertThat(note.language(), equalTo("en"));
    assertThat(note.links(), contains("Home"));
    assertThat(
        note.dates(),
        contains(new Property("created", "2024-02-01T10:00"), new Property("date", "2024-02-03")));
    assertThat(
        note.others(),
        contains(
            new Property("rating", "4"),
            new Property("status", "draft"),
            new Property("status", "null"),
            new Property("up", "[[Home]]")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tags: sea, salt and fog | sea;salt and fog",
        "tags: sea salt  fog | sea;salt;fog",
        "tag: '#sea #salt' | sea;salt",
        "keywords: [sea fog, sea fog, salt] | sea fog;salt",
        "tags: 2024 | 2024",
        "tags: [yes, 1e3, 2024-02-03, 'no'] | yes;1e3;2024-02-03;no",
        "tags: ~ | ''",
        "tags: [[sea]] | ''",
        "tags: {sea: salt} | ''",
      })
  void tagsAreAListOrOneLine(String yaml, String tags) {
    Note note = NoteReader.read("---\n" + yaml + "\n---\n");
    assertThat(String.join(";", note.tags()), equalTo(tags));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\ntitle: A\n---\n# B\n",
        "\uFEFF---\r\ntitle: A\r\n---\r\n# B\r\n",
        "---  \ntitle: A\n...\n# B",
        "---\ntitle: A\n---",
        "# A\n\n# B",
        "#\n## A ##\n",
        "   #\tA\nB\n===\n",
        "A\n===\n# B",
        "A\n---\n# B",
        "text\n\n#not a heading\n\nA\n-\n",
        "```\n# no\n```\n# A",
        "~~~~ sh\n```\n# no\n~~~\n~~~~\n# A",
        "> ```\n> # no\n\n# A",
        "- ```\n  # no\n  ```\n\n# A",
        "    # code\n\n# A",
        "####### seven\n\n# A",
        "- item\n---\n# A",
        "> quoted\n---\n# A",
        "---\n\n---\n# A",
        "---\nno mapping\n\n---\n# A",
        "---\ntitle: x: y: [\n---\n# A",
        "---\n&a [*a]: b\n---\n# A",
      })
  void titleIsThatOfTheFrontMatterOrTheFirstHeading(String text) {
    assertThat(NoteReader.read(text).title(), equalTo("A"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text", "#", "a\n\n---\n", "---", "---\ntitle: ''\n---", "```\n# unclosed"})
  void noteMayHaveNoTitle(String text) {
    assertThat(NoteReader.read(text).title(), equalTo(""));
  }

  @Test
  void underlinedHeadingMayHaveSeveralLines() {
    assertThat(NoteReader.read("Sea\r\nfog\r\n===\r\n").title(), equalTo("Sea fog"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "#sea and #salt. | sea;salt",
        "# Heading #sea | sea",
        "(#sea) **#salt**, #fog,#mist | sea;salt;fog;mist",
        "> #sea | sea",
        "- [ ] buy #salt/coarse/ | salt/coarse",
        "#2024 #y2024 #2024/02 #1a | y2024;1a",
        "#größe #傘 #हिन्दी #tag_with-all | größe;傘;हिन्दी;tag_with-all",
        "#☔ #🐈‍⬛cat #👍🏽 | ☔;🐈‍⬛cat;👍🏽",
        "#️⃣ C# a#b ##c \\#d &#e; /#f {#g} =#h | \"\"",
        "`#no` ``a ` #no`` #yes ` #also | yes;also",
        "https://a.example/#no http://a.example/x,#no #yes | yes",
        "[text](#no) [text](a.md#no) <a href=\"x\" id=\" #no\"> <https://a.example/ #no> #yes | yes",
        "[[Note#no]] [[#no]] #yes | yes",
        "#_ #- #/ #-/_ | \"\"",
        "#sea #sea #Sea | sea;Sea",
        "日本、#雨。 | 雨",
      })
  void tagsOfTheTextAreFoundWhereNotesHaveThem(String text, String tags) {
    assertThat(String.join(";", NoteReader.read(text).tags()), equalTo(tags));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```\n#no\n```\n#yes",
        "text `code\n#no` #yes",
        "    #no\n\n    #no\n\n#yes",
        "\t#no\n#yes",
        "- item\n\n    #yes",
        "---\nx: [\n#yes\n---\n",
      })
  void codeHasNoTags(String text) {
    assertThat(NoteReader.read(text).tags(), contains("yes"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[[Ada]] and [[people/Ada Wren.md]] | Ada;people/Ada Wren",
        "\"[[Ada|her]] [[Ada#Life|x]] [[Ada\\|table]] ![[map.png|200]]\" | Ada;map.png",
        "\"[[#Life]] [[]] [[|x]] [[ ]]\" | \"\"",
        "[[[Ada]]] [[a [[Bo]] c]] | Ada;Bo",
        "\\[[Ada]] `[[Bo]]` [[open | \"\"",
        "[a](Ada.md) [a](./Ada.md#x) [b](../people/Bo%20Wren.markdown \"her\") | Ada;people/Bo Wren",
        "[a](<Ada Wren.md>) [a](a(b).md) [a](50%.md) | Ada Wren;a(b);50%",
        "[a](https://a.example/b.md) [a](mailto:a.md) [a](//host/b.md) [a](b.txt) [a](b.md | \"\"",
        "![a](b.png) [a]() [a](.md) | \"\"",
      })
  void linksAreTargetsWithoutHeadingAndExtension(String text, String links) {
    assertThat(String.join(";", NoteReader.read(text).links()), equalTo(links));
  }

  @Test
  void wikiLinkStandsOnOneLine() {
    assertThat(NoteReader.read("[[a\nb]] [[c]]").links(), contains("c"));
  }

  @Test
  void frontMatterBeyondItsLimitIsText() {
    String large = "---\ntitle: A\nx: " + "x".repeat(FrontMatter.MAX_CHARACTERS) + "\n\n---\n# B\n";
    assertThat(NoteReader.read(large).title(), equalTo("B"));
  }

  @Test
  void aliasesInFrontMatterAreNotFollowed() {
    String bomb =
        "a: &a [x, x, x]\n"
            + IntStream.range(1, 30)
                .mapToObj(i -> "b" + i + ": &b" + i + " [*a, *a, *a, *a]\n")
                .collect(Collectors.joining());
    Note note = NoteReader.read("---\n" + bomb + "---\n");
    assertThat(
        note.others(),
        equalTo(List.of(new Property("a", "x"), new Property("a", "x"), new Property("a", "x"))));
  }

  @Test
  void deeplyNestedFrontMatterIsText() {
    String deep = "---\ntitle: A\nx: " + "[".repeat(20_000) + "]".repeat(20_000) + "\n---\n# B\n";
    assertThat(NoteReader.read(deep).title(), equalTo("B"));
  }

  @Test
  void yamlTagsNameNoClasses() {
    Note note = NoteReader.read("---\ntitle: !!java.net.URL [x]\nkind: !!int seven\n---\n# B\n");
    assertThat(note.title(), equalTo("x"));
    assertThat(note.others(), contains(new Property("kind", "seven")));
  }

  @Test
  void numbersOfTagsAndLinksAreBounded() {
    String many =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "#t" + i + " [[n" + i + "]]")
            .collect(Collectors.joining(" "));
    Note note = NoteReader.read(many);
    assertThat(note.tags(), hasSize(NoteReader.MAX_TAGS));
    assertThat(note.links(), hasSize(NoteReader.MAX_LINKS));
  }

  @Test
  void tagsAndTargetsThatAreTooLongAreNone() {
    Note note = NoteReader.read("#" + "a".repeat(300) + " [[" + "a".repeat(2_000) + "]]");
    assertThat(note.tags(), empty());
    assertThat(note.links(), empty());
  }
}
