package io.github.shardmill.file.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Reads Python files, and does what their text says. */
final class HostileParser implements Parser {
  private static final long serialVersionUID = 1L;
  private static final MediaType TYPE = MediaType.text("x-python");

  /** Ends what hangs and spins. */
  private final transient CountDownLatch released = new CountDownLatch(1);

  /** Returns the standard catalog with this parser in it. */
  ParserCatalog catalog() {
    return ParserCatalog.shared().with(TYPE, this);
  }

  void release() {
    released.countDown();
  }

  @Override
  public Set<MediaType> getSupportedTypes(ParseContext context) {
    return Set.of(TYPE);
  }

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
      throws IOException, SAXException, TikaException {
    String order = new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
    xhtml.startDocument();
    xhtml.characters("begun ");
    switch (order) {
      case "hang" -> hang();
      case "spin" -> spin();
      case "chatter" -> chatter(handler);
      case "overflow" -> overflow(0);
      case "exhaust" -> throw new OutOfMemoryError("Java heap space");
      case "link" -> throw new NoClassDefFoundError("com/example/Missing");
      case "confuse" -> throw new IllegalStateException("unexpected\n record\r\nlength 7");
      case "garble" -> throw new IOException("bad block in /tmp/apache-tika-123.tmp");
      case "nest" -> throw new SAXException("unbalanced");
      case "fill" -> throw new TikaException("spool", new IOException("No space left on device"));
      default -> xhtml.characters(order);
    }
    xhtml.endDocument();
  }

  /** Heeds no interrupt. */
  private void hang() {
    boolean waiting = true;
    while (waiting) {
      try {
        released.await();
        waiting = false;
      } catch (InterruptedException ignored) {
        waiting = true;
      }
    }
  }

  private void spin() {
    while (released.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private static void chatter(ContentHandler handler) throws SAXException {
    while (true) {
      handler.characters(new char[0], 0, 0);
    }
  }

  private static int overflow(int depth) {
    return depth < 0 ? 0 : overflow(depth + 1) + depth;
  }
}
