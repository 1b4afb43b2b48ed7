package io.github.shardmill.samples.rival;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.tika.Tika;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Indexes a folder the plain way: some threads, on each an {@link AutoDetectParser} as it comes,
 * all adding to one {@link IndexWriter} as it comes, and one commit at the end.
 *
 * <p>It reads every file once, digests the bytes and writes the same fields as Shardmill, with the
 * same analyser. Hidden files and directories are left out, symbolic links are not followed. A file
 * that cannot be read or parsed is indexed by name with its outcome. Exit code 0 when the index is
 * committed, 1 for wrong usage, 2 otherwise; an interrupted run leaves the index as it was.
 */
@Command(
    name = "rival",
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    description = "Index a folder with a plain Lucene and Tika program.")
public final class HandWrittenIndexer implements Callable<Integer> {
  /** As many metadata values as a document keeps. */
  private static final int META_VALUES_MAX = 100;

  /** Longer metadata values are cut; Lucene refuses terms of 32 KB and more. */
  private static final int META_VALUE_CHARS_MAX = 1_000;

  private static final Set<String> KEPT_IN_FIELDS_OF_THEIR_OWN =
      Set.of(
          Metadata.CONTENT_TYPE,
          TikaCoreProperties.RESOURCE_NAME_KEY,
          TikaCoreProperties.TITLE.getName(),
          TikaCoreProperties.CREATOR.getName(),
          TikaCoreProperties.SUBJECT.getName(),
          TikaCoreProperties.LANGUAGE.getName(),
          TikaCoreProperties.CREATED.getName());

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
      description = "a Lucene analyser with a default constructor; default: ${DEFAULT-VALUE}")
  private String analyzerClass = "org.apache.lucene.analysis.standard.StandardAnalyzer";

  private final String extractor = Tika.getString();

  /** What the parser made of one file. */
  private record Parsed(String outcome, String text, Metadata metadata) {}

  /** Runs the indexer and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new HandWrittenIndexer()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<Path> files = listFiles();
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
    return Class.forName(analyzerClass)
        .asSubclass(Analyzer.class)
        .getDeclaredConstructor()
        .newInstance();
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
    ExecutorService pool = Executors.newFixedThreadPool(threads);
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
      return document(file, bytes, modifiedMillis, parse(file, bytes, parser));
    } catch (IOException e) {
      return document(file, null, 0, new Parsed("UNREADABLE", "", new Metadata()));
    }
  }

  private Parsed parse(Path file, byte[] bytes, AutoDetectParser parser) throws IOException {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, file.getFileName().toString());
    BodyContentHandler text = new BodyContentHandler(textCharsMax);
    String outcome;
    try (InputStream in = TikaInputStream.get(bytes, metadata)) {
      parser.parse(in, text, metadata, new ParseContext());
      outcome = "OK";
    } catch (ZeroByteFileException e) {
      outcome = "OK";
    } catch (EncryptedDocumentException e) {
      outcome = "ENCRYPTED";
    } catch (TikaException | SAXException e) {
      outcome = WriteLimitReachedException.isWriteLimitReached(e) ? "TRUNCATED" : "CORRUPT";
    } catch (IOException e) {
      outcome = "CORRUPT";
    } catch (RuntimeException | StackOverflowError e) {
      outcome = "CRASHED";
    }
    return new Parsed(outcome, text.toString(), metadata);
  }

  /** The schema: every field of a document, here and nowhere else. */
  private Document document(Path file, byte[] bytes, long modifiedMillis, Parsed parsed) {
    String source = input.toAbsolutePath().normalize().getFileName().toString();
    String path = input.relativize(file).toString();
    String name = file.getFileName().toString();
    String id = source + ":" + path;
    Metadata metadata = parsed.metadata();
    Document document = new Document();
    document.add(new KeywordField("id", id, Store.YES));
    document.add(new KeywordField("root", id, Store.YES));
    document.add(new KeywordField("source", source, Store.YES));
    document.add(new KeywordField("path", path, Store.YES));
    document.add(new TextField("name", name, Store.YES));
    document.add(new KeywordField("extension", extension(name), Store.YES));
    addTexts(document, "title", metadata.getValues(TikaCoreProperties.TITLE));
    document.add(new TextField("content", parsed.text(), Store.YES));
    document.add(new KeywordField("content_type", contentType(metadata), Store.YES));
    if (bytes != null) {
      document.add(new LongField("size", bytes.length, Store.YES));
      document.add(new LongField("modified", modifiedMillis, Store.YES));
      document.add(new StringField("md5", digest("MD5", bytes), Store.YES));
      document.add(new StringField("sha1", digest("SHA-1", bytes), Store.YES));
      document.add(new StringField("sha256", digest("SHA-256", bytes), Store.YES));
    }
    document.add(new KeywordField("outcome", parsed.outcome(), Store.YES));
    document.add(new KeywordField("extractor", extractor, Store.YES));
    addTexts(document, "author", metadata.getValues(TikaCoreProperties.CREATOR));
    addTexts(document, "keywords", metadata.getValues(TikaCoreProperties.SUBJECT));
    for (String language : metadata.getValues(TikaCoreProperties.LANGUAGE)) {
      document.add(new KeywordField("language", cut(language), Store.YES));
    }
    Date created = metadata.getDate(TikaCoreProperties.CREATED);
    if (created != null) {
      document.add(new LongField("created", created.getTime(), Store.YES));
    }
    addMeta(document, metadata);
    return document;
  }

  private static void addTexts(Document document, String field, String[] values) {
    for (String value : values) {
      document.add(new TextField(field, value, Store.YES));
    }
  }

  private static void addMeta(Document document, Metadata metadata) {
    String[] keys = metadata.names();
    Arrays.sort(keys);
    int values = 0;
    for (String key : keys) {
      if (KEPT_IN_FIELDS_OF_THEIR_OWN.contains(key)) {
        continue;
      }
      for (String value : metadata.getValues(key)) {
        if (values++ < META_VALUES_MAX) {
          document.add(new StringField("meta", cut(key + "=" + value), Store.YES));
        }
      }
    }
  }

  private static String cut(String value) {
    return value.length() <= META_VALUE_CHARS_MAX
        ? value
        : value.substring(0, META_VALUE_CHARS_MAX);
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static String contentType(Metadata metadata) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    return type == null ? "application/octet-stream" : type.replaceFirst("\\s*;.*", "");
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
