package io.github.shardmill.file.extract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A program that answers as Tesseract does and reads the same words from every picture, and
 * documents for it.
 */
public final class StandInTesseract {
  private static final String SCRIPT =
      """
      #!/bin/sh
      here=$(dirname "$0")
      case "$1" in
        --list-langs) printf 'List of available languages in "here" (2):\\neng\\ndeu\\n'; exit 0 ;;
        '') exit 0 ;;
      esac
      echo $$ >> "$here/calls"
      if [ -e "$here/hang" ]; then exec sleep 600; fi
      if [ -e "$here/busy" ]; then
        end=$(($(date +%s) + 4))
        while [ $(date +%s) -lt $end ]; do :; done
      fi
      out=$2
      while [ $# -gt 0 ]; do
        if [ "$1" = -l ]; then languages=$2; fi
        shift
      done
      echo "gingerbread read as $languages" > "$out.txt"
      """;

  /** The least that is a PDF: one page with nothing on it. */
  private static final String BLANK_PDF =
      """
      %PDF-1.4
      1 0 obj
      <</Type/Catalog/Pages 2 0 R>>
      endobj
      2 0 obj
      <</Type/Pages/Kids[3 0 R]/Count 1>>
      endobj
      3 0 obj
      <</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>
      endobj
      trailer
      <</Root 1 0 R>>
      %%EOF
      """;

  private final Path directory;

  /** Installs the program in a directory, which is made. */
  public StandInTesseract(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    Path program = Files.writeString(directory.resolve("tesseract"), SCRIPT);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Returns what makes use of it. */
  public Ocr reading(String languages) {
    return new Ocr(languages, directory.toString());
  }

  /** Lets it do nothing for minutes with the next picture. */
  void hang() throws IOException {
    Files.createFile(directory.resolve("hang"));
  }

  /** Lets it take some seconds of processor time for a picture. */
  void work() throws IOException {
    Files.createFile(directory.resolve("busy"));
  }

  /** Returns the ids of the processes that were given a picture. */
  public List<Long> calls() throws IOException {
    Path calls = directory.resolve("calls");
    return Files.exists(calls)
        ? Files.readAllLines(calls).stream().map(Long::valueOf).toList()
        : List.of();
  }

  /** Returns a picture with nothing on it. */
  public static byte[] picture() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }

  /** Returns a PDF of one page with nothing on it. */
  public static byte[] blankPdf() {
    return BLANK_PDF.getBytes(StandardCharsets.US_ASCII);
  }
}
