package io.github.shardmill.cli;

import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.file.extract.Ocr;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.PasswordFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is read of one file, and its limits. What is not given is as in the run before. */
final class ExtractionOptions {
  @Option(
      names = "--max-text",
      paramLabel = "CHARACTERS",
      description = "Longer texts are cut. Default: 10000000.")
  private Integer maxText;

  @Option(
      names = "--parse-timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "Parsing is given up after this, and a second more for every 16 MiB of a file: 500ms, "
              + "60s, 2m. Default: 2m.")
  private Duration parseTimeout;

  @Option(
      names = "--ocr",
      negatable = true,
      description =
          "Read text from pictures, and from pages of PDF files that have no text of their own, "
              + "with the program tesseract. Default: no.")
  private Boolean ocr;

  @Option(
      names = "--ocr-languages",
      paramLabel = "LANGUAGES",
      description = "The languages of that text, as Tesseract calls them: eng+deu. Default: eng.")
  private String ocrLanguages;

  @Option(
      names = "--ocr-path",
      paramLabel = "DIR",
      description =
          "The directory of the program tesseract, with its tessdata. Default: where programs are "
              + "searched.")
  private Path ocrPath;

  @Option(
      names = "--passwords",
      paramLabel = "FILE",
      description =
          "Try these passwords, one a line in UTF-8, on encrypted PDF and Office documents.")
  private Path passwords;

  @Option(names = "--no-passwords", description = "Try no passwords any more.")
  private boolean noPasswords;

  @Option(
      names = "--isolation",
      paramLabel = "WHAT",
      description =
          "What is parsed in child processes, where a parser that hangs or crashes costs one file: "
              + "none, auto (all but text, source code and small HTML pages) or all. Default: auto.")
  private Isolation.Mode isolation = Isolation.AUTO.mode();

  @Option(
      names = "--isolation-heap",
      paramLabel = "SIZE",
      converter = ByteSize.Converter.class,
      description =
          "The most heap of a child process, of which each thread has one. Default: 512MiB.")
  private ByteSize isolationHeap;

  /** Returns what is parsed in which process. */
  Isolation isolation() {
    Isolation chosen = Isolation.AUTO.withMode(isolation);
    return isolationHeap == null ? chosen : chosen.withHeapBytes(isolationHeap.bytes());
  }

  /**
   * Returns the rest.
   *
   * @param before of the run that this one goes on from
   */
  Extraction value(Extraction before) {
    return new Extraction(
        maxText == null ? before.maxTextCharacters() : maxText,
        parseTimeout == null ? before.parseTimeout() : parseTimeout,
        ocr(before.ocr()),
        passwords(before));
  }

  private Optional<PasswordFile> passwords(Extraction before) {
    if (noPasswords && passwords != null) {
      throw new IllegalArgumentException("give --passwords or --no-passwords");
    }
    if (passwords != null) {
      return Optional.of(PasswordFile.at(passwords.toAbsolutePath().toUri().toString()));
    }
    // As the list is now, not as it was.
    return noPasswords
        ? Optional.empty()
        : before.passwords().map(list -> PasswordFile.at(list.location()));
  }

  private Ocr ocr(Ocr before) {
    boolean isOn = ocr == null ? before.isOn() : ocr;
    if (!isOn) {
      if (ocrLanguages != null || ocrPath != null) {
        throw new IllegalArgumentException("--ocr-languages and --ocr-path need --ocr");
      }
      return Ocr.NONE;
    }
    String languages = before.isOn() ? before.languages() : Ocr.DEFAULT_LANGUAGES;
    return new Ocr(
        ocrLanguages == null ? languages : ocrLanguages,
        ocrPath == null ? before.directory() : ocrPath.toAbsolutePath().toString());
  }
}
