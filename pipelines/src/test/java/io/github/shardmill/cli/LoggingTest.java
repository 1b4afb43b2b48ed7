package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {
  private static final String FILE = "shardmill.log.file";

  @TempDir private Path directory;

  /** Logs one message of each kind and returns what standard error got. */
  private static String log() throws Exception {
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    PrintStream standardError = System.err;
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    URI configuration = LoggingTest.class.getResource("/log4j2.xml").toURI();
    try (LoggerContext context = new LoggerContext("test", null, configuration)) {
      context.start();
      Exception failure = new IllegalStateException("the reason");
      context.getLogger("io.github.shardmill.X").warn("ours", failure);
      context.getLogger("io.github.shardmill.X").info("for the file");
      context.getLogger("org.apache.beam.X").error("of Beam", failure);
      context.getLogger("org.apache.pdfbox.X").error("of a parser", failure);
    } finally {
      System.setErr(standardError);
    }
    return captured.toString(StandardCharsets.UTF_8);
  }

  @Test
  void standardErrorGetsOneLineForEachWarningOfOurs() throws Exception {
    assertThat(log(), is("shardmill: warn: ours (the reason)\n"));
  }

  @Test
  void theFileOfARunGetsStackTraces() throws Exception {
    Path file = directory.resolve("run.log");
    System.setProperty(FILE, file.toString());
    try {
      log();
    } finally {
      System.clearProperty(FILE);
    }

    assertThat(
        Files.readString(file),
        allOf(
            containsString("WARN  [main] io.github.shardmill.X: ours"),
            containsString("for the file"),
            containsString("of Beam"),
            containsString("at io.github.shardmill.cli.LoggingTest.log"),
            not(containsString("of a parser"))));
  }
}
