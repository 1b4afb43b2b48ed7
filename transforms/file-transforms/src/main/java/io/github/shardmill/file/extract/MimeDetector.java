package io.github.shardmill.file.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.apache.tika.detect.CompositeDetector;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.detect.XmlRootExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects what {@link MimeTypes#detect} of Tika's default registry detects, some twenty times
 * faster.
 *
 * <p>Tika evaluates every magic of every type on every file. Its outcome depends only on those that
 * match, and nearly all can be ruled out by a few bytes. So the same definitions are read once more
 * into an index, and for each file only the magics that the index leaves are evaluated, in Tika's
 * order and with Tika's cut-off by priority. What surrounds this search is Tika's own code: telling
 * text from binary, the root element of XML, the type by name, the registry of types.
 *
 * <p>Never closes a stream; marks and resets it, as Tika does. Safe for any number of threads.
 * Should the definitions hold something that is not understood, a regular expression that does not
 * compile say, a warning is logged and everything is left to Tika.
 */
public final class MimeDetector implements Detector {

  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(MimeDetector.class);

  private final transient MimeTypes types;
  private final transient Optional<MagicRules> rules;
  private final transient Map<QName, MediaType> roots;

  private MimeDetector(MimeTypes types, Optional<MimeRuleReader> definitions) {
    this.types = types;
    this.rules = definitions.map(MimeRuleReader::rules).map(MagicRules::new);
    this.roots = definitions.map(MimeRuleReader::roots).orElse(Map.of());
  }

  /** Loads on first use: reading and indexing cost about a third of Tika's own start. */
  private static final class Loaded {
    static final MimeDetector INSTANCE = over(MimeTypes.getDefaultMimeTypes());
  }

  /**
   * @param types read from the same definitions as Tika's default types
   */
  static MimeDetector over(MimeTypes types) {
    try {
      return new MimeDetector(types, Optional.of(MimeRuleReader.ofDefaults()));
    } catch (IOException | MimeTypeException | IllegalArgumentException e) {
      LOG.warn("Types are detected by Tika alone, which is slower: no index of its magics", e);
      return new MimeDetector(types, Optional.empty());
    }
  }

  /**
   * The detector for Tika's default types, custom ones on the class path included; the same each
   * time.
   *
   * @throws RuntimeException if Tika cannot load its default types
   */
  public static MimeDetector ofDefaultTypes() {
    return Loaded.INSTANCE;
  }

  /**
   * A detector that returns what {@code new DefaultDetector()} returns: the same detectors for
   * containers and other formats in the same order, over the same registry, with this one in the
   * place of {@link MimeTypes}. Each call loads the others anew; one will do for all threads.
   *
   * <p>Also belongs into the {@code ParseContext} as {@link Detector}: parsers look there first for
   * what detects the types of embedded files.
   */
  public static Detector composite() {
    MimeTypes types = MimeTypes.getDefaultMimeTypes();
    List<Detector> detectors = new ArrayList<>();
    for (Detector detector : new DefaultDetector(types).getDetectors()) {
      detectors.add(detector == types ? ofDefaultTypes() : detector);
    }
    return new CompositeDetector(types.getMediaTypeRegistry(), detectors);
  }

  /**
   * {@inheritDoc}
   *
   * @param input may be null, then only the metadata count; else it must support marks of 64 KiB
   */
  @Override
  public MediaType detect(InputStream input, Metadata metadata) throws IOException {
    if (rules.isEmpty()) {
      return types.detect(input, metadata);
    }
    List<MediaType> possible = input == null ? List.of() : typesByContent(rules.get(), head(input));
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    if (name != null) {
      possible = narrowed(possible, typeByName(name));
    }
    String stated = metadata.get(Metadata.CONTENT_TYPE);
    if (stated != null) {
      try {
        possible = narrowed(possible, types.forName(stated).getType());
      } catch (MimeTypeException e) {
        LOG.debug("Ignored a malformed statement of the type: {}", stated);
      }
    }
    return possible.isEmpty() ? MediaType.OCTET_STREAM : possible.get(0);
  }

  private byte[] head(InputStream input) throws IOException {
    input.mark(types.getMinLength());
    try {
      return input.readNBytes(types.getMinLength());
    } finally {
      input.reset();
    }
  }

  /**
   * Tika's answer for the name alone. Where Tika has none, this is {@code octet-stream}, which
   * narrows nothing.
   */
  private MediaType typeByName(String name) throws IOException {
    Metadata nameOnly = new Metadata();
    nameOnly.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    return types.detect(null, nameOnly);
  }

  /** A hint decides if nothing else is known, or if it agrees with or refines what is. */
  private List<MediaType> narrowed(List<MediaType> possible, MediaType hint) {
    for (MediaType type : possible) {
      if (hint.equals(type) || types.getMediaTypeRegistry().isSpecializationOf(hint, type)) {
        return List.of(hint);
      }
    }
    return possible.isEmpty() ? List.of(hint) : possible;
  }

  /** The possible types of a file that starts with these bytes; never empty. */
  private List<MediaType> typesByContent(MagicRules rules, byte[] head) throws IOException {
    if (head.length == 0) {
      return List.of(MediaType.OCTET_STREAM);
    }
    List<MediaType> matching = rules.matchingTypes(head);
    if (matching.isEmpty()) {
      TextDetector text = new TextDetector(types.getMinLength());
      return List.of(text.detect(new ByteArrayInputStream(head), new Metadata()));
    }
    if (matching.stream().noneMatch(MimeDetector::mayBeOtherXml)) {
      return matching;
    }
    QName root = new XmlRootExtractor().extractRootElement(head);
    return matching.stream()
        .map(type -> mayBeOtherXml(type) ? typeByRoot(rules, head, root, type) : type)
        .toList();
  }

  private static boolean mayBeOtherXml(MediaType type) {
    return type.equals(MediaType.APPLICATION_XML) || type.equals(MediaType.TEXT_HTML);
  }

  /**
   * The type that the root element stands for, if it is known.
   *
   * @param root null if the head is not well-formed up to there: then no XML, but perhaps HTML
   */
  private MediaType typeByRoot(MagicRules rules, byte[] head, QName root, MediaType type) {
    if (root != null) {
      return roots.getOrDefault(root, type);
    }
    return type.equals(MediaType.TEXT_HTML) || rules.anyMatches(MediaType.TEXT_HTML, head)
        ? MediaType.TEXT_HTML
        : MediaType.TEXT_PLAIN;
  }

  private Object readResolve() {
    return ofDefaultTypes();
  }
}
