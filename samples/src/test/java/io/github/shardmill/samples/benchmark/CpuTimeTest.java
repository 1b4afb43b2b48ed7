package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

class CpuTimeTest {
  @Test
  @EnabledOnOs(LINUX)
  void childrenCountAlsoWhenTheyHaveEnded() throws IOException, InterruptedException {
    long self = ProcessHandle.current().pid();
    double before = CpuTime.seconds(self).orElseThrow();
    double ownBefore = ownSeconds();
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    child.waitFor();

    double ofChild = CpuTime.seconds(self).orElseThrow() - before - (ownSeconds() - ownBefore);

    assertThat("a JVM cannot start for less", ofChild, greaterThan(0.015));
  }

  private static double ownSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }
}
