package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.file.extract.DeadlyParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of files that kill the process which parses them. */
class IsolationCommandTest {
  @TempDir Path temp;

  @Test
  void deadlyFilesAreExceptionsWithTheirCause() throws Exception {
    Path tree = Files.createDirectory(temp.resolve("tree"));
    for (String order : new String[] {"kill", "spin", "overflow", "nothing"}) {
      Files.writeString(tree.resolve(order + ".bin"), DeadlyParser.document(order));
    }
    Path index = temp.resolve("all.index");

    JsonNode run = RealCommandLine.build(tree, index, "--parse-timeout=5s", "--json").well().json();
    assertThat(run.path("failed").asInt(), is(3));

    Map<String, JsonNode> exceptions = new TreeMap<>();
    JsonNode listed = RealCommandLine.run("exceptions", index, "--json").well().json();
    listed.path("exceptions").forEach(e -> exceptions.put(e.path("id").asText(), e));
    assertThat(exceptions.size(), is(3));
    assertThat(
        exceptions.get("tree:kill.bin").path("cause").asText(),
        startsWith("its process was killed by signal 9"));
    assertThat(exceptions.get("tree:kill.bin").path("outcome").asText(), is("CRASHED"));
    assertThat(
        exceptions.get("tree:spin.bin").path("cause").asText(),
        startsWith("took longer than 5000"));
    assertThat(exceptions.get("tree:spin.bin").path("outcome").asText(), is("TIMED_OUT"));
    assertThat(
        exceptions.get("tree:overflow.bin").path("cause").asText(),
        startsWith("StackOverflowError"));
  }

  @Test
  void heapThatIsTooSmallIsWrongUsage() {
    RealCommandLine.Ended ended =
        RealCommandLine.build(temp, temp.resolve("all.index"), "--isolation-heap=1MiB");
    assertThat(ended.code(), is(1));
    assertThat(ended.err(), containsString("--isolation-heap must be at least 64 MiB"));
  }

  @Test
  void unknownIsolationIsWrongUsage() {
    RealCommandLine.Ended ended =
        RealCommandLine.build(temp, temp.resolve("all.index"), "--isolation=some");
    assertThat(ended.code(), is(1));
    assertThat(ended.err(), containsString("--isolation"));
  }
}
