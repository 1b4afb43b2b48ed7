package io.github.shardmill.file.extract;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.mime.MimeTypesFactory;
import org.apache.tika.mime.MimeTypesReader;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/**
 * Reads magics and XML root elements from the definitions that Tika's default registry is read
 * from: the built-in ones, then every {@code custom-mimetypes.xml} on the class path, then the file
 * that a system property may name.
 *
 * <p>Which type an element belongs to is left to Tika's own reader, filling a registry that is
 * thrown away; names and aliases mean what they mean there. For one use by one thread.
 */
final class MimeRuleReader extends MimeTypesReader {

  private static final String BUILT_IN = "tika-mimetypes.xml";
  private static final String CUSTOM = "custom-mimetypes.xml";
  private static final int DEFAULT_PRIORITY = 50;

  private final List<MagicRule> rules = new ArrayList<>();
  private final Map<QName, MediaType> roots = new HashMap<>();
  private final Deque<OpenMatch> open = new ArrayDeque<>();
  private int magicPriority;

  /** A match element being read: its own condition, if any, and those of the elements inside. */
  private record OpenMatch(MagicClause clause, int required, List<MagicClause> parts) {

    MagicClause closed() {
      if (clause == null) {
        return MagicGroup.atLeast(required, parts);
      }
      return parts.isEmpty() ? clause : MagicGroup.allOf(clause, MagicGroup.atLeast(1, parts));
    }
  }

  private MimeRuleReader() {
    super(new MimeTypes());
  }

  /**
   * @throws IOException if definitions cannot be read
   * @throws MimeTypeException if definitions are invalid
   * @throws IllegalArgumentException if a magic is beyond what {@link MagicDecoder} understands
   */
  static MimeRuleReader ofDefaults() throws IOException, MimeTypeException {
    MimeRuleReader reader = new MimeRuleReader();
    for (URL definitions : defaultDefinitions()) {
      try (InputStream stream = definitions.openStream()) {
        reader.read(stream);
      }
    }
    return reader;
  }

  /** The resources, and their order, of {@link MimeTypesFactory} for the default registry. */
  private static List<URL> defaultDefinitions() throws IOException {
    List<URL> definitions = new ArrayList<>();
    definitions.add(MimeTypesReader.class.getResource(BUILT_IN));
    definitions.addAll(
        Collections.list(MimeTypesReader.class.getClassLoader().getResources(CUSTOM)));
    String external = System.getProperty(MimeTypesFactory.CUSTOM_MIMES_SYS_PROP);
    if (external != null) {
      definitions.add(Path.of(external).toUri().toURL());
    }
    return definitions;
  }

  /** All magics, in no particular order. */
  List<MagicRule> rules() {
    return List.copyOf(rules);
  }

  /** The type of each known XML root element; of several types the first by name, as in Tika. */
  Map<QName, MediaType> roots() {
    return Map.copyOf(roots);
  }

  @Override
  public void startElement(String uri, String localName, String tag, Attributes attributes)
      throws SAXException {
    if (type == null || tag.equals(ALIAS_TAG)) {
      super.startElement(uri, localName, tag, attributes);
    } else if (tag.equals(ROOT_XML_TAG)) {
      addRoot(attributes.getValue(NS_URI_ATTR), attributes.getValue(LOCAL_NAME_ATTR));
    } else if (tag.equals(MAGIC_TAG)) {
      String value = attributes.getValue(MAGIC_PRIORITY_ATTR);
      magicPriority = value == null || value.isEmpty() ? DEFAULT_PRIORITY : Integer.parseInt(value);
      open.push(new OpenMatch(null, 1, new ArrayList<>()));
    } else if (tag.equals(MATCH_TAG)) {
      open.push(openMatch(attributes));
    }
  }

  private void addRoot(String namespace, String name) {
    QName root = new QName(namespace, name == null ? "" : name);
    roots.merge(root, type.getType(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
  }

  private OpenMatch openMatch(Attributes attributes) {
    String minimum = attributes.getValue(MATCH_MINSHOULDMATCH_ATTR);
    return minimum == null
        ? new OpenMatch(MagicDecoder.clause(type.getType(), attributes), 0, new ArrayList<>())
        : new OpenMatch(null, Integer.parseInt(minimum), new ArrayList<>());
  }

  @Override
  public void endElement(String uri, String localName, String tag) {
    if (type == null) {
      return;
    }
    if (tag.equals(MIME_TYPE_TAG)) {
      super.endElement(uri, localName, tag);
    } else if (tag.equals(MATCH_TAG)) {
      MagicClause closed = open.pop().closed();
      open.element().parts().add(closed);
    } else if (tag.equals(MAGIC_TAG)) {
      for (MagicClause clause : open.pop().parts()) {
        rules.add(new MagicRule(type.getType(), magicPriority, clause));
      }
    }
  }
}
