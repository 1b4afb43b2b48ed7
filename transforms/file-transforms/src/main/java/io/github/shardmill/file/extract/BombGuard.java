package io.github.shardmill.file.extract;

import org.apache.tika.io.TikaInputStream;
import org.apache.tika.sax.SecureContentHandler;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Ends the parse of a document that unfolds beyond all measure, with Tika's own limits: after a
 * million characters no more than a hundred characters per byte, a hundred levels of elements, ten
 * levels of packages. Remembers that it did so, because a parser may wrap or swallow the exception.
 */
final class BombGuard extends SecureContentHandler {
  private String suspicion = "";

  /**
   * Guards a handler.
   *
   * @param handler what the document's events go to
   * @param stream what is parsed; its length is the measure
   */
  BombGuard(ContentHandler handler, TikaInputStream stream) {
    super(handler, stream);
  }

  /** Returns why the parse was ended, one line; empty where it was not. */
  String suspicion() {
    return suspicion;
  }

  @Override
  protected void advance(int length) throws SAXException {
    try {
      super.advance(length);
    } catch (SAXException suspected) {
      suspicion = suspected.getMessage();
      throw suspected;
    }
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes)
      throws SAXException {
    try {
      super.startElement(uri, localName, qName, attributes);
    } catch (SAXException suspected) {
      suspicion = suspected.getMessage();
      throw suspected;
    }
  }
}
