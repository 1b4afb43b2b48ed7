package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmFlagsTest {
  @TempDir private Path directory;

  @Test
  void theLaunchersOwnFlagsAreFound() throws IOException {
    JvmFlags flags = JvmFlags.read(Path.of("../runners/shardmill"), " -Xmx1g ");

    assertThat(flags.launcher(), hasItem(startsWith("-XX:")));
    assertThat(flags.more(), contains("-Xmx1g"));
  }

  @Test
  void launcherWithoutFlagsIsNoComparison() throws IOException {
    Path launcher = Files.writeString(directory.resolve("launcher"), "readonly FLAGS='-Xmx1g'\n");

    assertThrows(BenchmarkException.class, () -> JvmFlags.read(launcher, ""));
  }

  @Test
  void withoutALauncherThereAreNoneOfItsOwn() throws IOException {
    assertThat(JvmFlags.read(directory.resolve("none"), "").all(), empty());
  }

  @Test
  void anotherCollectorReplacesTheLaunchers() {
    JvmFlags flags = new JvmFlags(List.of("-XX:+UseParallelGC", "-Xmx1g"), List.of());

    assertThat(
        flags.plus("-XX:+UseZGC").plus("-Xss1m").all(),
        contains("-Xmx1g", "-XX:+UseZGC", "-Xss1m"));
    assertThat(flags.plus("-Xss1m").all(), contains("-XX:+UseParallelGC", "-Xmx1g", "-Xss1m"));
  }

  @Test
  void clientOfAClusterHasTheLaunchersOwnFlags() {
    JvmFlags flags = new JvmFlags(List.of("-XX:+UseParallelGC"), List.of("-Xmx1g"));

    assertThat(flags.ofClient().all(), equalTo(List.of("-Xmx1g")));
  }
}
