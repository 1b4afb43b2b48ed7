package io.github.shardmill.samples.hostile;

/**
 * Documents whose title, language, dates or labels are longer or stranger than an index can hold.
 */
final class OutsizedFields {
  private static final int LONG = 60_000;

  private OutsizedFields() {}

  static void addTo(HostileFiles files) {
    String word = "umbrella".repeat(LONG / 8);
    files.add("fields/title.html", "<title>" + word + "</title><p>umbrella");
    files.add("fields/title-folds.html", "<title>" + "\ufdfa".repeat(LONG) + "</title><p>umbrella");
    files.add("fields/title.md", "# " + "\ufdfa".repeat(LONG) + "\numbrella");
    files.add("fields/keywords.html", meta("keywords", (word + ",").repeat(3)));
    files.add("fields/keywords-many.html", meta("keywords", manyWords(5_000)));
    files.add("fields/author.html", meta("author", word));
    files.add(
        "fields/language.html", meta("dc:language", "x-" + "abcdefgh-".repeat(LONG / 9) + "z"));
    files.add(
        "fields/language-header.html",
        httpEquiv("Content-Language", "en-x-" + "abcd1234-".repeat(LONG / 9) + "z"));
    files.add("fields/type.html", httpEquiv("Content-Type", "text/" + "x".repeat(LONG)));
    files.add("fields/name.html", meta("k".repeat(LONG), "v".repeat(LONG)));
    files.add("fields/many.html", manyMetas());
    for (String date :
        new String[] {"+999999999-12-31", "-999999999-01-01", "9999-12-31", "0000-00-00"}) {
      files.add("fields/date" + date + ".html", meta("dcterms.created", date));
      files.add("fields/date" + date + ".md", "---\ndate: " + date + "\n---\numbrella\n");
    }
    files.add(
        "fields/language.md",
        "---\nlang: x-" + "abcdefgh-".repeat(LONG / 9) + "z\n---\numbrella\n");
    files.add(
        "fields/author.md", "---\nauthor: " + word + "\ntags: [" + word + "]\n---\numbrella\n");
    files.add(
        "fields/aliases.md", "---\naliases: [" + word + "]\n" + word + ": " + word + "\n---\nx\n");
    files.add("fields/link.md", "[[" + word + "]] [a](" + word + ".md) #" + word + "\n");
    files.add("fields/links.md", links(20_000));
    files.add("fields/yaml-aliases.md", yamlAliases());
    files.add(
        "fields/subject.eml",
        "From: "
            + word
            + "@x\nSubject: "
            + word
            + "\nKeywords: "
            + word
            + "\nContent-Language: x-"
            + "abcdefgh-".repeat(LONG / 9)
            + "z\n\nx\n");
    files.add("fields/headers.eml", headers(5_000));
    files.add(
        "fields/title.pdf",
        RawPdf.ofOnePage("/Lang(x-" + "abcdefgh-".repeat(LONG / 9) + "z)", ">>").stream(
                "", "BT /F 12 Tf (x) Tj ET")
            .font()
            .add("<</Title(" + word + ")/Keywords(" + word + ")/CreationDate(D:99999999999999)>>")
            .toBytes("/Info 6 0 R"));
  }

  private static String meta(String name, String content) {
    return "<html><head><meta name=\"" + name + "\" content=\"" + content + "\"></head><p>umbrella";
  }

  private static String httpEquiv(String name, String content) {
    return "<html><head><meta http-equiv=\""
        + name
        + "\" content=\""
        + content
        + "\"></head><p>umbrella";
  }

  private static String manyWords(int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append("umbrella").append(i).append(',');
    }
    return words.toString();
  }

  private static String manyMetas() {
    StringBuilder page = new StringBuilder("<html><head>");
    for (int i = 0; i < 5_000; i++) {
      page.append("<meta name=\"n").append(i).append("\" content=\"v\">");
    }
    return page.append("</head><p>umbrella").toString();
  }

  private static String links(int count) {
    StringBuilder note = new StringBuilder();
    for (int i = 0; i < count; i++) {
      note.append("[[note ").append(i).append("]] #tag").append(i).append('\n');
    }
    return note.toString();
  }

  /** Each anchor holds the one before ten times. */
  private static String yamlAliases() {
    StringBuilder note = new StringBuilder("---\na0: &a0 umbrella\n");
    for (int i = 1; i < 10; i++) {
      note.append('a').append(i).append(": &a").append(i).append(" [");
      note.append(("*a" + (i - 1) + ",").repeat(10)).append("]\n");
    }
    return note.append("---\n# Umbrella\n").toString();
  }

  private static String headers(int count) {
    StringBuilder mail = new StringBuilder();
    for (int i = 0; i < count; i++) {
      mail.append("X-Header-").append(i).append(": umbrella\n");
    }
    return mail.append("\numbrella\n").toString();
  }
}
