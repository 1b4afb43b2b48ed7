package io.github.shardmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs every command once on a few tiny files, so that the launcher can archive the classes that
 * they load and later processes start faster. Prints nothing, fails never: what a command cannot do
 * is a class less in the archive.
 */
public final class TrainingRun {
  private static final Map<String, String> FILES =
      Map.of(
          "note.txt", "Plain text to train on.\n",
          "note.md", "# Title\n\nMarked text to train on.\n",
          "page.html", "<html><head><title>T</title></head><body><p>Text</p></body></html>\n",
          "mail.eml", "From: a@example.org\nTo: b@example.org\nSubject: S\n\nText\n",
          "table.csv", "name,number\none,1\ntwo,2\n",
          "page.rtf", "{\\rtf1\\ansi Text to train on.}\n",
          "data.xml", "<?xml version=\"1.0\"?><data>Text</data>\n");

  /** Parsers too are to be in the archive, which a child process shares. */
  private static final String HERE = "--isolation=none";

  private TrainingRun() {}

  /**
   * Runs the commands.
   *
   * @param args a directory to work in, which is made and may be removed afterwards
   * @throws IOException if nothing can be written there
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    Path input = Files.createDirectories(directory.resolve("input"));
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(input.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
    }
    String index = directory.resolve("index").toString();
    for (List<String> command : commands(input.toString(), index)) {
      Terminal nowhere =
          new Terminal(
              new PrintWriter(PrintWriter.nullWriter()),
              new PrintWriter(PrintWriter.nullWriter()),
              true,
              true,
              80);
      Shardmill.commandLine(new EngineOperations(), nowhere)
          .execute(command.toArray(new String[0]));
    }
    System.exit(0);
  }

  private static List<List<String>> commands(String input, String index) {
    return List.of(
        List.of("--help"),
        List.of("--version"),
        List.of("build", "--help"),
        List.of("build", "--no-such-option"),
        List.of("build", "--input", input, "--index", index, "--dry-run"),
        List.of("build", "--input", input, "--index", index, "--json", HERE),
        List.of("update", index, HERE),
        List.of(
            "update", index, "--checksum", "--analyzer", "english", "--progress", "lines", HERE),
        List.of("build", "--input", input, "--index", index, "--quiet", HERE),
        List.of("search", index, "text AND title:t*", "--limit", "3", "--facets"),
        List.of("suggest", index, "t"),
        List.of("suggest", index, "t", "--terms"),
        List.of("search", index, "\"train on\"", "--json"),
        List.of("inspect", index),
        List.of("inspect", index, "--json", HERE),
        List.of("verify", index),
        List.of("exceptions", index),
        List.of("diff", index, "1", "2"),
        List.of("rollback", index, "--dry-run"),
        List.of("rollback", index));
  }
}
