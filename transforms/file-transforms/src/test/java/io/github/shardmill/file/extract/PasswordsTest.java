package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Encrypted documents are opened where the right password is known, and say so where it is not. */
@Timeout(300)
class PasswordsTest {
  private static final String RIGHT = "secret";

  @TempDir Path root;
  @TempDir Path other;
  private ExtractorConfig config;

  @BeforeEach
  void prepare() throws IOException {
    config =
        ExtractorConfig.DEFAULT.withTemporaryDirectory(Files.createDirectory(other.resolve("tmp")));
  }

  private ExtractorConfig knowing(String... passwords) throws IOException {
    Path list = Files.write(other.resolve("words"), List.of(passwords));
    return config.withPasswords(new Passwords(list.toString(), 77));
  }

  private ExtractedFile extract(ExtractorConfig with, String name, byte[] bytes) throws Exception {
    ExtractedFile extracted = OneFile.extract(with, root, name, bytes);
    try (Stream<Path> left = Files.list(other.resolve("tmp"))) {
      assertThat(left.toList(), is(empty()));
    }
    return extracted;
  }

  @ParameterizedTest
  @EnumSource(Isolation.Mode.class)
  void documentIsOpenedWithTheOneThatFits(Isolation.Mode mode) throws Exception {
    ExtractorConfig with =
        knowing("wrong", "", "also wrong", RIGHT).withIsolation(Isolation.NONE.withMode(mode));
    Map<String, byte[]> documents =
        Map.of(
            "a.pdf", SampleDocuments.pdf(RIGHT),
            "a.docx", SampleDocuments.encryptedDocx(),
            "a.xls", SampleDocuments.encryptedXls());
    for (Map.Entry<String, byte[]> document : documents.entrySet()) {
      String name = document.getKey();
      assertThat(name, extract(config, name, document.getValue()).outcome(), is(Outcome.ENCRYPTED));
      ExtractedFile file = extract(with, name, document.getValue());
      assertThat(name + " " + file.cause(), file.outcome(), is(Outcome.OK));
      assertThat(file.content().text().isBlank(), is(false));
      assertThat(file.extractor(), not(containsString("passwords")));
    }
  }

  @Test
  void sevenZipIsOpenedThoughNothingIsLockedButItsContent() throws Exception {
    byte[] archive = SampleDocuments.sevenZip(RIGHT, "first.txt", "second.txt");
    ExtractedFile locked = extract(config, "a.7z", archive);
    assertThat(locked.cause(), locked.outcome(), is(Outcome.ENCRYPTED));
    assertThat(locked.items(), is(empty()));
    ExtractedFile open = extract(knowing("wrong", RIGHT), "a.7z", archive);
    assertThat(open.cause(), open.outcome(), is(Outcome.OK));
    assertThat(open.items(), hasSize(2));
    assertThat(open.items().get(1).content().text(), containsString("grain of second.txt"));
  }

  /** Archivers leave times out when they are told to. */
  @Test
  void sevenZipWithoutTimesIsRead() throws Exception {
    ExtractedFile file = extract(config, "a.7z", SampleDocuments.sevenZip("", "open.txt"));
    assertThat(file.cause(), file.outcome(), is(Outcome.OK));
    assertThat(file.items().get(0).content().text(), containsString("grain of open.txt"));
  }

  @Test
  void documentThatNoneFitsStaysEncrypted() throws Exception {
    for (ExtractorConfig with : List.of(config, knowing("wrong", "also wrong"))) {
      ExtractedFile file = extract(with, "a.pdf", SampleDocuments.pdf(RIGHT));
      assertThat(file.outcome(), is(Outcome.ENCRYPTED));
      assertThat(file.cause(), not(containsString("wrong")));
      assertThat(
          file.extractor(),
          endsWith(with.passwords().areNone() ? ";ocr=none" : ";ocr=none;passwords=77"));
    }
  }

  /** Such a document is parsed while it is read, and its bytes are gone when it was tried once. */
  @Test
  void largeDocumentIsOpenedToo() throws Exception {
    byte[] large = largePdf();
    for (Isolation isolation : List.of(Isolation.NONE, Isolation.AUTO)) {
      ExtractedFile file =
          extract(knowing("wrong", RIGHT).withIsolation(isolation), "large.pdf", large);
      assertThat(file.cause(), file.outcome(), is(Outcome.OK));
      assertThat(file.content().text().isBlank(), is(false));
      assertThat(file.digests().orElseThrow().size(), is((long) large.length));
    }
  }

  /** What says where the document begins stands at the end again, behind blank lines. */
  private static byte[] largePdf() throws IOException {
    byte[] small = SampleDocuments.pdf(RIGHT);
    String text = new String(small, StandardCharsets.ISO_8859_1);
    byte[] end = text.substring(text.lastIndexOf("startxref")).getBytes(StandardCharsets.US_ASCII);
    byte[] large = Arrays.copyOf(small, FileExtractor.IN_MEMORY_BYTES + 1_000);
    Arrays.fill(large, small.length, large.length - end.length, (byte) '\n');
    System.arraycopy(end, 0, large, large.length - end.length, end.length);
    return large;
  }

  @Test
  void otherDocumentsAreReadAsEver() throws Exception {
    byte[] text = "plain words".getBytes(StandardCharsets.UTF_8);
    byte[] large = new byte[FileExtractor.IN_MEMORY_BYTES + 1];
    Arrays.fill(large, (byte) 'a');
    assertThat(extract(knowing("x"), "a.txt", text).content().text().strip(), is("plain words"));
    assertThat(extract(knowing("x"), "large.txt", large).outcome(), is(Outcome.TRUNCATED));
  }

  /** Everybody on a machine can read the command lines of its processes. */
  @Test
  void commandLineOfAChildHoldsNoPassword() throws Exception {
    ExtractorConfig with = knowing("tell-nobody");
    String arguments = String.join(" ", ParsingProgram.arguments(with, 1));
    assertThat(arguments, not(containsString("tell-nobody")));
    assertThat(with.toString(), not(containsString("tell-nobody")));
    assertThat(PasswordList.of(with.passwords()).toString(), is("1 passwords"));
  }

  @Test
  void listIsReadAsItStands() throws Exception {
    Path list =
        Files.writeString(other.resolve("list"), "\uFEFFeins\r\n\n zw\u00f6lf \neins\nlast");
    assertThat(PasswordList.read(list).values(), is(List.of("eins", " zw\u00f6lf ", "last")));
  }

  @Test
  void listThatIsNoneIsRefusedWithoutAWordOfIt() throws Exception {
    Path list = Files.write(other.resolve("list"), new byte[] {'s', 'e', (byte) 0xff, 'c'});
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> PasswordList.read(list));
    assertThat(refused.getMessage(), is("the list of passwords " + list + " is not UTF-8"));
    List<String> many = new ArrayList<>();
    for (int i = 0; i <= PasswordList.MAX_PASSWORDS; i++) {
      many.add("p" + i);
    }
    Files.write(list, many);
    refused = assertThrows(IllegalArgumentException.class, () -> PasswordList.read(list));
    assertThat(refused.getMessage(), endsWith("has more than 10000 passwords"));
  }

  @Test
  void archiveSaysHowManyOfItsEntriesAreEncrypted() throws Exception {
    byte[] half = zip("locked one.txt", "open.txt", "locked two.txt");
    for (Isolation isolation : List.of(Isolation.NONE, Isolation.AUTO)) {
      for (ExtractorConfig with : List.of(config, knowing("wrong"))) {
        ExtractedFile file = extract(with.withIsolation(isolation), "half.zip", half);
        assertThat(file.outcome(), is(Outcome.ENCRYPTED));
        assertThat(file.cause(), is("2 entries are encrypted; the text of the others is indexed"));
        assertThat(file.items(), hasSize(1));
        assertThat(file.items().get(0).content().text(), containsString("gingerbread of open.txt"));
      }
    }
  }

  @Test
  void archiveInAnArchiveSaysSoToo() throws Exception {
    byte[] outer = zip(new String[] {"inner.zip"}, new byte[][] {zip("locked.txt")});
    ExtractedFile file = extract(config, "outer.zip", outer);
    assertThat(file.outcome(), is(Outcome.OK));
    ExtractedItem inner = file.items().get(0);
    assertThat(inner.outcome(), is(Outcome.ENCRYPTED));
    assertThat(inner.cause(), is("1 entry is encrypted; the text of the others is indexed"));
  }

  @Test
  void openArchiveIsOpen() throws Exception {
    assertThat(extract(config, "open.zip", zip("open.txt")).outcome(), is(Outcome.OK));
  }

  private static byte[] zip(String... names) {
    byte[][] entries = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      entries[i] = ("gingerbread of " + names[i]).getBytes(StandardCharsets.US_ASCII);
    }
    return zip(names, entries);
  }

  /** Java writes no such archives: entries that begin with {@code locked} say that they are. */
  private static byte[] zip(String[] names, byte[][] entries) {
    LittleEndian out = new LittleEndian();
    LittleEndian directory = new LittleEndian();
    for (int i = 0; i < names.length; i++) {
      int offset = out.size();
      byte[] name = names[i].getBytes(StandardCharsets.US_ASCII);
      CRC32 crc = new CRC32();
      crc.update(entries[i]);
      int flags = names[i].startsWith("locked") ? 1 : 0;
      out.ints(0x04034b50).shorts(20, flags, 0, 0, 0x21);
      out.ints((int) crc.getValue(), entries[i].length, entries[i].length);
      out.shorts(name.length, 0).bytes(name).bytes(entries[i]);
      directory.ints(0x02014b50).shorts(20, 20, flags, 0, 0, 0x21);
      directory.ints((int) crc.getValue(), entries[i].length, entries[i].length);
      directory.shorts(name.length, 0, 0, 0, 0).ints(0, offset).bytes(name);
    }
    int at = out.size();
    out.bytes(directory.toByteArray());
    out.ints(0x06054b50).shorts(0, 0, names.length, names.length);
    out.ints(directory.size(), at).shorts(0);
    return out.toByteArray();
  }

  private static final class LittleEndian {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    LittleEndian shorts(int... values) {
      for (int value : values) {
        out.write(value);
        out.write(value >> 8);
      }
      return this;
    }

    LittleEndian ints(int... values) {
      for (int value : values) {
        shorts(value, value >> 16);
      }
      return this;
    }

    LittleEndian bytes(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    int size() {
      return out.size();
    }

    byte[] toByteArray() {
      return out.toByteArray();
    }
  }
}
