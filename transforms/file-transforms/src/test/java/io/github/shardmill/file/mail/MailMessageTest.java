package io.github.shardmill.file.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.file.Digests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailMessageTest {
  private static final List<String> FROM = List.of("Ada Miller <Ada@Example.org>");
  private static final List<String> TO =
      List.of("bo@example.org", "\"Coy, Cy\" <cy@example.org>", "Bo <BO@example.org>");
  private static final Optional<Long> SENT = Optional.of(1_706_933_106_789L);
  private static final List<String> ATTACHED = List.of("bb", "aa", "bb");
  private static final MailMessage MAIL =
      new MailMessage(
          FROM, TO, " Ten\r\n\tsacks \u00a0now ", SENT, "Ten sacks, please: 10!", ATTACHED);

  @Test
  void hashIsThatOfSixLines() {
    assertThat(
        MAIL.hash(),
        equalTo(
            sha256(
                """
                ada@example.org
                bo@example.org cy@example.org
                Ten sacks now
                2024-02-03T04:05:06Z
                Tensacksplease10
                aa bb bb
                """)));
  }

  @Test
  void nothingIsSixEmptyLines() {
    MailMessage nothing =
        new MailMessage(List.of(), List.of(" "), "", Optional.empty(), "-- \n", List.of());
    assertThat(nothing.hash(), equalTo(sha256("\n\n\n\n\n\n")));
  }

  @Test
  void addressesOfAGroupCountEach() {
    assertThat(
        withRecipients("Friends: Bo@example.org, cy@example.org;").hash(), equalTo(MAIL.hash()));
  }

  @Test
  void whatIsNoAddressStandsForItself() {
    assertThat(
        withRecipients("/O=Mill/CN=Bo Baker").hash(),
        equalTo(withRecipients("/o=mill/cn=bobaker").hash()));
    assertThat(
        withRecipients("/O=Mill/CN=Bo").hash(),
        not(equalTo(withRecipients("/O=Mill/CN=Cy").hash())));
  }

  @Test
  void composedAndDecomposedLettersAreTheSame() {
    assertThat(
        withText("Mu\u0308hle", "o\u0308").hash(),
        equalTo(withText("M\u00fchle", "\u00f6").hash()));
  }

  @Test
  void lettersBeyondTheFirstPlaneAndOfLongBodiesCount() {
    String body = "\ud83d\ude00" + "a".repeat(20_000);
    assertThat(
        withText("s", body + "\ud801\udc00").hash(), not(equalTo(withText("s", body).hash())));
    assertThat(
        withText("s", body).hash(), equalTo(withText("s", "a, ".repeat(20_000) + "\ud83d").hash()));
  }

  @Test
  void timeBelowASecondDoesNotCount() {
    assertThat(at(1_706_933_106_000L).hash(), equalTo(MAIL.hash()));
    assertThat(at(1_706_933_107_000L).hash(), not(equalTo(MAIL.hash())));
  }

  @Test
  void otherAttachmentIsAnotherMail() {
    MailMessage other = new MailMessage(FROM, TO, MAIL.subject(), SENT, MAIL.body(), List.of("aa"));
    assertThat(other.hash(), not(equalTo(MAIL.hash())));
  }

  private static MailMessage withRecipients(String stated) {
    return new MailMessage(FROM, List.of(stated), MAIL.subject(), SENT, MAIL.body(), ATTACHED);
  }

  private static MailMessage withText(String subject, String body) {
    return new MailMessage(FROM, TO, subject, SENT, body, ATTACHED);
  }

  private static MailMessage at(long millis) {
    return new MailMessage(FROM, TO, MAIL.subject(), Optional.of(millis), MAIL.body(), ATTACHED);
  }

  private static String sha256(String text) {
    return Digests.sha256Of(text.getBytes(StandardCharsets.UTF_8));
  }
}
