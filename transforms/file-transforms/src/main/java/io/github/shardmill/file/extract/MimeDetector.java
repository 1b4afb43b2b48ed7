package io.github.shardmill.file.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.apache.commons.io.input.UnsynchronizedByteArrayInputStream;
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

/** draft */
public final class MimeDetector implements Detector {
  private static final long serialVersionUID = 1;

  private final transient MimeTypes types;
  private final transient MagicRules rules;
  private final transient Map<QName, MediaType> roots;

  private MimeDetector(MimeTypes types, MimeRuleReader definitions) {
    this.types = types;
    this.rules = new MagicRules(definitions.rules());
    this.roots = definitions.roots();
  }

  public static MimeDetector create() throws IOException, MimeTypeException {
    return new MimeDetector(MimeTypes.getDefaultMimeTypes(), MimeRuleReader.ofDefaults());
  }

  @Override
  public MediaType detect(InputStream input, Metadata metadata) throws IOException {
    List<MediaType> possible = input == null ? List.of() : possibleTypes(head(input));
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    if (name != null) {
      possible = narrowed(possible, typeOfName(name));
    }
    String stated = metadata.get(Metadata.CONTENT_TYPE);
    if (stated != null) {
      try {
        possible = narrowed(possible, types.forName(stated).getType());
      } catch (MimeTypeException e) {
        // a malformed statement counts for nothing
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

  private MediaType typeOfName(String name) throws IOException {
    Metadata nameOnly = new Metadata();
    nameOnly.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    return types.detect(null, nameOnly);
  }

  private List<MediaType> narrowed(List<MediaType> possible, MediaType hint) {
    boolean helps =
        possible.isEmpty()
            || possible.stream()
                .anyMatch(
                    type ->
                        hint.equals(type)
                            || types.getMediaTypeRegistry().isSpecializationOf(hint, type));
    return helps ? List.of(hint) : possible;
  }

  List<MediaType> possibleTypes(byte[] head) throws IOException {
    if (head.length == 0) {
      return List.of(MediaType.OCTET_STREAM);
    }
    List<MediaType> matching = rules.matchingTypes(head);
    if (matching.isEmpty()) {
      return List.of(
          new TextDetector(types.getMinLength())
              .detect(
                  UnsynchronizedByteArrayInputStream.builder().setByteArray(head).get(),
                  new Metadata()));
    }
    boolean xml = matching.contains(MediaType.APPLICATION_XML);
    if (!xml && !matching.contains(MediaType.TEXT_HTML)) {
      return matching;
    }
    QName root = new XmlRootExtractor().extractRootElement(head);
    List<MediaType> refined = new ArrayList<>(matching.size());
    for (MediaType type : matching) {
      refined.add(refined(type, root, head));
    }
    return refined;
  }

  private MediaType refined(MediaType type, QName root, byte[] head) {
    boolean xml = type.equals(MediaType.APPLICATION_XML);
    if (!xml && !type.equals(MediaType.TEXT_HTML)) {
      return type;
    }
    if (root != null) {
      return roots.getOrDefault(root, type);
    }
    if (!xml) {
      return type;
    }
    return rules.anyMatches(MediaType.TEXT_HTML, head) ? MediaType.TEXT_HTML : MediaType.TEXT_PLAIN;
  }

  public static Detector composite() throws IOException, MimeTypeException {
    MimeTypes types = MimeTypes.getDefaultMimeTypes();
    MimeDetector replacement = create();
    List<Detector> detectors = new ArrayList<>();
    for (Detector detector : new DefaultDetector(types).getDetectors()) {
      detectors.add(detector instanceof MimeTypes ? replacement : detector);
    }
    return new CompositeDetector(types.getMediaTypeRegistry(), detectors);
  }
}
