package io.github.shardmill.file.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.CompositeDetector;
import org.apache.tika.detect.CompositeEncodingDetector;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.DefaultEncodingDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.code.SourceCodeParser;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.external.ExternalParser;
import org.apache.tika.parser.html.HtmlEncodingDetector;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.renderer.CompositeRenderer;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Which types exist, how they are told apart, and which parser reads which: Tika's own composition,
 * less everything that would start another program, but for the one that reads text from pictures
 * where a person asks for it.
 *
 * <p>Immutable once built and shared by all threads of the process: Tika's parsers keep the state
 * of a parse in its arguments. Building one loads about a hundred parser classes.
 */
final class ParserCatalog {
  private static final Set<Class<? extends Parser>> PLAIN =
      Set.of(TXTParser.class, TextAndCSVParser.class, SourceCodeParser.class);

  /** The head of a mail of Outlook is no more its text than that of another mail. */
  private static final OfficeParserConfig OFFICE = new OfficeParserConfig();

  static {
    OFFICE.setWriteSelectHeadersInBody(false);
  }

  /** What jsoup makes of so many bytes, however they nest, takes some tens of megabytes. */
  static final int SMALL_PAGE_BYTES = 64 << 10;

  private final MimeTypes mimeTypes;
  private final Detector magic;
  private final Detector detector;
  private final List<Parser> components;
  private final Map<MediaType, Parser> parsers;
  private final Parser knownTypeParser;
  private final Parser embeddedParser;

  private ParserCatalog(
      MimeTypes mimeTypes,
      Detector magic,
      Detector detector,
      List<Parser> components,
      Map<MediaType, Parser> parsers) {
    this.mimeTypes = mimeTypes;
    this.magic = magic;
    this.detector = detector;
    this.components = components;
    this.parsers = Map.copyOf(parsers);
    this.knownTypeParser = new KnownTypeParser(mimeTypes.getMediaTypeRegistry(), this.parsers);
    this.embeddedParser = new EmbeddedParser(detector, components, this);
  }

  /** Returns the catalog of this process; the first call builds it. */
  static ParserCatalog shared() {
    return Shared.CATALOG;
  }

  /**
   * Returns the catalog of this process that reads pictures so; the first call builds it.
   *
   * @throws OcrUnavailableException if the program that does it is not there
   */
  static ParserCatalog shared(Ocr ocr) {
    return ocr.isOn()
        ? Shared.WITH_OCR.computeIfAbsent(
            ocr, on -> of(MimeTypes.getDefaultMimeTypes(), MimeDetector.ofDefaultTypes(), on))
        : shared();
  }

  /**
   * Builds a catalog.
   *
   * @param mimeTypes the known types
   * @param magic what decides by magic bytes and name, after the detectors that look into
   *     containers: {@code mimeTypes} itself, or something that gives the same answers sooner
   */
  static ParserCatalog of(MimeTypes mimeTypes, Detector magic) {
    return of(mimeTypes, magic, Ocr.NONE);
  }

  private static ParserCatalog of(MimeTypes mimeTypes, Detector magic, Ocr ocr) {
    ServiceLoader loader = new ServiceLoader();
    List<Detector> detectors =
        new ArrayList<>(new DefaultDetector(mimeTypes, loader).getDetectors());
    detectors.replaceAll(detector -> detector == mimeTypes ? magic : detector);
    MediaTypeRegistry registry = mimeTypes.getMediaTypeRegistry();
    DefaultParser standard =
        new DefaultParser(
            registry,
            loader,
            Set.of(TesseractOCRParser.class, CompositeExternalParser.class, ExternalParser.class),
            encodingDetector(loader),
            new CompositeRenderer(loader));
    List<Parser> components = new ArrayList<>(standard.getAllComponentParsers());
    Map<MediaType, Parser> parsers = new HashMap<>(standard.getParsers(new ParseContext()));
    parsers.put(SevenZipParser.TYPE, new SevenZipParser());
    for (Parser parser : components) {
      if (parser instanceof PDFParser pdf) {
        pdf.getPDFParserConfig().setOcrStrategy(strategy(ocr));
      }
    }
    if (ocr.isOn()) {
      Parser reader = TesseractProgram.parser(ocr);
      components.add(reader);
      reader.getSupportedTypes(new ParseContext()).forEach(type -> parsers.put(type, reader));
    }
    return new ParserCatalog(
        mimeTypes, magic, new CompositeDetector(registry, detectors), components, parsers);
  }

  /** Pages with next to no text of their own are looked at as pictures. */
  private static PDFParserConfig.OCR_STRATEGY strategy(Ocr ocr) {
    return ocr.isOn() ? PDFParserConfig.OCR_STRATEGY.AUTO : PDFParserConfig.OCR_STRATEGY.NO_OCR;
  }

  private static EncodingDetector encodingDetector(ServiceLoader loader) {
    List<EncodingDetector> detectors =
        new ArrayList<>(new DefaultEncodingDetector(loader).getDetectors());
    detectors.replaceAll(
        detector ->
            detector instanceof HtmlEncodingDetector html
                ? new MetaCharsetDetector(html)
                : detector);
    return new CompositeEncodingDetector(detectors);
  }

  /** Returns a catalog like this one in which {@code parser} reads documents of {@code type}. */
  ParserCatalog with(MediaType type, Parser parser) {
    Map<MediaType, Parser> more = new HashMap<>(parsers);
    more.put(type, parser);
    return new ParserCatalog(mimeTypes, magic, detector, components, more);
  }

  /** Returns the type of a document by its content, with the name in the metadata as a hint. */
  MediaType detect(InputStream stream, Metadata metadata) throws IOException {
    return detector.detect(stream, metadata);
  }

  /** Notes what is to be noted of a document of this type. */
  void sight(MediaType type, Sightings sightings) {
    boolean isPicture =
        type.getType().equals("image")
            || parserOf(type).filter(PDFParser.class::isInstance).isPresent();
    if (isPicture) {
      sightings.sawPicture();
    }
  }

  /** Returns whether a parser reads this type, or a type that it specialises. */
  boolean supports(MediaType type) {
    return parserOf(type).isPresent();
  }

  private Optional<Parser> parserOf(MediaType type) {
    MediaTypeRegistry registry = mimeTypes.getMediaTypeRegistry();
    for (MediaType t = registry.normalize(type); t != null; t = registry.getSupertype(t)) {
      Parser parser = parsers.get(t);
      if (parser != null) {
        return Optional.of(parser);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the type of a document by its first bytes and the name in the metadata alone; whoever
   * looks into containers may know better.
   */
  MediaType detectByMagic(InputStream stream, Metadata metadata) throws IOException {
    return magic.detect(stream, metadata);
  }

  /**
   * Returns whether the parser of this type can do next to no harm with a document of this length
   * that embeds no other: it does little more than decode characters, or the page is small.
   */
  boolean isHarmless(MediaType type, long length) {
    Optional<Parser> parser = parserOf(type);
    return parser.map(Parser::getClass).filter(PLAIN::contains).isPresent()
        || (length <= SMALL_PAGE_BYTES && parser.filter(JSoupParser.class::isInstance).isPresent());
  }

  /** Returns the parser for a document whose type is in its metadata. */
  Parser parser() {
    return knownTypeParser;
  }

  /** Returns a context in which embedded documents are detected and parsed by this catalog too. */
  ParseContext newContext() {
    ParseContext context = new ParseContext();
    context.set(Parser.class, embeddedParser);
    context.set(Detector.class, detector);
    context.set(MimeTypes.class, mimeTypes);
    context.set(OfficeParserConfig.class, OFFICE);
    return context;
  }

  private static final class Shared {
    static final ParserCatalog CATALOG =
        of(MimeTypes.getDefaultMimeTypes(), MimeDetector.ofDefaultTypes());

    static final Map<Ocr, ParserCatalog> WITH_OCR = new ConcurrentHashMap<>();
  }

  /**
   * Parses a document whose type is known. Looks its parser up in a map made once; Tika's own class
   * makes that map, of some 1,500 types, twice for every document.
   */
  private static final class KnownTypeParser extends CompositeParser {
    private static final long serialVersionUID = 1L;

    private final transient Map<MediaType, Parser> byType;

    KnownTypeParser(MediaTypeRegistry registry, Map<MediaType, Parser> byType) {
      super(registry);
      this.byType = byType;
    }

    @Override
    public Map<MediaType, Parser> getParsers(ParseContext context) {
      return byType;
    }
  }

  /** Detects and parses an embedded document, with the same map, and notes what it was. */
  private static final class EmbeddedParser extends AutoDetectParser {
    private static final long serialVersionUID = 1L;

    private final transient ParserCatalog catalog;

    EmbeddedParser(Detector detector, List<Parser> components, ParserCatalog catalog) {
      super(detector, components.toArray(Parser[]::new));
      this.catalog = catalog;
    }

    @Override
    public Map<MediaType, Parser> getParsers(ParseContext context) {
      return catalog.parsers;
    }

    @Override
    public void parse(
        InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
        throws IOException, SAXException, TikaException {
      try {
        super.parse(stream, handler, metadata, context);
      } finally {
        MediaType type = MediaType.parse(metadata.get(Metadata.CONTENT_TYPE));
        if (type != null) {
          catalog.sight(type, Sightings.of(context));
        }
        Sightings.of(context).look(metadata);
      }
    }
  }
}
