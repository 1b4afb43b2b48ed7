package io.github.shardmill.samples.hostile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileCorpusTest {
  @TempDir Path directory;

  @Test
  void seedDecidesEveryByteAndDamagesOtherPlaces() throws Exception {
    Map<String, Long> first = generate("first", "--seed=1");
    assertThat(generate("again", "--seed=1"), equalTo(first));
    Map<String, Long> other = generate("other", "--seed=2");
    assertThat(
        other.get("damaged/cut-0/data/office.yaml"),
        not(first.get("damaged/cut-0/data/office.yaml")));
    first.keySet().removeIf(path -> path.startsWith("damaged/"));
    other.keySet().removeIf(path -> path.startsWith("damaged/"));
    assertThat(other, equalTo(first));
  }

  @Test
  void onlyAnEmptyDirectoryIsWrittenInto() throws Exception {
    Files.writeString(directory.resolve("mine.txt"), "mine");
    assertThat(HostileCorpus.commandLine().execute(directory.toString()), is(1));
  }

  @Test
  void archiveThatHoldsItselfUnpacksToItself() throws Exception {
    byte[] gzip = Quines.gzip();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      assertThat(in.readAllBytes(), equalTo(gzip));
    }
    byte[] zip = Quines.zip();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      in.getNextEntry();
      assertThat(in.readAllBytes(), equalTo(zip));
      assertThat("a second entry", in.getNextEntry(), nullValue());
    }
  }

  @Test
  void lockedSevenZipIsOpenedByItsPassword() throws Exception {
    byte[] content = "under lock and key".getBytes(StandardCharsets.US_ASCII);
    SevenZipLock archive = new SevenZipLock("umbrella").addLocked("locked.txt", content);
    for (byte[] bytes : List.of(archive.toBytes(), archive.toBytesWithoutNames())) {
      assertThrows(PasswordRequiredException.class, () -> firstEntry(bytes, ""));
      assertThrows(IOException.class, () -> firstEntry(bytes, "parasol"));
      assertThat(firstEntry(bytes, "umbrella"), equalTo(content));
    }
  }

  private static byte[] firstEntry(byte[] archive, String password) throws IOException {
    SevenZFile.Builder builder = SevenZFile.builder();
    builder.setSeekableByteChannel(new SeekableInMemoryByteChannel(archive));
    if (!password.isEmpty()) {
      builder.setPassword(password.toCharArray());
    }
    try (SevenZFile opened = builder.get()) {
      return opened.getInputStream(opened.getNextEntry()).readAllBytes();
    }
  }

  private Map<String, Long> generate(String name, String seed) throws Exception {
    Path root = directory.resolve(name);
    assertThat(HostileCorpus.commandLine().execute(root.toString(), seed), is(0));
    Map<String, Long> sums = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        CRC32 sum = new CRC32();
        sum.update(ByteBuffer.wrap(Files.readAllBytes(file)));
        sums.put(root.relativize(file).toString(), sum.getValue());
      }
    }
    return sums;
  }
}
