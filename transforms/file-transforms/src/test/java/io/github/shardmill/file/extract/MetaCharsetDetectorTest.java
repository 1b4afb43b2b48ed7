package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.html.HtmlEncodingDetector;
import org.junit.jupiter.api.Test;

class MetaCharsetDetectorTest {
  private static final String[] PIECES = {
    "<meta ",
    "<META http-equiv=x ",
    "<meta Charset=koi8-r>",
    "charset",
    "CharSet",
    "char",
    "set",
    "=",
    "\"utf-8\"",
    "cp1252",
    "koi8-r",
    ">",
    "<!--",
    "-->",
    "\n",
    " ",
    "text",
    "/",
    "\u00fc"
  };

  @Test
  void answersAsTikasDetectorDoes() throws IOException {
    int found = 0;
    for (long seed = 0; seed < 5_000; seed++) {
      byte[] page = randomPage(new Random(seed));
      Charset tikas =
          new HtmlEncodingDetector().detect(new ByteArrayInputStream(page), new Metadata());
      assertThat("seed " + seed, detect(page), equalTo(tikas));
      found += tikas == null ? 0 : 1;
    }
    assertThat("pages that state a character set", found, greaterThan(50));
  }

  @Test
  void wordBeyondTheHeadDoesNotCount() throws IOException {
    String page = " ".repeat(9_000) + "<meta charset=koi8-r>";
    assertThat(detect(page.getBytes(StandardCharsets.US_ASCII)), nullValue());
  }

  @Test
  void leavesTheStreamWhereItWas() throws IOException {
    InputStream stream = new ByteArrayInputStream(new byte[] {1, 2, 3});
    new MetaCharsetDetector(new HtmlEncodingDetector()).detect(stream, new Metadata());
    assertThat(stream.read(), equalTo(1));
  }

  @Test
  void noStreamHasNoCharset() throws IOException {
    assertThat(
        new MetaCharsetDetector(new HtmlEncodingDetector()).detect(null, new Metadata()),
        nullValue());
  }

  private static Charset detect(byte[] page) throws IOException {
    return new MetaCharsetDetector(new HtmlEncodingDetector())
        .detect(new ByteArrayInputStream(page), new Metadata());
  }

  private static byte[] randomPage(Random random) {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      page.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return page.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
