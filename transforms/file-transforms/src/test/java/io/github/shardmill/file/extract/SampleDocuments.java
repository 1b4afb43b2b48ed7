package io.github.shardmill.file.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Makes small documents of many formats. */
final class SampleDocuments {
  private SampleDocuments() {}

  static byte[] html() {
    return utf8(
        """
        <!DOCTYPE html>
        <html><head><meta charset="utf-8"><title>The mill</title>
        <meta name="author" content="Ada Miller"><meta name="keywords" content="grain, flour">
        <meta name="dc:language" content="en-GB">
        <style>p { color: red }</style><script>var hidden = 1;</script></head>
        <body><h1>Grain</h1><p>becomes fl\u00f6ur.</p></body></html>
        """);
  }

  static byte[] xml() {
    return utf8("<?xml version=\"1.0\"?><mill><grain>wheat</grain> and <b>rye</b></mill>");
  }

  static byte[] xmlThatNamesAFile(String uri) {
    return utf8(
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY secret SYSTEM \""
            + uri
            + "\">]><a>open &secret; end</a>");
  }

  static byte[] rtf() {
    return utf8(
        "{\\rtf1\\ansi{\\info{\\title The mill}{\\author Ada Miller}}\\pard Grain \\b flour\\b0 .\\par}");
  }

  static byte[] mail() {
    return utf8(
        """
        From: Ada Miller <ada@example.org>
        To: Bo Baker <bo@example.org>
        Subject: Flour
        Date: Sat, 3 Feb 2024 05:05:06 +0100
        Message-ID: <1@example.org>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        Ten sacks, please.
        --b
        Content-Type: text/plain; name="list.txt"
        Content-Disposition: attachment; filename="list.txt"

        rye and spelt
        --b--
        """
            .replace("\n", "\r\n"));
  }

  /** Returns a mailbox of so many mails, each with a little more than so many bytes. */
  static byte[] mailbox(int mails, int bytes) {
    String words = "rye and spelt, oats and barley\n";
    StringBuilder mailbox = new StringBuilder();
    for (int i = 0; i < mails; i++) {
      mailbox.append("From ada@example.org Sat Jan  1 00:00:00 2022\n");
      mailbox.append("From: Ada <ada@example.org>\nMessage-ID: <").append(i);
      mailbox.append("@example.org>\nSubject: Mail ").append(i).append("\n\n");
      mailbox.append(words.repeat(bytes / words.length() + 1)).append('\n');
    }
    return utf8(mailbox.toString());
  }

  static byte[] zip(String name, byte[] entry) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("first.txt", utf8("the first entry"));
    entries.put(name, entry);
    return zip(entries);
  }

  static byte[] zip(Map<String, byte[]> entries) throws IOException {
    return zip(entries, Deflater.DEFAULT_COMPRESSION);
  }

  static byte[] zip(Map<String, byte[]> entries, int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(level);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  static byte[] docx() throws IOException, InvalidFormatException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument()) {
      document.createParagraph().createRun().setText("Grain becomes flour");
      var properties = document.getProperties().getCoreProperties();
      properties.setTitle("The mill");
      properties.setCreator("Ada Miller");
      properties.setKeywords("grain; flour");
      document.getPackage().getPackageProperties().setCreatedProperty("2024-02-03T04:05:06Z");
      document.write(bytes);
    }
    return bytes.toByteArray();
  }

  static byte[] xlsx() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      var row = workbook.createSheet("Harvest").createRow(0);
      row.createCell(0).setCellValue("wheat");
      row.createCell(1).setCellValue(42);
      workbook.write(bytes);
    }
    return bytes.toByteArray();
  }

  static byte[] encryptedDocx()
      throws IOException, GeneralSecurityException, InvalidFormatException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (POIFSFileSystem container = new POIFSFileSystem()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (OutputStream out = encryptor.getDataStream(container)) {
        out.write(docx());
      }
      container.writeFilesystem(bytes);
    }
    return bytes.toByteArray();
  }

  /** Returns a workbook of the old kind that opens with the password {@code secret}. */
  static byte[] encryptedXls() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Biff8EncryptionKey.setCurrentUserPassword("secret");
    try (HSSFWorkbook workbook = new HSSFWorkbook()) {
      workbook.createSheet("Harvest").createRow(0).createCell(0).setCellValue("wheat");
      workbook.write(bytes);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
    return bytes.toByteArray();
  }

  /** Returns a 7z of texts, without times and, where there is a password, encrypted with it. */
  static byte[] sevenZip(String password, String... names) throws IOException {
    SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel();
    char[] key = password.isEmpty() ? null : password.toCharArray();
    try (SevenZOutputFile archive = new SevenZOutputFile(bytes, key)) {
      for (String name : names) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(name);
        archive.putArchiveEntry(entry);
        archive.write(utf8("grain of " + name));
        archive.closeArchiveEntry();
      }
      archive.finish();
      return Arrays.copyOf(bytes.array(), (int) bytes.size());
    }
  }

  static byte[] pdf() throws IOException {
    return pdf("");
  }

  /** Returns a document that opens with this password only; with none where it is empty. */
  static byte[] pdf(String password) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(FontName.HELVETICA), 12);
        content.newLineAtOffset(72, 700);
        content.showText("Grain becomes flour");
        content.endText();
      }
      var information = document.getDocumentInformation();
      information.setTitle("The mill");
      information.setAuthor("Ada Miller");
      information.setKeywords("grain, flour");
      information.getCOSObject().setString(COSName.CREATION_DATE, "D:20240203040506Z");
      if (!password.isEmpty()) {
        document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      }
      document.save(bytes);
    }
    return bytes.toByteArray();
  }

  /** Returns a database, for which no parser is on the class path. */
  static byte[] sqlite() {
    byte[] bytes = new byte[4096];
    byte[] magic = utf8("SQLite format 3\0");
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    return bytes;
  }

  static byte[] firstHalf(byte[] document) {
    return Arrays.copyOf(document, document.length / 2);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
