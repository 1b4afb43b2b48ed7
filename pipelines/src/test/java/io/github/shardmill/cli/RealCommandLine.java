package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Runs command lines in this JVM, against the real pipelines and the real engine. Stateless. */
public final class RealCommandLine {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RealCommandLine() {}

  /**
   * What a command left behind.
   *
   * @param code its exit code
   * @param out standard output
   * @param err standard error
   */
  public record Ended(int code, String out, String err) {
    /** Requires success. */
    Ended well() {
      assertThat(err, code, is(0));
      return this;
    }

    /** Requires an exit code and no result, and returns the message, which has to be one line. */
    String refusedWith(int expected) {
      assertThat(err, code, is(expected));
      assertThat(out, is(""));
      assertThat(err, startsWith("shardmill: "));
      assertThat(err, err.lines().count(), is(1L));
      return err;
    }

    /** Returns the result. */
    JsonNode json() throws JsonProcessingException {
      return JSON.readTree(out);
    }
  }

  /** Runs one command to its end. */
  public static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, 80);
    int code = Shardmill.commandLine(new EngineOperations(), terminal).execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return new Ended(code, out.toString(), err.toString());
  }

  /** Runs one command, some of whose arguments are paths. */
  static Ended run(Object... arguments) {
    return run(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }

  /** Builds with two threads, whatever the machine has. */
  static Ended build(Path input, Path index, Object... more) {
    return run(
        Stream.concat(
                Stream.of("build", "--input", input, "--index", index, "--parallelism=2"),
                Arrays.stream(more))
            .toArray());
  }
}
