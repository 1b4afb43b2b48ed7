package io.github.shardmill.file.hashlist;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.hashlist.HashListCompiler.Compiled;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashListTest {
  private static final String MD5 = hash("MD5", 1);
  private static final String SHA1 = hash("SHA-1", 1);
  private static final String SHA256 = hash("SHA-256", 1);

  @TempDir Path directory;
  private int lists;

  private static String hash(String algorithm, int number) {
    try {
      byte[] bytes = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private Path text(String text) throws IOException {
    return Files.writeString(directory.resolve("list" + lists++ + ".txt"), text);
  }

  private Compiled compile(String text, Path target, int runHashes) throws IOException {
    Path scratch = Files.createTempDirectory(directory, "scratch");
    return HashListCompiler.compile(text(text), target, scratch, runHashes);
  }

  private HashList list(String text) throws IOException {
    Path target = directory.resolve("compiled" + lists);
    compile(text, target, 1_000);
    return HashList.open(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "%s\n",
        "\n\n# a comment\r\n%s\r\n",
        "\"%s\",\"REPORT.DOC\",77",
        "'%s'",
        "%s  report.doc",
        "%s\treport.doc",
        "%s;report.doc",
        "\uFEFF%s",
        "\uFEFF\"SHA-1\",\"MD5\",\"CRC32\",\"FileName\"\r\n\"%s\",\"\",\"\",\"a \"\"b\"\".doc\"\r\n"
      })
  void lineBeginsWithADigest(String form) throws IOException {
    for (String hex : List.of(MD5, SHA1, SHA256, SHA1.toUpperCase(Locale.ROOT))) {
      try (HashList list = list(String.format(Locale.ROOT, form, hex))) {
        HashAlgorithm algorithm = HashAlgorithm.ofDigits(hex.length()).orElseThrow();
        assertThat(form + " " + hex, list.contains(algorithm, hex), is(true));
        for (HashAlgorithm other : HashAlgorithm.values()) {
          assertThat(list.has(other), is(other == algorithm));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report.doc",
        "0123456789abcdef0123456789abcdef0",
        "0123456789abcdef0123456789abcdeg",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789",
        "\"0123456789abcdef0123456789abcdef",
        "\"SHA-1\",\"MD5\""
      })
  void lineThatIsNoneOfThisIsRefusedByItsNumber(String line) throws IOException {
    Path target = directory.resolve("refused");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> compile("# known\n" + MD5 + "\n\n" + line + "\n", target, 1_000));
    assertThat(
        refused.getMessage(),
        endsWith(
            "list"
                + (lists - 1)
                + ".txt, line 4: does not begin with an MD5, SHA-1 or SHA-256 in"
                + " hex"));
  }

  @Test
  void emptyListHoldsNothing() throws IOException {
    try (HashList list = list("\"SHA-256\",\"SHA-1\"\n")) {
      assertThat(list.find(new Digests(MD5, SHA1, SHA256, 1)), is(Optional.empty()));
    }
  }

  @Test
  void anyDigestOfAFileFindsIt() throws IOException {
    Digests file = new Digests(MD5, SHA1, SHA256, 1);
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      try (HashList list = list(hash("MD5", 2) + "\n" + algorithm.of(file))) {
        assertThat(list.find(file), is(Optional.of(algorithm)));
      }
    }
  }

  @Test
  void whatIsOnALongListIsFoundAndNothingElse() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add(hash("SHA-1", i));
      lines.add(hash("SHA-256", i));
    }
    try (HashList list = list(String.join("\n", lines))) {
      for (int i = 0; i < 20_000; i += 7) {
        assertThat(list.contains(HashAlgorithm.SHA1, hash("SHA-1", i)), is(true));
        assertThat(list.contains(HashAlgorithm.SHA256, hash("SHA-256", i)), is(true));
        assertThat(list.contains(HashAlgorithm.SHA1, hash("SHA-1", i + 20_000)), is(false));
        assertThat(list.contains(HashAlgorithm.MD5, hash("MD5", i)), is(false));
      }
    }
  }

  /** Nobody makes digests that begin alike, but a list may say anything. */
  @Test
  void digestsThatBeginAlikeAreToldApart() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      lines.add(alike(2 * i));
    }
    try (HashList list = list(String.join("\n", lines))) {
      for (int i = 0; i < 6_000; i++) {
        assertThat(list.contains(HashAlgorithm.MD5, alike(i)), is(i % 2 == 0));
      }
    }
  }

  private static String alike(int number) {
    return "ffff" + "0".repeat(20) + String.format(Locale.ROOT, "%08x", number);
  }

  @Test
  void fingerprintTellsWhatIsOnTheListAndNotHowItIsWritten() throws IOException {
    Compiled one = compile(MD5 + "\n" + SHA1 + "\n" + hash("MD5", 2), directory.resolve("1"), 1);
    Compiled same =
        compile(
            "# other\n" + hash("MD5", 2) + "\n" + MD5 + "\n" + MD5 + "\n" + SHA1,
            directory.resolve("2"),
            1_000);
    Compiled less = compile(MD5 + "\n" + SHA1, directory.resolve("3"), 1_000);
    assertThat(one.hashes(), is(3L));
    assertThat(same, is(one));
    assertThat(less.fingerprint(), is(not(one.fingerprint())));
  }

  /** A thread that is given up is interrupted, whatever it is doing; others go on. */
  @Test
  void interruptedThreadSpoilsNothingForOthers() throws Exception {
    try (HashList list = list(MD5)) {
      AtomicReference<Exception> thrown = new AtomicReference<>();
      Thread asking =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                try {
                  list.contains(HashAlgorithm.MD5, MD5);
                } catch (IOException interrupted) {
                  thrown.set(interrupted);
                }
              });
      asking.start();
      asking.join();
      assertThat(thrown.get() instanceof ClosedByInterruptException, is(true));
      assertThat(list.contains(HashAlgorithm.MD5, MD5), is(true));
    }
  }

  @Test
  void fileOfAnotherKindIsRefused() throws IOException {
    Path other =
        Files.writeString(directory.resolve("other"), "nothing but text, and enough of it");
    assertThrows(IOException.class, () -> HashList.open(other));
  }
}
