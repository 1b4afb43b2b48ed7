package io.github.shardmill.file.isolate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child is started with, and what is said where it does not start. */
class ChildStartTest {
  @TempDir Path temporary;

  /** A child that does not get as far as its first request. */
  static final class Stillborn {
    private Stillborn() {}

    /** Ends at once. */
    public static void main(String[] arguments) {
      System.err.println("no " + arguments[0]);
      Runtime.getRuntime().halt(9);
    }
  }

  @Test
  void childThatDoesNotStartIsToldWithWhatToDo() throws IOException {
    ChildSettings settings =
        new ChildSettings(Stillborn.class, List.of(), List.of("luck"), 64L << 20, false, temporary);

    UncheckedIOException thrown =
        assertThrows(UncheckedIOException.class, () -> Child.start(settings));

    Throwable innermost = thrown;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    assertThat(
        innermost.getMessage(),
        equalTo(
            "a child process for parsing could not be started (its process ended with exit code"
                + " 9: no luck); --isolation=none parses without one"));
    assertThat("and nothing is left", leftBehind(), is(0L));
  }

  private long leftBehind() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      return left.count();
    }
  }

  @Test
  void childHasTheEnvironmentButNotTheOptionsOfItsParent() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", "/home/someone");
    environment.put("JDK_JAVA_OPTIONS", "-XX:+UseParallelGC");
    environment.put("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,address=5005");
    environment.put("_JAVA_OPTIONS", "-Xmx1g");

    ChildCommand.keepToItself(environment);

    assertThat(environment, equalTo(Map.of("HOME", "/home/someone")));
  }
}
