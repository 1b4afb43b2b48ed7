package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.read.VerificationReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file and what is embedded in it are one family, whatever becomes of the file. */
class FamiliesTest {
  /** More than are held in memory. */
  private static final int MANY = 2_500;

  private static final int LARGE_BYTES = 64 << 20;

  private static final long OLD_MILLIS = 1_500_000_000_000L;
  private static final String MAIL =
      """
      From: Ada Miller <ada@example.org>
      Subject: Flour
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
          .replace("\n", "\r\n");

  @TempDir private Path directory;
  private IndexedTree tree;

  @BeforeEach
  void buildAnIndex() throws Exception {
    tree = new IndexedTree(directory);
    tree.writeNotes("a", 3);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("note.txt", utf8("barley"));
    entries.put("mails/order.eml", utf8(MAIL));
    write("box.zip", entries);
    tree.build().commitTo(tree.index());
  }

  @Test
  void itemsAreFoundOnTheirOwnAndWithTheirFamily() throws Exception {
    assertThat(ids("content:spelt"), contains("notes:box.zip!/mails/order.eml!/list.txt"));
    assertThat(ids("content:sacks"), contains("notes:box.zip!/mails/order.eml"));
    assertThat(
        ids("root:\"notes:box.zip\""),
        containsInAnyOrder(
            "notes:box.zip",
            "notes:box.zip!/note.txt",
            "notes:box.zip!/mails/order.eml",
            "notes:box.zip!/mails/order.eml!/list.txt"));
    assertThat(
        ids("parent:\"notes:box.zip!/mails/order.eml\""),
        contains("notes:box.zip!/mails/order.eml!/list.txt"));
    assertThat(ids("depth:2"), contains("notes:box.zip!/mails/order.eml!/list.txt"));
    assertThat(ids("path:box.zip AND extension:eml"), contains("notes:box.zip!/mails/order.eml"));
  }

  @Test
  void recordsAgreeWithTheIndex() throws Exception {
    assertSound();
    write("box.zip", Map.of("broken.pdf", utf8("%PDF-1.4\nno objects follow")));
    RunSummary run = tree.run(tree.update());
    assertThat(run.files().failed(), is(0L));
    assertThat(ids("outcome:CORRUPT"), contains("notes:box.zip!/broken.pdf"));
    assertSound();
  }

  @Test
  void changedFileReplacesItsFamily() throws Exception {
    write("box.zip", Map.of("other.txt", utf8("oats")));
    tree.run(tree.update());
    assertThat(ids("content:(barley OR sacks OR spelt)"), is(empty()));
    assertThat(ids("content:oats"), contains("notes:box.zip!/other.txt"));
    tree.assertEqualsFresh(tree.build());
    assertSound();
  }

  @Test
  void removedFileTakesItsFamilyWithIt() throws Exception {
    Files.delete(tree.file("box.zip"));
    tree.run(tree.update());
    assertThat(ids("content:(barley OR sacks OR spelt)"), is(empty()));
    tree.assertEqualsFresh(tree.build());
    assertSound();
  }

  @Test
  void movedFileTakesItsFamilyAlongUnparsed() throws Exception {
    Files.createDirectories(tree.file("b"));
    Files.move(tree.file("box.zip"), tree.file("b/chest.zip"));
    assertThat(tree.parserCalls(tree.update()), is(0));
    assertThat(ids("content:spelt"), contains("notes:b/chest.zip!/mails/order.eml!/list.txt"));
    tree.assertEqualsFresh(tree.build());
    assertSound();
  }

  @Test
  void rebuildParsesNoFamilyAgain() throws Exception {
    assertThat(tree.parserCalls(tree.build()), is(0));
    tree.assertEqualsFresh(tree.build());
    assertThat(tree.parserCalls(tree.build().withAnalyzer("english")), is(0));
    tree.assertEqualsFresh(tree.build().withAnalyzer("english"));
  }

  @Test
  void largeFamilyIsHandedOverInPartsAndTheSame() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < MANY; i++) {
      entries.put("notes/note" + i + ".txt", utf8("entry number " + i));
    }
    write("many.zip", entries);
    RunSummary run = tree.build().commitTo(tree.index());
    assertThat(tree.count(run, "items"), is((long) MANY));
    assertThat(tree.documents(), is(MANY + 1 + 4 + 3));
    assertThat(ids("content:entry").size(), is(MANY));
    tree.assertEqualsFresh(tree.build().withIsolation(Isolation.AUTO));
    assertSound();

    Files.move(tree.file("many.zip"), tree.file("more.zip"));
    assertThat(tree.parserCalls(tree.update()), is(0));
    assertThat(ids("content:entry AND path:more.zip").size(), is(MANY));
    tree.assertEqualsFresh(tree.build());
    assertSound();
  }

  /** An idle thread helps with it, where there is one. */
  @Test
  void largeContainerIsTheSameHoweverManyReadIt() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < MANY; i++) {
      entries.put("notes/note" + i + ".txt", utf8("entry number " + i));
    }
    byte[] large = new byte[LARGE_BYTES];
    new Random(1).nextBytes(large);
    entries.put("large.bin", large);
    write("large.zip", entries);
    RunSummary run = tree.build().withIsolation(Isolation.AUTO).commitTo(tree.index());

    assertThat(tree.count(run, "items"), is(MANY + 1L));
    assertThat(ids("content:entry").size(), is(MANY));
    tree.assertEqualsFresh(tree.build());
    assertSound();
  }

  private void write(String path, Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry place = new ZipEntry(entry.getKey());
        place.setTime(OLD_MILLIS);
        zip.putNextEntry(place);
        zip.write(entry.getValue());
      }
    }
    Files.write(tree.file(path), bytes.toByteArray());
    tree.age(path);
  }

  private List<String> ids(String query) throws Exception {
    return IndexFacts.ids(tree.index(), query);
  }

  private void assertSound() throws Exception {
    VerificationReport report = IndexVerification.verify(tree.index(), (step, done, total) -> {});
    assertThat(report.findings().toString(), report.ok(), is(true));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
