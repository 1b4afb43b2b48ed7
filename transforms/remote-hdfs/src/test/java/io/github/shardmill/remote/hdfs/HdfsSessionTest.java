package io.github.shardmill.remote.hdfs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HdfsSessionTest {
  private static final int DEADLINE_SECONDS = 120;

  /** From Java 24 on, the JVM itself warns of what Hadoop's client does. */
  private static final List<String> UNWARNED =
      Runtime.version().feature() < 24
          ? List.of()
          : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void programEndsByItselfPrintsNothingAndNeedsNothingOpened(boolean closed, @TempDir Path local)
      throws Exception {
    HdfsServer server = HdfsServer.shared();
    Path file = Files.writeString(local.resolve("file"), "content");
    Path output = local.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(UNWARNED);
    command.addAll(
        List.of(
            // slf4j says so when nothing takes its lines
            "-Dslf4j.internal.verbosity=ERROR",
            "-cp",
            System.getProperty("java.class.path"),
            HdfsSession.class.getName(),
            server.authority(),
            file.toString(),
            Boolean.toString(closed),
            server.option()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertThat(Files.readString(output), is(""));
      assertThat("it ended by itself", ended, is(true));
      assertThat(process.exitValue(), is(0));
    } finally {
      process.destroyForcibly();
    }
  }
}
