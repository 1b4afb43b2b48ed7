package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is read from pictures where a person asks for it, by a program that may misbehave. */
@Timeout(300)
class OcrTest {
  private static final String WORDS = "gingerbread read as eng+deu";

  @TempDir Path root;
  @TempDir Path other;
  private StandInTesseract tesseract;
  private ExtractorConfig config;

  @BeforeEach
  void installTheProgram() throws IOException {
    tesseract = new StandInTesseract(other.resolve("bin"));
    config =
        ExtractorConfig.DEFAULT
            .withTemporaryDirectory(Files.createDirectory(other.resolve("tmp")))
            .withOcr(tesseract.reading("eng+deu"));
  }

  private static byte[] zipOf(String name, byte[] entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(entry);
    }
    return bytes.toByteArray();
  }

  private ExtractedFile extract(ExtractorConfig with, String name, byte[] bytes) throws Exception {
    return OneFile.extract(with, root, name, bytes);
  }

  @ParameterizedTest
  @EnumSource(Isolation.Mode.class)
  void pictureIsRead(Isolation.Mode mode) throws Exception {
    ExtractorConfig with = config.withIsolation(Isolation.NONE.withMode(mode));
    ExtractedFile file = extract(with, "scan.png", StandInTesseract.picture());
    assertThat(file.cause(), file.outcome(), is(Outcome.OK));
    assertThat(file.contentType(), is("image/png"));
    assertThat(file.content().text(), containsString(WORDS));
    assertThat(file.extractor(), endsWith(";ocr=eng+deu"));
  }

  @Test
  void pageWithoutTextIsRead() throws Exception {
    ExtractedFile file = extract(config, "scan.pdf", StandInTesseract.blankPdf());
    assertThat(file.cause(), file.outcome(), is(Outcome.OK));
    assertThat(file.content().text(), containsString(WORDS));
    assertThat(file.extractor(), endsWith(";ocr=eng+deu"));
  }

  @Test
  void pictureInAnArchiveIsRead() throws Exception {
    ExtractedFile file = extract(config, "a.zip", zipOf("scan.png", StandInTesseract.picture()));
    assertThat(file.items().get(0).content().text(), containsString(WORDS));
    assertThat(file.extractor(), endsWith(";ocr=eng+deu"));
  }

  @Test
  void whatHoldsNoPictureHasNothingToDoWithIt() throws Exception {
    byte[] text = "plain words".getBytes(StandardCharsets.UTF_8);
    for (ExtractedFile file :
        List.of(extract(config, "a.txt", text), extract(config, "a.zip", zipOf("a.txt", text)))) {
      assertThat(file.extractor(), not(containsString("ocr")));
    }
    assertThat(tesseract.calls(), is(empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan.png", "scan.pdf", "a.zip"})
  void withoutItPicturesSayThatTheyCouldHaveBeenRead(String name) throws Exception {
    byte[] bytes =
        switch (name) {
          case "scan.png" -> StandInTesseract.picture();
          case "scan.pdf" -> StandInTesseract.blankPdf();
          default -> zipOf("scan.png", StandInTesseract.picture());
        };
    for (Isolation isolation : List.of(Isolation.NONE, Isolation.AUTO)) {
      ExtractedFile file = extract(config.withOcr(Ocr.NONE).withIsolation(isolation), name, bytes);
      assertThat(file.extractor(), endsWith(";ocr=none"));
      assertThat(file.content().text(), not(containsString("gingerbread")));
    }
    assertThat(tesseract.calls(), is(empty()));
  }

  @Test
  void programGoesWithTheChildThatWaitsForIt() throws Exception {
    tesseract.hang();
    ExtractorConfig with =
        config
            .withIsolation(Isolation.AUTO)
            .withLimits(ExtractionLimits.DEFAULT.withParseTimeoutMillis(10_000));
    ExtractedFile file = extract(with, "scan.png", StandInTesseract.picture());
    assertThat(file.outcome(), is(Outcome.TIMED_OUT));
    assertThat(file.cause(), startsWith("took longer than 10000 ms"));
    awaitEndOfAll();
  }

  @Test
  void programIsEndedWithTheThreadThatWaitsForIt() throws Exception {
    tesseract.hang();
    ExtractorConfig with =
        config.withLimits(ExtractionLimits.DEFAULT.withParseTimeoutMillis(5_000));
    ExtractedFile file = extract(with, "scan.png", StandInTesseract.picture());
    assertThat(file.outcome(), is(Outcome.TIMED_OUT));
    awaitEndOfAll();
  }

  private void awaitEndOfAll() throws Exception {
    assertThat(tesseract.calls().isEmpty(), is(false));
    for (long pid : tesseract.calls()) {
      var program = ProcessHandle.of(pid);
      if (program.isPresent()) {
        program.get().onExit().get(60, TimeUnit.SECONDS);
      }
    }
  }

  /** The child itself uses no processor meanwhile. */
  @Test
  void childWhoseProgramIsAtWorkIsNotTakenForOneThatDoesNothing() throws Exception {
    tesseract.work();
    ExtractorConfig with = config.withIsolation(Isolation.AUTO.withStallMillis(1_000));
    ExtractedFile file = extract(with, "scan.png", StandInTesseract.picture());
    assertThat(file.cause(), file.outcome(), is(Outcome.OK));
    assertThat(file.content().text(), containsString(WORDS));
  }

  @Test
  void childWhoseProgramDoesNothingIsKilledBeforeTheLimit() throws Exception {
    tesseract.hang();
    ExtractorConfig with = config.withIsolation(Isolation.AUTO.withStallMillis(2_000));
    ExtractedFile file = extract(with, "scan.png", StandInTesseract.picture());
    assertThat(file.outcome(), is(Outcome.TIMED_OUT));
    assertThat(file.cause(), startsWith("did nothing for"));
    awaitEndOfAll();
  }

  @Test
  void programThatIsNotThereIsSaidSo() {
    Ocr ocr = new Ocr("eng", other.resolve("nowhere").toString());
    OcrUnavailableException missing = assertThrows(OcrUnavailableException.class, ocr::require);
    assertThat(
        missing.getMessage(),
        is(
            "--ocr needs the program 'tesseract', which cannot be started here: install Tesseract,"
                + " say where it is with --ocr-path, or leave --ocr out"));
  }

  @Test
  void languageThatIsNotThereIsNamed() {
    tesseract.reading("deu+eng").require();
    OcrUnavailableException missing =
        assertThrows(
            OcrUnavailableException.class, () -> tesseract.reading("eng+fra+tur").require());
    assertThat(
        missing.getMessage(),
        is("--ocr-languages: Tesseract has no data for fra, tur here, but for deu, eng"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-l", "eng deu", "+eng", "eng+", "eng;x", "../eng"})
  void languagesThatAreNoneAreRefused(String languages) {
    assertThrows(IllegalArgumentException.class, () -> new Ocr(languages, ""));
  }

  @Test
  void noRecognitionNeedsNothing() {
    Ocr.NONE.require();
    assertThat(List.of(Ocr.NONE.isOn()), contains(false));
  }
}
