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
import java.util.ArrayList;
import java.util.List;

/** Runs command lines against the real pipelines and the real engine, in this process. */
final class RealCommandLine {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RealCommandLine() {}

  /**
   * How a command ended.
   *
   * @param code exit code
   * @param out what it printed as its result
   * @param err what it told the person
   */
  record Ended(int code, String out, String err) {
    /** Requires success. */
    Ended well() {
      assertThat(err, code, is(0));
      return this;
    }

    /** Requires an exit code and a message of one line, without a result. */
    String refusedWith(int expected) {
      assertThat(err, code, is(expected));
      assertThat(out, is(""));
      assertThat(err, startsWith("shardmill: "));
      assertThat(err, err.lines().count(), is(1L));
      return err;
    }

    JsonNode json() throws JsonProcessingException {
      return JSON.readTree(out);
    }
  }

  static Ended run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, 80);
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    int code =
        Shardmill.commandLine(new EngineOperations(), terminal)
            .execute(words.toArray(new String[0]));
    terminal.out().flush();
    terminal.err().flush();
    return new Ended(code, out.toString(), err.toString());
  }

  /** Builds with two threads, whatever the machine has. */
  static Ended build(Path input, Path index, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("build", "--input", input, "--index", index, "--parallelism=2"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray());
  }
}
