package io.github.shardmill.file.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.tika.exception.TikaConfigException;
import org.apache.tika.parser.ocr.TesseractOCRParser;

/** The program that reads text from pictures. Stateless, but for what was found once. */
final class TesseractProgram {
  private static final long PATIENCE_SECONDS = 30;

  /** The parser's own limit must not be the first to strike: ours says what took too long. */
  private static final int NEVER_SECONDS = (int) TimeUnit.DAYS.toSeconds(1);

  private static final Set<Ocr> FOUND = ConcurrentHashMap.newKeySet();

  private TesseractProgram() {}

  /** See {@link Ocr#require}. */
  static void require(Ocr ocr) {
    if (FOUND.contains(ocr)) {
      return;
    }
    Set<String> known = languages(ocr);
    List<String> missing = new ArrayList<>();
    for (String language : ocr.languages().split("\\+")) {
      if (!known.contains(language)) {
        missing.add(language);
      }
    }
    if (!missing.isEmpty()) {
      throw new OcrUnavailableException(
          "--ocr-languages: Tesseract has no data for "
              + String.join(", ", missing)
              + " here, but for "
              + known.stream().sorted().collect(Collectors.joining(", ")));
    }
    FOUND.add(ocr);
  }

  private static Set<String> languages(Ocr ocr) {
    List<String> command = List.of(program(ocr), "--list-langs");
    Process process = null;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      // The list fits the pipe: there are some 130 languages.
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw unavailable("does not answer", null);
      }
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw unavailable("failed: " + FailureCause.line(answer), null);
      }
      return answer.lines().skip(1).map(String::strip).collect(Collectors.toSet());
    } catch (IOException e) {
      throw unavailable("cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was not waited for", e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static OcrUnavailableException unavailable(String what, Throwable cause) {
    return new OcrUnavailableException(
        "--ocr needs the program 'tesseract', which "
            + what
            + " here: install Tesseract, say where it is with --ocr-path, or leave --ocr out",
        cause);
  }

  private static String program(Ocr ocr) {
    String name = TesseractOCRParser.getTesseractProg();
    return ocr.directory().isEmpty() ? name : Path.of(ocr.directory()).resolve(name).toString();
  }

  /**
   * Returns a parser that runs the program.
   *
   * @throws OcrUnavailableException if it is not there
   */
  static TesseractOCRParser parser(Ocr ocr) {
    TesseractOCRParser parser = new TesseractOCRParser();
    try {
      if (!ocr.directory().isEmpty()) {
        parser.setTesseractPath(ocr.directory());
      }
      parser.setLanguage(ocr.languages());
      parser.setTimeout(NEVER_SECONDS);
      parser.initialize(Map.of());
      if (!parser.hasTesseract()) {
        throw unavailable("cannot be started", null);
      }
      return parser;
    } catch (TikaConfigException e) {
      throw unavailable("cannot be used", e);
    }
  }
}
