package io.github.shardmill.file.extract;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Writes a mail as Outlook saves it (MS-OXMSG): a directory of properties for the mail, for its
 * recipient and for its attachment.
 */
final class OutlookMail {
  private static final int TEXT = 0x001f;
  private static final int BINARY = 0x0102;
  private static final int NUMBER = 0x0003;
  private static final int TIME = 0x0040;
  private static final int READABLE = 6;
  private static final int TO = 1;
  private static final int BY_VALUE = 1;

  private final DirectoryEntry directory;
  private final ByteArrayOutputStream list = new ByteArrayOutputStream();

  private OutlookMail(DirectoryEntry directory, byte[] head) {
    this.directory = directory;
    list.writeBytes(head);
  }

  /** Returns the mail that {@link SampleDocuments#mail} is too, with its attachment or without. */
  static byte[] flour(boolean hasAttachment) throws IOException {
    try (POIFSFileSystem files = new POIFSFileSystem();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      int attachments = hasAttachment ? 1 : 0;
      // How many recipients and attachments there are, and what numbers the next would have.
      byte[] head =
          head(32)
              .putInt(8, 1)
              .putInt(12, attachments)
              .putInt(16, 1)
              .putInt(20, attachments)
              .array();
      OutlookMail mail = new OutlookMail(files.getRoot(), head);
      mail.text(0x001a, "IPM.Note").text(0x0037, "Flour").text(0x1000, "Ten sacks, please.\r\n");
      mail.text(0x0c1a, "Ada Miller").text(0x0c1e, "SMTP").text(0x0c1f, "ada@example.org");
      mail.text(0x5d01, "ada@example.org").text(0x0e04, "Bo Baker").text(0x1035, "<1@example.org>");
      mail.time(0x0039, Instant.parse("2024-02-03T04:05:06Z")).write();
      recipient(files.getRoot());
      if (hasAttachment) {
        attachment(files.getRoot());
      }
      names(files.getRoot());
      files.writeFilesystem(out);
      return out.toByteArray();
    }
  }

  private static void recipient(DirectoryEntry mail) throws IOException {
    DirectoryEntry directory = mail.createDirectory("__recip_version1.0_#00000000");
    OutlookMail recipient = new OutlookMail(directory, new byte[8]);
    recipient.text(0x3001, "Bo Baker").text(0x3002, "SMTP").text(0x3003, "bo@example.org");
    recipient.text(0x39fe, "bo@example.org").number(0x0c15, TO).write();
  }

  private static void attachment(DirectoryEntry mail) throws IOException {
    DirectoryEntry directory = mail.createDirectory("__attach_version1.0_#00000000");
    OutlookMail attachment = new OutlookMail(directory, new byte[8]);
    attachment.text(0x3704, "list.txt").text(0x3707, "list.txt").text(0x370e, "text/plain");
    attachment.bytes(0x3701, SampleDocuments.utf8("rye and spelt"));
    attachment.number(0x3705, BY_VALUE).write();
  }

  /** Says that there are no properties with names of their own. */
  private static void names(DirectoryEntry mail) throws IOException {
    DirectoryEntry names = mail.createDirectory("__nameid_version1.0");
    for (int id = 2; id <= 4; id++) {
      names.createDocument(stream(id, BINARY), new ByteArrayInputStream(new byte[0]));
    }
  }

  private OutlookMail text(int id, String value) throws IOException {
    byte[] bytes = value.getBytes(UTF_16LE);
    directory.createDocument(stream(id, TEXT), new ByteArrayInputStream(bytes));
    return listed(id, TEXT, bytes.length + 2);
  }

  private OutlookMail bytes(int id, byte[] value) throws IOException {
    directory.createDocument(stream(id, BINARY), new ByteArrayInputStream(value));
    return listed(id, BINARY, value.length);
  }

  private OutlookMail number(int id, int value) {
    return listed(id, NUMBER, value);
  }

  /** Tenths of microseconds since 1601. */
  private OutlookMail time(int id, Instant value) {
    return listed(id, TIME, (value.getEpochSecond() + 11_644_473_600L) * 10_000_000);
  }

  private OutlookMail listed(int id, int type, long value) {
    list.writeBytes(head(16).putInt(id << 16 | type).putInt(READABLE).putLong(value).array());
    return this;
  }

  private void write() throws IOException {
    directory.createDocument(
        "__properties_version1.0", new ByteArrayInputStream(list.toByteArray()));
  }

  private static String stream(int id, int type) {
    HexFormat hex = HexFormat.of().withUpperCase();
    return "__substg1.0_" + hex.toHexDigits((short) id) + hex.toHexDigits((short) type);
  }

  private static ByteBuffer head(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
