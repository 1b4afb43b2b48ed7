package io.github.shardmill.index.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path temp;
  private IndexLayout layout;

  @BeforeEach
  void layOut() {
    layout = new IndexLayout(temp.resolve("index"));
  }

  @Test
  void secondRunIsRefusedWithTheNameOfTheFirst() throws IOException {
    try (RunLock first = RunLock.acquire(layout, "first")) {
      IndexLockedException refused =
          assertThrows(IndexLockedException.class, () -> RunLock.acquire(layout, "second"));
      assertThat(
          refused.getMessage(),
          allOf(
              containsString(layout.index().toString()),
              containsString("run first, process " + ProcessHandle.current().pid() + ", since ")));
      first.close();
    }
  }

  @Test
  void isFreeAgainWhenItWasClosed() throws IOException {
    RunLock.acquire(layout, "first").close();
    RunLock second = RunLock.acquire(layout, "second");
    second.close();
    second.close();
    RunLock.acquire(layout, "third").close();
  }

  @Test
  void closingTwiceDoesNotTakeTheLockFromTheNext() throws IOException {
    RunLock first = RunLock.acquire(layout, "first");
    first.close();
    try (RunLock second = RunLock.acquire(layout, "second")) {
      first.close();
      assertThat(isHeldForOtherProcesses(), is(true));
      assertThrows(IndexLockedException.class, () -> RunLock.acquire(layout, "third"));
      second.close();
    }
  }

  /** A process loses its POSIX locks on a file with the first descriptor of it that it closes. */
  @Test
  void refusalInTheSameProcessKeepsOtherProcessesOut() throws IOException {
    try (RunLock first = RunLock.acquire(layout, "first")) {
      assertThrows(IndexLockedException.class, () -> RunLock.acquire(layout, "second"));
      assertThat(isHeldForOtherProcesses(), is(true));
      first.close();
    }
    assertThat(isHeldForOtherProcesses(), is(false));
  }

  @Test
  void sameIndexByAnotherNameIsTheSameLock() throws IOException {
    Files.createDirectories(layout.index());
    Path alias = Files.createSymbolicLink(temp.resolve("alias"), layout.index());
    try (RunLock first = RunLock.acquire(layout, "first")) {
      assertThrows(
          IndexLockedException.class, () -> RunLock.acquire(new IndexLayout(alias), "second"));
      first.close();
    }
  }

  @Test
  void otherProcessIsNamedWhileItLivesAndForgottenWhenItIsKilled() throws Exception {
    Process holder = start("hold");
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine(), is("held"));
      IndexLockedException refused =
          assertThrows(IndexLockedException.class, () -> RunLock.acquire(layout, "mine"));
      assertThat(
          refused.getMessage(), containsString("run elsewhere, process " + holder.pid() + ","));
    } finally {
      holder.destroyForcibly().waitFor();
    }
    RunLock.acquire(layout, "mine").close();
  }

  @Test
  void staleDescriptionOfADeadProcessBlocksNobodyAndIsReplaced() throws IOException {
    PrivateFiles.createDirectory(layout.own());
    Files.writeString(layout.lock(), "run dead, process 1, since long ago" + "!".repeat(1_000));
    try (RunLock lock = RunLock.acquire(layout, "alive")) {
      assertThat(
          Files.readString(layout.lock()).replaceAll(", since .*", ""),
          is("run alive, process " + ProcessHandle.current().pid()));
      lock.close();
    }
  }

  @Test
  void lockThatCannotBeOpenedIsNotHeld() throws IOException {
    PrivateFiles.createDirectory(layout.own());
    Files.createDirectory(layout.lock());
    assertThrows(IOException.class, () -> RunLock.acquire(layout, "first"));
    Files.delete(layout.lock());
    RunLock.acquire(layout, "second").close();
  }

  @Test
  void directoryOfTheLockIsPrivate() throws IOException {
    RunLock.acquire(layout, "first").close();
    assertThat(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.own())),
        is("rwx------"));
  }

  private boolean isHeldForOtherProcesses() throws IOException {
    Process probe = start("probe");
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(probe.getInputStream(), StandardCharsets.UTF_8))) {
      return said.readLine().equals("refused");
    } finally {
      probe.destroyForcibly();
    }
  }

  private Process start(String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            what,
            layout.index().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Takes the lock, says how that went, and keeps what it got until it is killed. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) throws IOException {
      RunLock lock = null;
      try {
        lock = RunLock.acquire(new IndexLayout(Path.of(arguments[1])), "elsewhere");
        answer("held");
      } catch (IndexLockedException e) {
        answer("refused");
      }
      if (lock != null && arguments[0].equals("hold")) {
        waitForEver();
      }
      if (lock != null) {
        lock.close();
      }
    }

    private static void answer(String word) throws IOException {
      System.out.write((word + "\n").getBytes(StandardCharsets.UTF_8));
      System.out.flush();
    }

    private static void waitForEver() {
      try {
        new java.util.concurrent.CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
  }
}
