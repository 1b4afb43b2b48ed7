package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.shardmill.file.Outcome;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What many processes find together in a large container is what one finds alone. */
@Timeout(300)
class LargeContainersTest {
  private static final int LANES = 3;
  private static final int MAILS = 2_500;
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int CENTRAL_HEADER = 0x02014b50;

  @TempDir Path root;
  @TempDir Path temporary;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private int notes;

  /** Three processes meet in the first three blocks of items, so there are three. */
  @BeforeEach
  void beginWithPlacesToMeet() throws IOException {
    Path place = Files.createDirectory(root.resolve("p"));
    for (int block = 0; block < LANES; block++) {
      entries.put("meet" + block, deadly("meet " + place));
      addNotes(ItemClaims.BLOCK - 1);
    }
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.toList(), is(empty()));
    }
  }

  @Test
  void helpersFindTheSame() throws Exception {
    entries.put("inner.zip", SampleDocuments.zip("a.eml", SampleDocuments.mail()));
    entries.put("same.txt", SampleDocuments.utf8("the first of two names"));
    addNotes(2 * ItemClaims.BLOCK);
    entries.put("same.txt ", SampleDocuments.utf8("the second of two names"));
    entries.put("broken.pdf", SampleDocuments.utf8("%PDF-1.4\nno objects follow"));
    entries.put("empty.txt", new byte[0]);
    addNotes(FoundItems.MAX_HELD);
    FoundFamily found = assertSame(archive());

    assertThat(found.file().outcome(), is(Outcome.OK));
    assertThat(found.file().parts().count(), is(greaterThan(0)));
    assertThat(found.items().get("same.txt!2").name(), is("same.txt"));
    assertThat(found.items().containsKey("inner.zip!/a.eml!/list.txt"), is(true));
  }

  @Test
  @Tag("slow")
  void fewItemsComeWithTheirFile() throws Exception {
    FoundFamily found = assertSame(archive());

    assertThat(found.file().parts().count(), is(0));
    assertThat(found.items().size(), is(entries.size()));
  }

  @Test
  @Tag("slow")
  void helpersFindTheSameInAMailbox() throws Exception {
    Path mailbox = root.resolve("large.mbox");
    Files.write(mailbox, SampleDocuments.mailbox(MAILS, (int) (Helpers.MIN_BYTES / MAILS)));
    FoundFamily found = extract(mailbox, Isolation.AUTO.withLanes(LANES));

    assertThat(found.items().size(), is(MAILS));
    found.assertSameAs(extract(mailbox, Isolation.AUTO));
  }

  @Test
  void itemThatKillsItsProcessCostsItself() throws Exception {
    entries.put("deadly", deadly("exit 7"));
    addNotes(200);
    FoundFamily found = assertSame(archive());

    assertThat(found.file().outcome(), is(Outcome.OK));
    assertThat(found.items().get("deadly").outcome(), is(Outcome.CRASHED));
    assertThat(
        found.items().get("deadly").cause(), startsWith("its process ended with exit code 7"));
  }

  /** Whoever leads has the first block, since all wait there for each other. */
  @ParameterizedTest
  @Tag("slow")
  @ValueSource(ints = {0, 1})
  void processThatDiesOnceCostsNothing(int block) throws Exception {
    entries.put(
        "note" + block * (ItemClaims.BLOCK - 1) + ".txt",
        deadly("once " + root.resolve("m" + block)));
    addNotes(200);
    FoundFamily found = assertSame(archive());

    assertThat(found.file().outcome(), is(Outcome.OK));
    assertThat(found.items().size(), is(entries.size()));
    assertThat(
        found.items().values().stream().filter(item -> item.outcome() == Outcome.CRASHED).toList(),
        is(empty()));
  }

  @Test
  void encryptedEntriesAreCountedOnce() throws Exception {
    entries.put("secret.txt", SampleDocuments.utf8("a secret"));
    addNotes(40);
    Path archive = archive();
    lock(archive, "secret.txt");
    FoundFamily found = assertSame(archive);

    assertThat(found.file().outcome(), is(Outcome.ENCRYPTED));
    assertThat(found.file().cause(), startsWith("1 entry is encrypted"));
  }

  @Test
  @Tag("slow")
  void damagedContainerIsDamagedTheSameWay() throws Exception {
    addNotes(40);
    Path archive = archive();
    byte[] bytes = Files.readAllBytes(archive);
    // In the midst of the large entry, whose check sum is wrong then, and the end is not there.
    Files.write(archive, Arrays.copyOf(bytes, (int) Helpers.MIN_BYTES));

    assertSame(archive);
  }

  @Test
  @Tag("slow")
  void limitIsThatOfAllTogether() throws Exception {
    byte[] deep = SampleDocuments.utf8("the core");
    for (int i = 0; i < Family.MAX_DEPTH + 5; i++) {
      deep = SampleDocuments.zip("inner.zip", deep);
    }
    entries.put("deep.zip", deep);
    addNotes(100);
    FoundFamily found = assertSame(archive());

    assertThat(found.file().outcome(), is(Outcome.TRUNCATED));
    assertThat(Family.isWithinLimits(Family.MAX_COUNT, 0, 1), is(true));
    assertThat(Family.isWithinLimits(Family.MAX_COUNT + 1L, 0, 1), is(false));
    assertThat(Family.isWithinLimits(1, Family.FREE_BYTES - 1, 1), is(true));
    assertThat(Family.isWithinLimits(1, Family.FREE_BYTES, 1), is(false));
  }

  private static byte[] deadly(String order) {
    return SampleDocuments.utf8(DeadlyParser.document(order));
  }

  private void addNotes(int count) {
    for (int i = 0; i < count; i++) {
      String name = "note" + notes++ + ".txt";
      entries.put(name, SampleDocuments.utf8("these are words of " + name));
    }
  }

  /** Writes the entries, and one behind them that makes the archive large enough. */
  private Path archive() throws IOException {
    byte[] large = new byte[(int) Helpers.MIN_BYTES];
    new Random(1).nextBytes(large);
    entries.put("large.bin", large);
    Path archive = root.resolve("large.zip");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        ZipEntry place = new ZipEntry(entry.getKey());
        place.setMethod(ZipEntry.STORED);
        place.setSize(entry.getValue().length);
        place.setCrc(crc.getValue());
        zip.putNextEntry(place);
        zip.write(entry.getValue());
      }
    }
    return archive;
  }

  /** Says of an entry that it is encrypted. */
  private static void lock(Path archive, String name) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] ascii = SampleDocuments.utf8(name);
    for (int i = 46; i + ascii.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + ascii.length, ascii, 0, ascii.length)) {
        if (buffer.getInt(i - 30) == LOCAL_HEADER) {
          bytes[i - 30 + 6] |= 1;
        } else if (buffer.getInt(i - 46) == CENTRAL_HEADER) {
          bytes[i - 46 + 8] |= 1;
        }
      }
    }
    Files.write(archive, bytes);
  }

  private FoundFamily assertSame(Path file) throws Exception {
    FoundFamily together = extract(file, Isolation.AUTO.withLanes(LANES));
    together.assertSameAs(extract(file, Isolation.AUTO));
    return together;
  }

  private FoundFamily extract(Path file, Isolation isolation) throws Exception {
    ExtractorConfig config =
        ExtractorConfig.DEFAULT.withTemporaryDirectory(temporary).withIsolation(isolation);
    return FoundFamily.of(config, file);
  }
}
