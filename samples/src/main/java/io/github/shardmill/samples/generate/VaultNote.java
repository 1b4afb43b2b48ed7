package io.github.shardmill.samples.generate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders articles as the notes of a vault, in the many ways in which people write them. */
final class VaultNote {
  private static final String CODE = "```sh\ngrep '#no-tag' [[no-link]] # a comment\n```\n\n";

  private final int number;
  private final VaultNames names;
  private final List<String> tags;
  private final SplittableRandom random;

  /**
   * Renders one note.
   *
   * @param number of the note
   * @param names of all notes up to this one
   * @param tags to choose from, the commonest first
   * @param random decides everything that the article does not
   */
  VaultNote(int number, VaultNames names, List<String> tags, SplittableRandom random) {
    this.number = number;
    this.names = names;
    this.tags = tags;
    this.random = random;
  }

  /** Returns the note; six in ten have front matter, seven in ten a heading. */
  String render(Article article) {
    StringBuilder note = new StringBuilder();
    if (oneOf(10, 6)) {
      addFrontMatter(note, article);
    }
    if (oneOf(10, 7)) {
      note.append("# ").append(names.name(number)).append("\n\n");
    }
    int section = 0;
    for (String paragraph : article.paragraphs()) {
      if (oneOf(10, 2)) {
        note.append("## Part ").append(++section).append("\n\n");
      }
      note.append(oneOf(10, 2) ? "- [ ] " : "").append(paragraph);
      addReferences(note);
      note.append("\n\n").append(oneOf(30, 1) ? CODE : "");
    }
    return note.toString();
  }

  private void addFrontMatter(StringBuilder note, Article article) {
    note.append("---\n");
    if (oneOf(2, 1)) {
      note.append("title: \"").append(article.title()).append("\"\n");
    }
    List<String> drawn = Stream.generate(this::tag).limit(1 + random.nextInt(3)).toList();
    note.append(
        switch (random.nextInt(4)) {
          case 0 ->
              "tags:\n"
                  + drawn.stream().map(tag -> "  - " + tag + "\n").collect(Collectors.joining());
          case 1 -> "tags: [" + String.join(", ", drawn) + "]\n";
          case 2 -> "tags: " + String.join(" ", drawn) + "\n";
          default -> "";
        });
    if (oneOf(5, 1)) {
      note.append("aliases: [").append(String.join(", ", article.keywords())).append("]\n");
    }
    note.append("created: ").append(VaultNames.day(number)).append("\n");
    note.append("rating: ").append(random.nextInt(6)).append("\n---\n\n");
  }

  private void addReferences(StringBuilder note) {
    for (int i = random.nextInt(3); i > 0; i--) {
      note.append(number > 0 ? " " + link() : "");
    }
    for (int i = random.nextInt(4) - 2; i > 0; i--) {
      note.append(" #").append(tag());
    }
  }

  private String tag() {
    return tags.get(Zipf.rank(random, tags.size()));
  }

  /** Returns a link to an earlier note; to some of them many lead. */
  private String link() {
    int to = Zipf.rank(random, number);
    String name = names.name(to);
    return switch (random.nextInt(12)) {
      case 0 -> "[[" + name + "|see there]]";
      case 1 -> "[[" + name + "#Part 1]]";
      case 2 -> "![[" + name + "]]";
      case 3 -> "[[" + names.folder(to) + "/" + name + "]]";
      case 4 -> "[there](" + pathFromHere(names.folder(to) + "/" + name + ".md") + ")";
      case 5 -> "[[" + tag() + " to be written]]";
      default -> "[[" + name + "]]";
    };
  }

  private String pathFromHere(String path) {
    String up = "../".repeat((int) names.folder(number).chars().filter(c -> c == '/').count() + 1);
    return up
        + Stream.of(path.split("/"))
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
  }

  private boolean oneOf(int cases, int wanted) {
    return random.nextInt(cases) < wanted;
  }
}
