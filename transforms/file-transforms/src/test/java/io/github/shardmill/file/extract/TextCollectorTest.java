package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.XHTMLContentHandler;
import org.junit.jupiter.api.Test;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

class TextCollectorTest {
  private static final String[] NAMES = {"html", "body", "p", "script", "STYLE", "div", "title"};

  @Test
  void collectsWhatTikasBodyHandlerCollects() throws SAXException {
    int withText = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      TextCollector collector = new TextCollector(Integer.MAX_VALUE);
      BodyContentHandler tikas = new BodyContentHandler(-1);
      sendRandomDocument(collector, new Random(seed));
      sendRandomDocument(tikas, new Random(seed));
      assertThat("seed " + seed, collector.text(), equalTo(tikas.toString()));
      withText += collector.text().isEmpty() ? 0 : 1;
    }
    assertThat("documents with text in their body", withText > 200, is(true));
  }

  @Test
  void textOfExactlyTheLimitIsComplete() throws SAXException {
    TextCollector collector = inBody(5);
    send(collector, "12345");
    assertThat(collector.text(), equalTo("12345"));
    assertThat(collector.isTruncated(), is(false));
  }

  @Test
  void oneCharacterMoreIsTruncated() throws SAXException {
    TextCollector collector = inBody(5);
    assertThrows(WriteLimitReachedException.class, () -> send(collector, "123456"));
    assertThat(collector.text(), equalTo("12345"));
    assertThat(collector.isTruncated(), is(true));
  }

  @Test
  void whiteSpaceBeyondTheLimitIsNoLoss() throws SAXException {
    TextCollector collector = inBody(5);
    send(collector, "12345 \n");
    send(collector, "\n");
    assertThat(collector.text(), equalTo("12345"));
    assertThat(collector.isTruncated(), is(false));
    assertThrows(WriteLimitReachedException.class, () -> send(collector, "6"));
    assertThat(collector.isTruncated(), is(true));
  }

  @Test
  void surrogatePairAtTheLimitIsLeftOutWhole() throws SAXException {
    TextCollector collector = inBody(5);
    assertThrows(WriteLimitReachedException.class, () -> send(collector, "1234\uD83D\uDE00"));
    assertThat(collector.text(), equalTo("1234"));
  }

  @Test
  void surrogatePairInTwoPiecesAtTheLimitIsLeftOutWhole() throws SAXException {
    TextCollector collector = inBody(5);
    send(collector, "1234\uD83D");
    assertThrows(WriteLimitReachedException.class, () -> send(collector, "\uDE00"));
    assertThat(collector.text(), equalTo("1234"));
  }

  @Test
  void surrogatePairThatFitsIsKept() throws SAXException {
    TextCollector collector = inBody(6);
    assertThrows(WriteLimitReachedException.class, () -> send(collector, "1234\uD83D\uDE00x"));
    assertThat(collector.text(), equalTo("1234\uD83D\uDE00"));
  }

  @Test
  void interruptedThreadStopsCollecting() throws SAXException {
    TextCollector collector = inBody(5);
    Thread.currentThread().interrupt();
    try {
      assertThrows(SAXException.class, () -> send(collector, "1"));
    } finally {
      assertThat(Thread.interrupted(), is(true));
    }
  }

  private static TextCollector inBody(int limit) throws SAXException {
    TextCollector collector = new TextCollector(limit);
    start(collector, XHTMLContentHandler.XHTML, "html");
    start(collector, XHTMLContentHandler.XHTML, "body");
    return collector;
  }

  private static void send(ContentHandler handler, String text) throws SAXException {
    handler.characters(text.toCharArray(), 0, text.length());
  }

  private static void start(ContentHandler handler, String uri, String name) throws SAXException {
    handler.startElement(uri, name, name, new AttributesImpl());
  }

  private static void sendRandomDocument(ContentHandler handler, Random random)
      throws SAXException {
    Deque<String[]> open = new ArrayDeque<>();
    handler.startDocument();
    for (int i = 0; i < 60; i++) {
      int what = random.nextInt(4);
      if (what <= 1 || i < 2) {
        String name = i < 2 ? NAMES[(i + random.nextInt(10) / 9) % 2] : NAMES[random.nextInt(7)];
        String uri = random.nextInt(8) == 0 ? "" : XHTMLContentHandler.XHTML;
        start(handler, uri, name);
        open.push(new String[] {uri, name});
      } else if (what == 2 && !open.isEmpty()) {
        String[] element = open.pop();
        handler.endElement(element[0], element[1], element[1]);
      } else {
        send(handler, "text" + i);
        handler.ignorableWhitespace(new char[] {' '}, 0, 1);
      }
    }
    handler.endDocument();
  }
}
