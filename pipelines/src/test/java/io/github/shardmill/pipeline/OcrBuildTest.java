package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.file.extract.Ocr;
import io.github.shardmill.io.WorkerCheckException;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading text from pictures is a setting that concerns files with pictures and no others. */
class OcrBuildTest {
  /** Answers as Tesseract does, and reads the same from every picture. */
  private static final String STAND_IN =
      """
      #!/bin/sh
      case "$1" in
        --list-langs) printf 'List of available languages (2):\\neng\\ndeu\\n'; exit 0 ;;
        '') exit 0 ;;
      esac
      out=$2
      while [ $# -gt 0 ]; do
        if [ "$1" = -l ]; then languages=$2; fi
        shift
      done
      echo "gingerbread read as $languages" > "$out.txt"
      """;

  private static final int NOTES = 10;

  @TempDir Path directory;
  private IndexedTree tree;
  private Path bin;

  @BeforeEach
  void plantTree() throws IOException {
    tree = new IndexedTree(directory);
    tree.writeNotes("d", NOTES);
    ImageIO.write(
        new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB),
        "png",
        tree.file("d/scan.png").toFile());
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(tree.file("d/scans.zip")))) {
      zip.putNextEntry(new ZipEntry("scan.png"));
      zip.write(Files.readAllBytes(tree.file("d/scan.png")));
    }
    tree.age("d/scan.png");
    tree.age("d/scans.zip");
    bin = Files.createDirectory(directory.resolve("bin"));
    Files.writeString(bin.resolve("tesseract"), STAND_IN);
    Files.setPosixFilePermissions(
        bin.resolve("tesseract"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private TestBuild reading(TestBuild build, String languages) {
    return build.withExtraction(Extraction.DEFAULT.withOcr(new Ocr(languages, bin.toString())));
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
        is(new Ocr("deu", bin.toString())));
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
