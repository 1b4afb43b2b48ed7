package io.github.shardmill.samples.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.shardmill.samples.generate.Packing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Archives whose entries would land elsewhere if anybody unpacked them by their names. */
final class Escapes {
  /** What the name of every entry that leaves its archive contains. */
  static final String MARK = "escaped-from-archive";

  private static final byte[] TEXT = "the umbrella that got away".getBytes(US_ASCII);

  private static final String[] NAMES = {
    "../" + MARK,
    "../".repeat(30) + "tmp/" + MARK,
    "/tmp/" + MARK,
    "//tmp/" + MARK,
    "a/../../" + MARK,
    "./../" + MARK + ".docx",
    "..\\..\\" + MARK,
    "C:\\" + MARK,
    "\\\\server\\share\\" + MARK,
    "file:///tmp/" + MARK,
    "~/" + MARK,
    MARK + "\0.txt",
    MARK + "\n.txt",
    MARK + "\u202etxt.exe",
    "",
    ".",
    "..",
    "/",
    "CON",
    "a//" + MARK,
    "n".repeat(5_000),
    "%2e%2e%2f" + MARK,
    "\u2025/" + MARK
  };

  private Escapes() {}

  static void addTo(HostileFiles files) {
    RawZip zip = new RawZip();
    RawZip twins = new RawZip();
    for (String name : NAMES) {
      zip.add(name, TEXT);
      twins.addStored("twin.txt", TEXT);
    }
    files.add("escapes/names.zip", zip.toBytes());
    files.add("escapes/twins.zip", twins.toBytes());
    files.add("escapes/names.jar", zip.toBytes());
    files.add(
        "escapes/names.docx",
        new RawZip().add("[Content_Types].xml", TEXT).add("../" + MARK, TEXT).toBytes());
    files.add("escapes/names.tar", tar());
    files.add(
        "escapes/attachment.eml",
        "From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n"
            + "Content-Disposition: attachment; filename=\"../../tmp/"
            + MARK
            + "\"\n\nthe umbrella that got away\n--b--\n");
    files.add("escapes/name.gz", gzip("../../tmp/" + MARK));
  }

  private static byte[] tar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (String name : NAMES) {
        if (!name.isEmpty()) {
          TarArchiveEntry entry = new TarArchiveEntry(name, true);
          entry.setModTime(0);
          entry.setSize(entry.isDirectory() ? 0 : TEXT.length);
          tar.putArchiveEntry(entry);
          tar.write(TEXT, 0, (int) entry.getSize());
          tar.closeArchiveEntry();
        }
      }
      link(tar, TarConstants.LF_SYMLINK, "/etc/hostname");
      link(tar, TarConstants.LF_LINK, "/etc/hostname");
      link(tar, TarConstants.LF_SYMLINK, "../../../..");
      link(tar, TarConstants.LF_CHR, "");
      link(tar, TarConstants.LF_FIFO, "");
    } catch (IOException e) {
      throw new UncheckedIOException("a tar in memory", e);
    }
    return bytes.toByteArray();
  }

  private static void link(TarArchiveOutputStream tar, byte kind, String target)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(MARK + kind, kind);
    entry.setModTime(0);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  /** A stored block behind a header that names the file. */
  private static byte[] gzip(String name) {
    byte[] plain = Packing.STORED.gzip(TEXT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 3);
    out.write(8);
    out.write(plain, 4, 6);
    out.writeBytes(name.getBytes(UTF_8));
    out.write(0);
    out.write(plain, 10, plain.length - 10);
    return out.toByteArray();
  }
}
