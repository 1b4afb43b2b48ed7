package io.github.shardmill.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packed distribution as a person does. */
@Timeout(300)
class LauncherIT {
  private static final Path LAUNCHER =
      Path.of("target", "shardmill", "bin", "shardmill").toAbsolutePath();

  @TempDir private Path directory;

  private final Map<String, String> environment = new HashMap<>();
  private String out;
  private String err;

  @BeforeEach
  void startWithoutTheArchiveOfClasses() {
    environment.put("SHARDMILL_CDS", "off");
  }

  /** Runs a program in the scratch directory and keeps what it printed. */
  private int run(Path program, String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", "cd \"$0\" && exec \"$@\" >stdout 2>stderr");
    List<String> command = builder.command();
    command.addAll(List.of(directory.toString(), "bash", program.toString()));
    command.addAll(List.of(arguments));
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    out = read(directory.resolve("stdout"));
    err = read(directory.resolve("stderr"));
    return code;
  }

  private static String read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }

  @Test
  void theVersionGoesToStandardOutput() throws Exception {
    assertThat(run(LAUNCHER, "--version"), is(0));
    assertThat(out, startsWith("shardmill "));
    assertThat(err, is(""));
  }

  @Test
  void aChainOfLinksFromADirectoryWithBlanksIsFollowed() throws Exception {
    Path blanks = Files.createDirectory(directory.resolve("with two blanks"));
    Path first = Files.createSymbolicLink(blanks.resolve("first"), LAUNCHER);
    Path second =
        Files.createSymbolicLink(
            directory.resolve("second"), blanks.getFileName().resolve("first"));

    assertThat(Files.isSymbolicLink(first), is(true));
    assertThat(run(second, "--version"), is(0));
    // Whoever removes the scratch directory should not wonder where its links lead.
    Files.delete(second);
    Files.delete(first);
  }

  @Test
  void wrongUsageIsOneAndCheap() throws Exception {
    assertThat(run(LAUNCHER, "build", "--indx", "x"), is(1));
    assertThat(out, is(""));
    assertThat(err, containsString("Did you mean '--index'?"));
  }

  @Test
  void aJavaHomeThatIsNoneIsPassedOver() throws Exception {
    environment.put("JAVA_HOME", directory.toString());

    assertThat(run(LAUNCHER, "--version"), is(0));
  }

  @Test
  void optionsForTheJvmReachIt() throws Exception {
    environment.put("SHARDMILL_OPTS", "-Xmx64m -XX:+UseG1GC -XshowSettings:vm");

    assertThat(run(LAUNCHER, "--version"), is(0));
    assertThat(err, containsString("64.00M"));
  }

  @Test
  void theArchiveOfClassesIsMadeOnceAndUsed() throws Exception {
    environment.put("SHARDMILL_CDS", "on");
    run(LAUNCHER, "--version");

    assertThat(run(LAUNCHER, "--version"), is(0));
    assertThat(err, is(""));
    environment.put("SHARDMILL_OPTS", "-Xlog:class+load:stderr");
    assertThat(run(LAUNCHER, "inspect", directory.toString()), is(1));
    assertThat(err, containsString("shared objects file (top)"));
  }

  @Test
  void filesAreIndexedAndFoundInTheCLocale() throws Exception {
    environment.put("LC_ALL", "C");
    // A shell makes the names, because a JVM that runs in another locale may not be able to.
    Path script = directory.resolve("make");
    Files.writeString(
        script,
        "mkdir docs && cd docs && printf 'stra\\303\\237e word' >\"$(printf 'na\\303\\257ve.txt')\""
            + " && printf word >\"$(printf 'not\\377utf8')\" && printf word >\"$(printf 'two\\nlines')\"");
    assertThat(run(script), is(0));
    String index = directory.resolve("index").toString();

    assertThat(
        run(LAUNCHER, "build", "--input", directory.resolve("docs").toString(), "--index", index),
        is(0));
    assertThat(out, is(""));
    assertThat(err, containsString("3 of 3 files indexed"));

    assertThat(run(LAUNCHER, "search", index, "word"), is(0));
    assertThat(
        out,
        allOf(
            startsWith("3 hits\n"),
            containsString("docs:naïve.txt"),
            containsString("docs:not%FFutf8"),
            containsString("docs:two\\nlines"),
            containsString("straße word")));
    assertThat(err, is(""));

    assertThat(run(LAUNCHER, "search", index, "stra*", "--json"), is(0));
    assertThat(out, allOf(startsWith("{"), endsWith("}\n"), containsString("naïve.txt")));
  }

  @Test
  void somethingThatIsNoIndexIsOneLine() throws Exception {
    assertThat(run(LAUNCHER, "inspect", directory.toString()), is(1));
    assertThat(out, is(""));
    assertThat(err.lines().count(), is(1L));
  }
}
