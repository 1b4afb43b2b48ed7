package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RemotePathTest {
  private static final String ROOT = "memory://paths";
  private static final FileSystem FILES = Locations.path(ROOT).getFileSystem();
  private static final String ALPHABET =
      "ab ../%#?+:*[]{}\\'\"<&>=;,|$!@~-_\n\t\u00e9\u0301\u65e5\u0131\u2028\ufffd";
  private static final String EMOJI = "\ud83d\ude00";

  @Test
  void textIsTheLocationWithNothingEscaped() throws IOException {
    Path path = Locations.path("memory://paths/a b/100%#?.txt");
    assertThat(path.toString(), is("memory://paths/a b/100%#?.txt"));
    assertThat(path.toUri(), is(URI.create("memory://paths/a%20b/100%25%23%3F.txt")));
    assertThat(path.isAbsolute(), is(true));
    assertThat(path.getFileName().toString(), is("100%#?.txt"));
    assertThat(path.getFileName().isAbsolute(), is(false));
    assertThat(path.getParent().toString(), is("memory://paths/a b"));
    assertThat(path.getRoot().toString(), is("memory://paths/"));
    assertThat(path.toRealPath(), is(path));
  }

  @Test
  void pathsAreNormalised() {
    for (String same :
        List.of(
            "memory://paths/a/b",
            "memory://paths/a/b/",
            "memory://paths//a//b",
            "memory://paths/./a/./b/.",
            "memory://paths/a/c/../b",
            "memory://paths/../a/b",
            "MEMORY://paths/a/b")) {
      assertThat(Locations.path(same), is(Locations.path("memory://paths/a/b")));
      assertThat(
          Locations.path(same).hashCode(), is(Locations.path("memory://paths/a/b").hashCode()));
    }
    assertThat(Locations.path("memory://paths"), is(Locations.path("memory://paths/")));
    assertThat(Locations.path("memory://paths/a..b/...").toString(), is("memory://paths/a..b/..."));
  }

  @Test
  void rootHasNoNameAndNoParent() {
    Path root = Locations.path(ROOT);
    assertThat(root.getFileName(), nullValue());
    assertThat(root.getParent(), nullValue());
    assertThat(root.getNameCount(), is(0));
    assertThat(root.iterator().hasNext(), is(false));
    assertThat(root.resolve("a").toString(), is("memory://paths/a"));
    assertThat(root.resolve("a").getParent(), is(root));
    assertThat(root.toUri(), is(URI.create("memory://paths/")));
  }

  @Test
  void storesWithoutAuthorityHavePaths() {
    Path path = Locations.path("memory:///a/b");
    assertThat(path.toString(), is("memory:///a/b"));
    assertThat(Locations.path(path.toUri()), is(path));
    assertThat(path.getFileSystem().getPath(path.toString()), is(path));
  }

  @Test
  void whateverTheNameTextAndUriLeadBack() {
    Random random = TestSeed.random();
    for (int i = 0; i < 5_000; i++) {
      Path path = Locations.path(ROOT + "/" + randomText(random, 40));
      Path relative = Locations.path(ROOT).relativize(path);
      String why = TestSeed.option() + ", " + path;
      assertThat(why, Locations.path(path.toString()), is(path));
      assertThat(why, Locations.path(path.toUri()), is(path));
      assertThat(why, Locations.path(URI.create(path.toUri().toString())), is(path));
      assertThat(why, path.toUri().toString().matches("[!-~]+"), is(true));
      assertThat(why, path.toAbsolutePath(), is(path));
      assertThat(why, FILES.getPath(path.toString()), is(path));
      assertThat(why, Locations.path(ROOT).resolve(relative), is(path));
      assertThat(why, Locations.path(ROOT).resolve(relative.toString()), is(path));
    }
  }

  /** Names of letters, so that the local file system knows them in every locale. */
  @Test
  void pathsDoWhatNormalisedLocalPathsDo() {
    Random random = TestSeed.random();
    for (int i = 0; i < 5_000; i++) {
      String one = randomLocal(random);
      String other = randomLocal(random);
      Path local = Path.of(one).normalize();
      Path localOther = Path.of(other).normalize();
      Path remote = FILES.getPath(one);
      Path remoteOther = FILES.getPath(other);
      String why = TestSeed.option() + ", " + one + " and " + other;
      assertSame(why, remote, local);
      assertSame(why, remote.getParent(), local.getParent());
      assertSame(why, remote.getFileName(), local.getFileName());
      assertSame(why, remote.getRoot(), local.getRoot());
      assertThat(why, remote.getNameCount(), is(local.getNameCount()));
      assertThat(why, names(remote), is(names(local)));
      assertThat(why, remote.startsWith(remoteOther), is(local.startsWith(localOther)));
      assertThat(why, remote.endsWith(remoteOther), is(local.endsWith(localOther)));
      assertThat(why, remote.equals(remoteOther), is(local.equals(localOther)));
      assertSame(why, remote.resolve(remoteOther), local.resolve(localOther).normalize());
      assertSame(
          why, remote.resolveSibling(remoteOther), local.resolveSibling(localOther).normalize());
      if (local.isAbsolute() && localOther.isAbsolute()) {
        assertSame(why, remote.relativize(remoteOther), local.relativize(localOther));
        assertThat(
            why,
            Integer.signum(remote.compareTo(remoteOther)),
            is(Integer.signum(local.compareTo(localOther))));
      }
      if (local.getNameCount() > 1) {
        int begin = random.nextInt(local.getNameCount());
        int end = begin + 1 + random.nextInt(local.getNameCount() - begin);
        assertSame(why, remote.subpath(begin, end), local.subpath(begin, end));
      }
    }
  }

  @Test
  void orderIsThatOfUtf8Bytes() {
    Random random = TestSeed.random();
    for (int i = 0; i < 5_000; i++) {
      Path one = FILES.getPath(randomText(random, 3) + EMOJI.repeat(random.nextInt(2)));
      Path other = FILES.getPath(randomText(random, 3) + EMOJI.repeat(random.nextInt(2)));
      assertThat(
          TestSeed.option() + ", " + one + " and " + other,
          Integer.signum(one.compareTo(other)),
          is(
              Integer.signum(
                  Arrays.compareUnsigned(
                      one.toString().getBytes(StandardCharsets.UTF_8),
                      other.toString().getBytes(StandardCharsets.UTF_8)))));
    }
    assertThat(FILES.getPath("\uffee").compareTo(FILES.getPath(EMOJI)), lessThan(0));
    assertThat(
        Locations.path("memory://b/a").compareTo(Locations.path("memory://a/b")), greaterThan(0));
  }

  @Test
  void pathsOfOtherStoresAreOthers() {
    Path here = Locations.path("memory://paths/a/b");
    Path there = Locations.path("memory://other/a/b");
    assertThat(here, not(equalTo(there)));
    assertThat(here.startsWith(there.getRoot()), is(false));
    assertThat(here.startsWith(Path.of("/")), is(false));
    assertThat(here.resolve(there), is(there));
    assertThat(here.getFileName(), not(equalTo(there.getFileName())));
    assertThat(here.getFileName().compareTo(there.getFileName()), not(is(0)));
    assertThrows(IllegalArgumentException.class, () -> here.relativize(there));
    assertThrows(IllegalArgumentException.class, () -> here.relativize(here.getFileName()));
    assertThrows(ProviderMismatchException.class, () -> here.resolve(Path.of("x")));
    assertThrows(InvalidPathException.class, () -> here.resolve("memory://other/a"));
    assertThrows(InvalidPathException.class, () -> here.resolve("az://x/a"));
  }

  @Test
  void wayUpFromAnUnknownDirectoryIsUnknown() {
    Path up = FILES.getPath("../a");
    assertThrows(IllegalArgumentException.class, () -> up.relativize(FILES.getPath("b")));
    assertThat(FILES.getPath("b").relativize(up).toString(), is("../../a"));
  }

  @Test
  void namesAreWalked() {
    Path path = Locations.path("memory://paths/a/b c/d");
    assertThat(names(path), contains("a", "b c", "d"));
    assertThat(path.getName(1).toString(), is("b c"));
    assertThat(path.subpath(0, 2).toString(), is("a/b c"));
    assertThat(path.endsWith("b c/d"), is(true));
    assertThat(path.startsWith("/a/b c"), is(true));
    assertThat(path.startsWith("/a/b"), is(false));
    assertThrows(IllegalArgumentException.class, () -> path.getName(3));
    assertThrows(IllegalArgumentException.class, () -> path.subpath(2, 2));
  }

  @Test
  void halfACharacterIsNoName() {
    InvalidPathException e =
        assertThrows(InvalidPathException.class, () -> Locations.path(ROOT + "/a\ud83d"));
    assertThat(e.getReason().contains("surrogate"), is(true));
  }

  private static void assertSame(String why, Path remote, Path local) {
    if (local == null) {
      assertThat(why, remote, nullValue());
    } else {
      assertThat(why, remote.toString(), is(local.isAbsolute() ? ROOT + local : local.toString()));
      assertThat(why, remote.isAbsolute(), is(local.isAbsolute()));
    }
  }

  private static List<String> names(Path path) {
    return StreamSupport.stream(path.spliterator(), false).map(Path::toString).toList();
  }

  private static String randomText(Random random, int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most + 1);
    for (int i = 0; i < length; i++) {
      int next = random.nextInt(ALPHABET.length() + 1);
      text.append(next == ALPHABET.length() ? EMOJI : ALPHABET.charAt(next));
    }
    // a relative path that begins so would be taken for a location
    return text.toString().replace("://", "");
  }

  private static String randomLocal(Random random) {
    List<String> parts =
        IntStream.range(0, random.nextInt(6))
            .mapToObj(i -> List.of("a", "b", "ab", "a.b", "..", ".", "").get(random.nextInt(7)))
            .toList();
    return (random.nextBoolean() ? "/" : "") + String.join("/", parts);
  }
}
