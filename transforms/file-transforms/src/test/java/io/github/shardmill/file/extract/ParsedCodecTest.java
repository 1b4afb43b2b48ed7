package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.ExtractedFile.Labels;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ItemPath;
import io.github.shardmill.file.MailHashes;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParsedCodecTest {
  private static final Parsed EVERYTHING =
      new Parsed(
          Outcome.TRUNCATED,
          "c",
          new Content(
              "a\u00e9",
              "\u20ac",
              List.of("x", "y"),
              new Labels(List.of("t"), List.of(), List.of("l")),
              "en",
              Optional.of(258L),
              List.of("k=v"),
              new MailHashes("i", "m")));

  @Test
  void bytesAreAsTheyWere() throws IOException {
    String expected =
        "02" // version
            + "01"
            + "00000009"
            + "5452554e4341544544"
            + "01"
            + "00000001"
            + "63"
            + "01"
            + "00000002"
            + "61e9"
            + "02"
            + "00000002"
            + "20ac"
            + "00000002"
            + "01"
            + "00000001"
            + "78"
            + "01"
            + "00000001"
            + "79"
            + "00000001"
            + "01"
            + "00000001"
            + "74"
            + "00000000"
            + "00000001"
            + "01"
            + "00000001"
            + "6c"
            + "01"
            + "00000002"
            + "656e"
            + "01"
            + "0000000000000102"
            + "00000001"
            + "01"
            + "00000003"
            + "6b3d76"
            + "01"
            + "00000001"
            + "69"
            + "01"
            + "00000001"
            + "6d";
    assertThat(HexFormat.of().formatHex(ParsedCodec.encode(EVERYTHING)), equalTo(expected));
    assertThat(ParsedCodec.decode(HexFormat.of().parseHex(expected)), equalTo(EVERYTHING));
  }

  @Test
  void itemComesBack() throws IOException {
    ItemPath path = ItemPath.FILE.child("a.zip", 1).child("\u20ac", 2);
    ExtractedItem item =
        new ExtractedItem(
            path,
            "\u20ac",
            Optional.of(new Digests("m", "s1", "s2", 7)),
            "text/plain",
            Outcome.TRUNCATED,
            "c",
            EVERYTHING.content());
    assertThat(ParsedCodec.decodeItem(ParsedCodec.encode(item)), equalTo(item));
    ExtractedItem bare =
        new ExtractedItem(path, "", Optional.empty(), "", Outcome.OK, "", Content.EMPTY);
    assertThat(ParsedCodec.decodeItem(ParsedCodec.encode(bare)), equalTo(bare));
  }

  @Test
  void emptyResultComesBack() throws IOException {
    Parsed empty = new Parsed(Outcome.CORRUPT, "", Content.EMPTY);
    assertThat(ParsedCodec.decode(ParsedCodec.encode(empty)), equalTo(empty));
  }

  @Test
  void textThatIsNoValidUtf16ComesBackAsItWas() throws IOException {
    Content content =
        new Content(
            "half \ud83d pair \udc00",
            "",
            List.of(),
            Labels.NONE,
            "",
            Optional.empty(),
            List.of(),
            MailHashes.NONE);
    Parsed parsed = new Parsed(Outcome.OK, "", content);
    assertThat(ParsedCodec.decode(ParsedCodec.encode(parsed)), equalTo(parsed));
  }

  @Test
  void otherVersionIsRefused() throws IOException {
    byte[] bytes = ParsedCodec.encode(EVERYTHING);
    bytes[0] = 1;
    IOException refused = assertThrows(IOException.class, () -> ParsedCodec.decode(bytes));
    assertThat(refused.getMessage(), containsString("version 1"));
  }
}
