package io.github.shardmill.file.extract;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads a made-up type, and does what its documents say: {@code DEADLY order word}. Found by Tika
 * as any parser is, so that it is there in child processes too.
 */
public final class DeadlyParser implements Parser {
  private static final long serialVersionUID = 1L;
  private static final MediaType TYPE = MediaType.application("x-deadly");
  private static final AtomicInteger PARSES = new AtomicInteger();

  /** Returns a document that gives an order; its type is seen whatever its name. */
  public static String document(String order) {
    return "DEADLY " + order;
  }

  @Override
  public Set<MediaType> getSupportedTypes(ParseContext context) {
    return Set.of(TYPE);
  }

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
      throws IOException, SAXException {
    String[] words = new String(stream.readNBytes(100), StandardCharsets.UTF_8).split("\\s+");
    XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
    xhtml.startDocument();
    obey(words[1], words.length > 2 ? words[2] : "");
    xhtml.characters("survived " + words[1]);
    if (words[1].equals("pid")) {
      xhtml.characters(" " + ProcessHandle.current().pid());
    }
    xhtml.endDocument();
  }

  private static void obey(String order, String word) throws IOException {
    int earlier = PARSES.getAndIncrement();
    switch (order) {
      case "sleep" -> sleep();
      case "spin" -> spin();
      case "exhaust" -> exhaust(Integer.MAX_VALUE);
      case "need" -> exhaust(Integer.parseInt(word));
      case "overflow" -> overflow(0);
      case "exit" -> System.exit(Integer.parseInt(word));
      case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(word));
      case "kill" -> kill();
      case "litter" -> litter();
      case "fresh" -> requireFresh(earlier);
      case "print" -> print(System.out, word);
      case "read" -> System.in.read();
      case "garble" -> print(new FileOutputStream(FileDescriptor.out), word);
      case "complain" -> complain(word);
      case "meet" -> meet(Path.of(word));
      case "once" -> haltOnce(Path.of(word));
      default -> {}
    }
  }

  private static void sleep() {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException unheeded) {
        Thread.onSpinWait();
      }
    }
  }

  private static void spin() throws IOException {
    Files.createTempFile("spinning", "");
    while (true) {
      Thread.onSpinWait();
    }
  }

  private static int exhaust(int mebibytes) {
    List<byte[]> held = new ArrayList<>();
    for (int i = 0; i < mebibytes; i++) {
      held.add(new byte[1 << 20]);
    }
    return held.size();
  }

  private static int overflow(int depth) {
    return depth < 0 ? 0 : overflow(depth + 1) + depth;
  }

  private static void kill() throws IOException {
    new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
    sleep();
  }

  private static void litter() throws IOException {
    Path directory = Files.createTempDirectory("litter");
    Files.writeString(directory.resolve("left-behind"), "left behind");
    Runtime.getRuntime().halt(9);
  }

  private static void requireFresh(int earlier) {
    if (earlier > 0) {
      Runtime.getRuntime().halt(8);
    }
  }

  private static void print(OutputStream out, String word) throws IOException {
    for (int i = 0; i < 10_000; i++) {
      out.write((word + " ").getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }

  /** Goes on when three processes have been here. */
  private static void meet(Path place) throws IOException {
    Files.writeString(place.resolve(Long.toString(ProcessHandle.current().pid())), "");
    long present = 0;
    while (present < 3) {
      try (Stream<Path> all = Files.list(place)) {
        present = all.count();
      }
    }
  }

  private static void haltOnce(Path mark) throws IOException {
    if (!Files.exists(mark)) {
      Files.writeString(mark, "");
      Runtime.getRuntime().halt(9);
    }
  }

  private static void complain(String word) {
    PrintStream err = System.err;
    err.println("first line");
    err.println("about to end: " + word);
    Runtime.getRuntime().halt(6);
  }
}
