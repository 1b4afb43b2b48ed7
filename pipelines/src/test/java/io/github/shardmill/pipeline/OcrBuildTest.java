package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.file.extract.Ocr;
import io.github.shardmill.file.extract.StandInTesseract;
import io.github.shardmill.io.WorkerCheckException;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading text from pictures is a setting that concerns files with pictures and no others. */
class OcrBuildTest {
  private static final int NOTES = 10;

  @TempDir Path directory;
  private IndexedTree tree;
  private StandInTesseract tesseract;

  @BeforeEach
  void plantTree() throws IOException {
    tree = new IndexedTree(directory);
    tree.writeNotes("d", NOTES);
    Files.write(tree.file("d/scan.png"), StandInTesseract.picture());
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(tree.file("d/scans.zip")))) {
      zip.putNextEntry(new ZipEntry("scan.png"));
      zip.write(Files.readAllBytes(tree.file("d/scan.png")));
    }
    tree.age("d/scan.png");
    tree.age("d/scans.zip");
    tesseract = new StandInTesseract(directory.resolve("bin"));
  }

  private TestBuild reading(TestBuild build, String languages) {
    return build.withExtraction(Extraction.DEFAULT.withOcr(tesseract.reading(languages)));
  }

  private String text(String path) throws IOException {
    return (String) tree.value(path, FileSchema.CONTENT);
  }

  @Test
  void anotherSettingReadsFilesWithPicturesAgainAndNoOthers() throws Exception {
    tree.build().commitTo(tree.index());
    assertThat((String) tree.value("d/scan.png", FileSchema.EXTRACTOR), endsWith(";ocr=none"));

    assertThat(tree.parserCalls(reading(tree.update(), "eng")), is(2));
    assertThat(text("d/scan.png"), containsString("gingerbread read as eng"));
    assertThat(text("d/scans.zip!/scan.png"), containsString("gingerbread read as eng"));
    tree.assertEqualsFresh(reading(tree.build(), "eng"));

    assertThat(tree.parserCalls(reading(tree.update(), "eng+deu")), is(2));
    assertThat(text("d/scan.png"), containsString("gingerbread read as eng+deu"));

    assertThat(tree.parserCalls(tree.update()), is(2));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void sameSettingTakesTextFromTheIndex() throws Exception {
    reading(tree.build(), "eng").commitTo(tree.index());
    IndexedTree.awaitTrust();
    assertThat(tree.parserCalls(reading(tree.build(), "eng")), is(0));
    assertThat(text("d/scan.png"), containsString("gingerbread read as eng"));
  }

  @Test
  void childProcessesReadTheSame() throws Exception {
    reading(tree.build().withIsolation(Isolation.AUTO), "deu").commitTo(tree.index());
    assertThat(text("d/scan.png"), containsString("gingerbread read as deu"));
    tree.assertEqualsFresh(reading(tree.build(), "deu"));
  }

  @Test
  void settingIsRemembered() throws Exception {
    reading(tree.build(), "deu").commitTo(tree.index());
    assertThat(
        Builds.remembered(tree.index()).orElseThrow().extraction().ocr(),
        is(tesseract.reading("deu")));
  }

  @Test
  void machineWithoutTheProgramIsRefusedBeforeAnythingRuns() {
    Ocr ocr = new Ocr("eng", directory.resolve("nowhere").toString());
    TestBuild build = tree.build().withExtraction(Extraction.DEFAULT.withOcr(ocr));
    BuildRefusedException refused =
        assertThrows(BuildRefusedException.class, () -> Builds.start(build.settings(tree.index())));
    assertThat(refused.reason(), is(BuildRefusedException.Reason.USAGE));
    assertThat(refused.getMessage(), startsWith("--ocr needs the program 'tesseract'"));
    assertThat(Files.exists(tree.index()), is(false));
  }

  @Test
  void workerWithoutTheProgramIsNamed() {
    WorkerCheckException refused =
        assertThrows(
            WorkerCheckException.class,
            () -> OcrCheck.require(new Ocr("eng", directory.resolve("nowhere").toString())));
    assertThat(refused.getMessage(), startsWith("worker "));
    assertThat(refused.getMessage(), containsString("--ocr needs the program 'tesseract'"));
  }
}
