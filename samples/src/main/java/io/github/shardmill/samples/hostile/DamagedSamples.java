package io.github.shardmill.samples.hostile;

import io.github.shardmill.samples.generate.SampleCorpus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Copies of all files of the sample corpus, each damaged in one place that chance picks.
 *
 * <p>A copy is cut off, has lost its head, has bits that flipped, or has one part of it written
 * twice. Of zip formats there is one more: flipped bits inside an entry, packed anew, so that the
 * damage gets past the checksum to the parser of the entry.
 *
 * @param seed any number
 * @param copies of each sample and kind
 */
record DamagedSamples(long seed, int copies) {
  private static final int FLIPPED_BITS = 8;

  void addTo(HostileFiles files) {
    for (Map.Entry<String, byte[]> sample : SampleCorpus.files().entrySet()) {
      for (int copy = 0; copy < copies; copy++) {
        add(files, sample.getKey(), sample.getValue(), copy);
      }
    }
  }

  private void add(HostileFiles files, String path, byte[] content, int copy) {
    if (content.length < 2) {
      return;
    }
    SplittableRandom random = new SplittableRandom(seed ^ (path.hashCode() * 31L + copy));
    int at = 1 + random.nextInt(content.length - 1);
    String end = copy + "/" + path;
    files.add("damaged/cut-" + end, Arrays.copyOf(content, at));
    files.add("damaged/beheaded-" + end, Arrays.copyOfRange(content, at, content.length));
    files.add("damaged/flipped-" + end, flipped(content, random));
    files.add("damaged/stuttering-" + end, stuttering(content, random));
    if (content[0] == 'P' && content[1] == 'K') {
      files.add("damaged/inside-" + end, flippedInside(content, random));
    }
  }

  private static byte[] flipped(byte[] content, SplittableRandom random) {
    byte[] damaged = content.clone();
    for (int i = 0; i < FLIPPED_BITS && damaged.length > 0; i++) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private static byte[] stuttering(byte[] content, SplittableRandom random) {
    int from = random.nextInt(content.length);
    int to = from + random.nextInt(content.length - from);
    byte[] damaged = Arrays.copyOf(content, content.length + to - from);
    System.arraycopy(content, from, damaged, to, content.length - from);
    return damaged;
  }

  private static byte[] flippedInside(byte[] zip, SplittableRandom random) {
    RawZip damaged = new RawZip();
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; ) {
        damaged.add(entry.getName(), flipped(entries.readAllBytes(), random));
        entry = entries.getNextEntry();
      }
    } catch (ZipException torn) {
      // One sample is damaged already; its whole entries will do.
    } catch (IOException e) {
      throw new UncheckedIOException("a sample in memory", e);
    }
    return damaged.toBytes();
  }
}
