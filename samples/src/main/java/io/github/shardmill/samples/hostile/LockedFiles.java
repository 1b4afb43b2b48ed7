package io.github.shardmill.samples.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.shardmill.samples.generate.SampleCorpus;
import java.util.Map;

/** Files that need a password, and files that only say so. */
final class LockedFiles {
  private static final byte[] NOISE = "4f9d12c07ab3e65881d2f0439bc7aa10".getBytes(US_ASCII);

  private LockedFiles() {}

  static void addTo(HostileFiles files) {
    Map<String, byte[]> samples = SampleCorpus.files();
    files.add("locked/report.pdf", samples.get("documents/biscuit.pdf"));
    files.add("locked/counter.docx", samples.get("documents/counter-two.docx"));
    files.add("locked/renamed.txt", samples.get("documents/counter-two.docx"));
    files.add("locked/flag.zip", zip(RawZip.ENCRYPTED, 0).toBytes());
    files.add("locked/aes.zip", zip(RawZip.ENCRYPTED, RawZip.AES).toBytes());
    files.add(
        "locked/half.zip",
        zip(RawZip.ENCRYPTED, 0).addStored("open.txt", "umbrella".getBytes(US_ASCII)).toBytes());
    files.add(
        "locked/inside.zip",
        new RawZip()
            .addStored("report.pdf", samples.get("documents/biscuit.pdf"))
            .addStored("open.txt", "umbrella".getBytes(US_ASCII))
            .toBytes());
    addEncrypted(files);
    files.add("locked/book.odt", lockedOdt());
    files.add("locked/no-such-handler.pdf", pdf("/Filter/Nobody/V 99/R 99/O()/U()/P 0"));
    files.add("locked/empty-keys.pdf", pdf("/Filter/Standard/V 5/R 6/O()/U()/P 0/Length -1"));
  }

  /** Archives and a workbook that their password opens. */
  private static void addEncrypted(HostileFiles files) {
    byte[] locked = "umbrella under lock and key".getBytes(US_ASCII);
    byte[] open = "umbrella for everybody".getBytes(US_ASCII);
    ZipLock lock = new ZipLock(SampleCorpus.PASSWORD);
    files.add("locked/pkzip.zip", lock.addPkzip(new RawZip(), "locked.txt", locked).toBytes());
    files.add("locked/winzip.zip", lock.addAes(new RawZip(), "locked.txt", locked).toBytes());
    RawZip mixed = new RawZip().addStored("first.txt", open);
    lock.addPkzip(mixed, "locked.txt", locked).addStored("second.txt", open);
    lock.addAes(mixed, "also locked.txt", locked).addStored("third.txt", open);
    files.add("locked/mixed.zip", mixed.toBytes());
    files.add(
        "locked/around.zip",
        new RawZip().addStored("mixed.zip", mixed.toBytes()).addStored("open.txt", open).toBytes());
    files.add("locked/content.7z", sevenZip().addLocked("locked.txt", locked).toBytes());
    files.add("locked/names.7z", sevenZip().addLocked("locked.txt", locked).toBytesWithoutNames());
    files.add(
        "locked/mixed.7z",
        sevenZip()
            .addOpen("first.txt", open)
            .addLocked("locked.txt", locked)
            .addOpen("second.txt", open)
            .toBytes());
    files.add("locked/ledger.xls", SampleCorpus.lockedWorkbook());
  }

  private static SevenZipLock sevenZip() {
    return new SevenZipLock(SampleCorpus.PASSWORD);
  }

  private static RawZip zip(int flags, int method) {
    return new RawZip()
        .add("locked.txt", new RawZip.Header(flags, method, 0x12345678, NOISE.length), NOISE);
  }

  private static byte[] lockedOdt() {
    return Containers.odt(
        Map.of(
            "content.xml",
            new String(NOISE, US_ASCII),
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
                + "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:size=\"99\">"
                + "<manifest:encryption-data manifest:checksum-type=\"SHA1/1K\""
                + " manifest:checksum=\"x\"/></manifest:file-entry></manifest:manifest>"));
  }

  private static byte[] pdf(String dictionary) {
    return RawPdf.ofOnePage("", ">>").stream("", "BT /F 12 Tf (x) Tj ET")
        .font()
        .add("<<" + dictionary + ">>")
        .toBytes("/Encrypt 6 0 R/ID[<00><00>]");
  }
}
