package io.github.shardmill.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemPathTest {
  private static final long SEED = 20261121L;

  @Test
  void namesStayReadable() {
    ItemPath path = ItemPath.FILE.child("inner.zip", 1).child("a dir/Zoë \uD83C\uDF89.txt", 1);
    assertThat(path.toString(), equalTo("inner.zip!/a dir/Zoë \uD83C\uDF89.txt"));
    assertThat(path.depth(), is(2));
    assertThat(path.parent().toString(), equalTo("inner.zip"));
  }

  @Test
  void repeatedAndMissingNamesAreNumbered() {
    assertThat(ItemPath.FILE.child("a.txt", 2).toString(), equalTo("a.txt!2"));
    assertThat(ItemPath.FILE.child("", 1).toString(), equalTo("!1"));
    assertThat(ItemPath.FILE.child("a.txt!2", 1).toString(), equalTo("a.txt%212"));
  }

  @Test
  void halfACharacterIsEscaped() {
    assertThat(ItemPath.FILE.child("x\uD83Cy", 1).toString(), equalTo("x%D83Cy"));
  }

  @Test
  void longNameIsCutAtACharacterAndEndsInAHash() {
    String name = "é".repeat(ItemPath.MAX_PART_BYTES);
    String cut = ItemPath.FILE.child(name, 1).toString();
    assertThat(
        cut.getBytes(StandardCharsets.UTF_8).length,
        is(lessThanOrEqualTo(ItemPath.MAX_PART_BYTES)));
    assertThat(cut, startsWith("éé"));
    assertThat(cut.substring(cut.indexOf('%')).matches("%#[0-9a-f]{16}"), is(true));
    assertThat(ItemPath.FILE.child(name + "x", 1).toString(), is(not(cut)));
  }

  @Test
  void differentItemsHaveDifferentPathsThatComeBack() {
    Random random = new Random(SEED);
    Map<String, String> origins = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      StringBuilder origin = new StringBuilder();
      ItemPath path = ItemPath.FILE;
      for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
        String name = randomName(random);
        int occurrence = 1 + random.nextInt(3);
        origin.append(name.length()).append(':').append(name).append('*').append(occurrence);
        path = path.child(name, occurrence);
      }
      String other = origins.put(path.toString(), origin.toString());
      if (!origin.toString().equals(other)) {
        assertThat("seed " + SEED + ": " + path + " of " + origin, other, is(nullValue()));
      }
      assertThat(ItemPath.parse(path.toString()), equalTo(path));
    }
  }

  /** Few and nasty characters, so that anything that can collide does. */
  private static String randomName(Random random) {
    String alphabet = "!/%21a\uD83C";
    StringBuilder name = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      name.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return name.toString();
  }
}
