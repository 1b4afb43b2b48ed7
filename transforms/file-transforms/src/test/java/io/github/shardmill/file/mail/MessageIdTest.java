package io.github.shardmill.file.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
  /** The example of the specification. */
  private static final String ID = "<CALckR-a8UDkRjO4xJyjd_s0GPxQWw@mail.gmail.com>";

  private static final String HASH = "1de319c276884bd0c9e2f1621ada26cc";

  @Test
  void hashIsThatOfTheSpecification() {
    assertThat(MessageId.hash(ID), equalTo(HASH));
  }

  @Test
  void whiteSpaceAroundDoesNotCount() {
    assertThat(MessageId.hash("\r\n " + ID + "\t"), equalTo(HASH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a!b=c/{d}@[10.0.0.1]>", "<\"a b@c\"@example.org>", "<1@h>"})
  void validFormHasAHash(String id) {
    assertThat(MessageId.hash(id), hasLength(32));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a@example.org",
        "<example.org>",
        "<@example.org>",
        "<a@>",
        "<a@b@example.org>",
        "<a b@example.org>",
        "<a@example.org",
        "<a@example.org> <b@example.org>",
        "<\u00e4@example.org>"
      })
  void otherFormHasNone(String id) {
    assertThat(MessageId.hash(id), equalTo(""));
  }

  @Test
  void longestHasAHashAndALongerOneHasNone() {
    String longest = "<" + "a".repeat(MessageId.MAX_CHARACTERS - 4) + "@b>";
    assertThat(MessageId.hash(longest), hasLength(32));
    assertThat(MessageId.hash("<a" + longest.substring(1)), equalTo(""));
  }
}
