package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ItemPath;
import io.github.shardmill.file.MailHashes;
import io.github.shardmill.file.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttachmentHashesTest {
  private final AttachmentHashes hashes = new AttachmentHashes();

  @Test
  void attachedMailCountsByWhatItSaysAndOthersByTheirBytes() {
    hashes.add(item("bytes of a mail", "mail"));
    hashes.add(item("bytes", ""));
    assertThat(hashes.all(), equalTo(Optional.of(List.of("mail", "bytes"))));
  }

  @Test
  void mailOfAMailboxCountsThoughItHasNoBytes() {
    hashes.add(item("", "mail"));
    assertThat(hashes.all(), equalTo(Optional.of(List.of("mail"))));
  }

  @Test
  void oneThatCouldNotBeReadLeavesNone() {
    hashes.add(item("bytes", ""));
    hashes.add(item("", ""));
    hashes.add(item("bytes", ""));
    assertThat(hashes.all(), is(Optional.empty()));
  }

  @Test
  void oneThatIsLeftOutLeavesNone() {
    hashes.leaveOut();
    assertThat(hashes.all(), is(Optional.empty()));
  }

  @Test
  void moreThanAreKeptLeaveNone() {
    for (int i = 0; i < AttachmentHashes.MAX_COUNT; i++) {
      hashes.add(item("bytes", ""));
    }
    assertThat(hashes.all().orElseThrow().size(), is(AttachmentHashes.MAX_COUNT));
    hashes.add(item("bytes", ""));
    assertThat(hashes.all(), is(Optional.empty()));
  }

  private static ExtractedItem item(String sha256, String message) {
    return new ExtractedItem(
        ItemPath.FILE.child("a", 1),
        "a",
        sha256.isEmpty() ? Optional.empty() : Optional.of(new Digests("", "", sha256, 1)),
        "text/plain",
        Outcome.OK,
        "",
        Content.EMPTY.withMail(new MailHashes("", message)));
  }
}
