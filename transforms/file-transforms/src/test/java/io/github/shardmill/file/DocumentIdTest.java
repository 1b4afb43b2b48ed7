package io.github.shardmill.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentIdTest {
  private static final long SEED = 20261120L;

  @Test
  void plainPathStaysReadable() {
    assertThat(id("a dir/Bericht für Zoë 🎉.txt"), is("s:a dir/Bericht für Zoë 🎉.txt"));
  }

  @Test
  void itemFollowsItsRoot() {
    assertThat(item(id("mail.eml"), "scan.pdf"), is("s:mail.eml!/scan.pdf"));
  }

  @Test
  void percentIsEscaped() {
    assertThat(id("100%.txt"), is("s:100%25.txt"));
  }

  @Test
  void exclamationMarkIsEscapedOnlyWhereItCouldBeginAnItem() {
    assertThat(id("x!/y"), is("s:x%21/y"));
    assertThat(id("x!"), is("s:x%21"));
    assertThat(id("x!y"), is("s:x!y"));
    assertThat(id("x!!/y"), is("s:x!%21/y"));
  }

  @Test
  void fileInDirectoryWithExclamationMarkIsNoItem() {
    assertThat(id("x!/y"), is(not(item(id("x"), "y"))));
  }

  @Test
  void bytesThatAreNotUtf8AreEscaped() {
    assertThat(id(new byte[] {'a', (byte) 0xE9, (byte) 0xff, 'b'}), is("s:a%E9%FFb"));
  }

  @Test
  void truncatedCharacterIsEscapedByteByByte() {
    assertThat(id(new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x8E}), is("s:%F0%9F%8E"));
  }

  @Test
  void longestIdIsKept() {
    String path = "a".repeat(DocumentId.MAX_BYTES - 2);
    assertThat(id(path), is("s:" + path));
  }

  @Test
  void longerIdIsCutAtACharacterAndEndsInAHash() {
    String path = "é".repeat(DocumentId.MAX_BYTES);
    String cut = id(path);

    int bytes = cut.getBytes(StandardCharsets.UTF_8).length;
    assertThat(bytes, is(lessThanOrEqualTo(DocumentId.MAX_BYTES)));
    assertThat(cut, startsWith("s:éé"));
    assertThat(cut.substring(cut.indexOf('%')).matches("%#[0-9a-f]{64}"), is(true));
    assertThat(id(path + "x"), is(not(cut)));
  }

  @Test
  void itemsOfACutIdAreTold() {
    String root = id("d/".repeat(DocumentId.MAX_BYTES) + "f");
    assertThat(item(root, "a"), is(not(item(root, "b"))));
    assertThat(item(root, "a"), not(endsWith("!/a")));
  }

  @Test
  void differentFilesAndItemsHaveDifferentIds() {
    Random random = new Random(SEED);
    Map<String, String> origins = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      byte[] path = randomPath(random);
      put(origins, id(path), "file " + Arrays.toString(path));
      String item = RelativePath.ofBytes(randomPath(random)).text();
      String itemOrigin = Arrays.toString(path) + " item " + item.chars().boxed().toList();
      put(origins, item(id(path), item), itemOrigin);
    }
  }

  @Test
  void comparesLikeUnsignedUtf8() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      String left = id(randomText(random));
      String right = id(randomText(random));
      int expected =
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
      assertThat(
          "seed " + SEED + ": " + left + " " + right,
          Integer.signum(DocumentId.compare(left, right)),
          is(Integer.signum(expected)));
    }
  }

  private static String item(String root, String name) {
    return DocumentId.item(root, ItemPath.FILE.child(name, 1));
  }

  private static void put(Map<String, String> origins, String id, String origin) {
    String other = origins.put(id, origin);
    if (!origin.equals(other)) {
      assertThat("seed " + SEED + ": " + id + " of " + origin, other, is(nullValue()));
    }
  }

  /** Few and nasty bytes, so that anything that can collide does. */
  private static byte[] randomPath(Random random) {
    byte[] alphabet = {'!', '/', '%', '2', '1', '5', 'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xff};
    byte[] path = new byte[1 + random.nextInt(6)];
    for (int i = 0; i < path.length; i++) {
      path[i] = alphabet[random.nextInt(alphabet.length)];
    }
    return path;
  }

  private static String randomText(Random random) {
    int[] alphabet = {'a', 'é', 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x1F389, 0x10FFFF};
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(5); length >= 0; length--) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  private static String id(String path) {
    return DocumentId.of("s", RelativePath.of(path));
  }

  private static String id(byte[] path) {
    return DocumentId.of("s", RelativePath.ofBytes(path));
  }
}
