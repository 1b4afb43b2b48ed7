package io.github.shardmill.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What processes that are killed leave is removed by later ones, and nothing else is. */
@Timeout(300)
class ScratchLeftoversTest {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path parent;

  @Test
  void nextProcessRemovesWhatAKilledOneLeft() throws Exception {
    Other killed = Other.making(parent);
    Files.writeString(Files.createDirectory(killed.directory.resolve("a")).resolve("b"), "b");
    killed.kill();
    assertThat(Files.exists(killed.directory), is(true));

    try (Other next = Other.making(parent)) {
      assertThat(Files.exists(killed.directory), is(false));
      assertThat(Files.exists(next.directory), is(true));
    }
  }

  @Test
  void directoryOfALivingProcessIsLeftAlone() throws Exception {
    try (Other living = Other.making(parent);
        Other next = Other.making(parent)) {
      assertThat(Files.exists(living.directory), is(true));
      assertThat(Files.exists(next.directory), is(true));
    }
  }

  /** Looking for leftovers must not give back the locks on what the process has itself. */
  @Test
  void directoryOfAProcessThatRemovedLeftoversIsLeftAlone() throws Exception {
    Other killed = Other.making(parent);
    killed.kill();
    try (ScratchDirectory first = ScratchDirectory.create(parent, "first");
        ScratchDirectory second = ScratchDirectory.create(parent, "second")) {
      assertThat(Files.exists(killed.directory), is(false));
      try (Other next = Other.making(parent)) {
        assertThat(Files.exists(next.directory), is(true));
        assertThat(Files.exists(first.path()), is(true));
        assertThat(Files.exists(second.path()), is(true));
      }
    }
  }

  @Test
  void sharedDirectoryIsInUseAsLongAsOneOfTheTwoLives() throws Exception {
    Other maker = Other.making(parent);
    Other sharer = Other.sharing(maker.directory);
    maker.kill();
    try (Other next = Other.making(parent)) {
      assertThat(Files.exists(next.directory), is(true));
      assertThat(Files.exists(sharer.directory), is(true));
    }
    sharer.kill();
    try (Other next = Other.making(parent)) {
      assertThat(Files.exists(next.directory), is(true));
      assertThat(Files.exists(maker.directory), is(false));
    }
  }

  @Test
  void whatIsNotOursIsLeftAlone() throws Exception {
    Other killed = Other.making(parent);
    killed.kill();
    Path renamed = Files.move(killed.directory, parent.resolve("shardmill-index"));
    Path unmarked = Files.createDirectory(parent.resolve("shardmill-index-1-k2-3"));
    Path linked = Files.createDirectory(parent.resolve("linked"));
    Files.createFile(ScratchMark.in(linked));
    Path link = Files.createSymbolicLink(parent.resolve("shardmill-index-1-k2-4"), linked);

    try (ScratchDirectory own = ScratchDirectory.create(parent, "test")) {
      for (Path other : List.of(own.path(), renamed, unmarked, link, linked)) {
        assertThat(other.toString(), Files.exists(other), is(true));
      }
    }
  }

  @Test
  void whatAnotherUserLeftIsLeftAlone() throws Exception {
    Other killed = Other.making(parent);
    killed.kill();
    assumeTrue(givenToSomebodyElse(killed.directory), "only the superuser can give files away");

    try (ScratchDirectory own = ScratchDirectory.create(parent, "test")) {
      assertThat(Files.exists(own.path()), is(true));
      assertThat(Files.exists(killed.directory), is(true));
    }
  }

  private static boolean givenToSomebodyElse(Path directory) throws IOException {
    try {
      Files.setAttribute(directory, "unix:uid", 12_345);
      return true;
    } catch (FileSystemException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Another process, which uses one scratch directory until it is killed. */
  private static final class Other implements Closeable {
    private final Process process;
    private final Path directory;

    private Other(Process process, Path directory) {
      this.process = process;
      this.directory = directory;
    }

    static Other making(Path parent) throws IOException {
      return start("make", parent);
    }

    static Other sharing(Path directory) throws IOException {
      return start("share", directory);
    }

    private static Other start(String what, Path where) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  User.class.getName(),
                  what,
                  where.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      // It belongs to the process: nobody closes it before that ends.
      String said =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
      if (said == null) {
        throw new IOException("a process ended before it said which directory it has");
      }
      return new Other(process, Path.of(said));
    }

    void kill() throws Exception {
      process.destroyForcibly().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** Runs in the other process. */
  static final class User {
    private User() {}

    public static void main(String[] arguments) throws IOException {
      Path where = Path.of(arguments[1]);
      ScratchDirectory scratch =
          arguments[0].equals("make")
              ? ScratchDirectory.create(where, "test")
              : ScratchDirectory.share(where).orElseThrow();
      System.out.println(scratch.path());
      // Ends with the test's process, should that be killed.
      System.in.transferTo(OutputStream.nullOutputStream());
      scratch.close();
    }
  }
}
