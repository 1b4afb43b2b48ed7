package io.github.shardmill.samples.rival;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.EmptyParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.ocr.TesseractOCRConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Indexes a folder the plain way: some threads, on each an {@link AutoDetectParser} as it comes,
 * all adding to one {@link IndexWriter} as it comes, and one commit at the end.
 *
 * <p>It reads every file once, into memory, digests the bytes and writes the same fields as
 * Shardmill, with the same analysers. Hidden files and directories are left out, symbolic links are
 * not followed. A file that cannot be read or parsed is indexed by name with its outcome. Exit code
 * 0 when the index is committed, 1 for wrong usage, 2 otherwise; an interrupted run leaves the
 * index as it was.
 */
@Command(
    name = "rival",
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    description = "Index a folder with a plain Lucene and Tika program.")
public final class HandWrittenIndexer implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  @Option(names = "--input", required = true, paramLabel = "DIR", description = "what to index")
  private Path input;

  @Option(names = "--index", required = true, paramLabel = "DIR", description = "where to")
  private Path index;

  @Option(names = "--threads", paramLabel = "N", description = "default: one per core")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--ram-buffer",
      paramLabel = "MB",
      description = "flush when buffered documents take as much; default: ${DEFAULT-VALUE}")
  private double ramBufferMegabytes = 64;

  @Option(
      names = "--max-text",
      paramLabel = "CHARS",
      description = "index no more of a document; default: ${DEFAULT-VALUE}")
  private int textCharsMax = 10_000_000;

  @Option(
      names = "--analyzer",
      paramLabel = "CLASS",
      description = {
        "of title and content, a Lucene analyser with a default constructor;",
        "default: ${DEFAULT-VALUE}"
      })
  private String analyzerClass = "org.apache.lucene.analysis.standard.StandardAnalyzer";

  private FileFields fields;

  /** Runs the indexer and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new HandWrittenIndexer()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<Path> files = listFiles();
    fields = new FileFields(input, textCharsMax);
    IndexWriterConfig config =
        new IndexWriterConfig(analyzer())
            .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
            .setRAMBufferSizeMB(ramBufferMegabytes)
            .setCommitOnClose(false);
    try (Directory directory = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(directory, config)) {
      indexAll(files, writer);
      writer.commit();
    }
    return 0;
  }

  private Analyzer analyzer() throws ReflectiveOperationException {
    Analyzer chosen =
        Class.forName(analyzerClass)
            .asSubclass(Analyzer.class)
            .getDeclaredConstructor()
            .newInstance();
    return new PerFieldAnalyzerWrapper(
        chosen, Map.of("name", words(), "author", new StandardAnalyzer()));
  }

  /** Names of files: runs of letters and digits. */
  private static Analyzer words() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = CharTokenizer.fromTokenCharPredicate(Character::isLetterOrDigit);
        return new TokenStreamComponents(words, new LowerCaseFilter(words));
      }
    };
  }

  private List<Path> listFiles() throws IOException {
    try (Stream<Path> files =
        Files.find(input, Integer.MAX_VALUE, (path, file) -> file.isRegularFile())) {
      return files.filter(path -> !isHidden(input.relativize(path))).toList();
    }
  }

  private static boolean isHidden(Path path) {
    for (Path name : path) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private void indexAll(List<Path> files, IndexWriter writer)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> worker =
        () -> {
          AutoDetectParser parser = new AutoDetectParser();
          for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
            writer.addDocument(read(files.get(i), parser));
          }
          return null;
        };
    ExecutorService pool =
        Executors.newFixedThreadPool(threads, task -> new Thread(task, "indexer"));
    try {
      for (Future<Void> done : pool.invokeAll(Collections.nCopies(threads, worker))) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  private Document read(Path file, AutoDetectParser parser) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      long modifiedMillis = Files.getLastModifiedTime(file).toMillis();
      return fields.document(file, bytes, modifiedMillis, parse(file, bytes, parser));
    } catch (IOException e) {
      return fields.document(file, ParsedFile.failed("UNREADABLE", e, new Metadata()));
    }
  }

  private ParsedFile parse(Path file, byte[] bytes, AutoDetectParser parser) {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, file.getFileName().toString());
    BodyContentHandler text = new BodyContentHandler(textCharsMax);
    try (InputStream in = TikaInputStream.get(bytes, metadata)) {
      parser.parse(in, text, metadata, withoutTextRecognition());
      return isUnsupported(metadata)
          ? ParsedFile.unsupported(metadata)
          : new ParsedFile("OK", "", text.toString(), metadata);
    } catch (ZeroByteFileException e) {
      return new ParsedFile("OK", "", "", metadata);
    } catch (Exception | StackOverflowError e) {
      return WriteLimitReachedException.isWriteLimitReached(e)
          ? new ParsedFile(
              "TRUNCATED",
              "the text is longer than " + textCharsMax + " characters",
              text.toString(),
              metadata)
          : ParsedFile.failed(e, metadata);
    }
  }

  /** Shardmill does not read the text in pictures, so this one does not either. */
  private static ParseContext withoutTextRecognition() {
    PDFParserConfig pages = new PDFParserConfig();
    pages.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    TesseractOCRConfig pictures = new TesseractOCRConfig();
    pictures.setSkipOcr(true);
    ParseContext context = new ParseContext();
    context.set(PDFParserConfig.class, pages);
    context.set(TesseractOCRConfig.class, pictures);
    return context;
  }

  /** Tika hands a file of a type that no parser reads to a parser that gives nothing. */
  private static boolean isUnsupported(Metadata metadata) {
    return Arrays.asList(metadata.getValues(TikaCoreProperties.TIKA_PARSED_BY))
        .contains(EmptyParser.class.getName());
  }
}
