package io.github.shardmill.samples.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.shardmill.samples.generate.Packing;

/** Files of 100 MB, and bombs that unfold to a gigabyte. */
final class LargeFiles {
  private static final int BLOCKS = 100;

  private LargeFiles() {}

  static void addTo(HostileFiles files) {
    byte[] line = "umbrella ".repeat((1 << 20) / 9 + 1).substring(0, 1 << 20).getBytes(US_ASCII);
    for (String extension :
        new String[] {"txt", "html", "md", "csv", "json", "xml", "eml", "log"}) {
      files.repeat("large/one-line." + extension, line, BLOCKS);
    }
    files.repeat("large/one-word.txt", "a".repeat(1 << 20).getBytes(US_ASCII), BLOCKS);
    files.repeat("large/zeros.bin", new byte[1 << 20], BLOCKS);
    files.repeat("large/elements.xml", "<a>".repeat(1 << 18).getBytes(US_ASCII), BLOCKS);
    files.add("large/zeros.gz", Packing.DEFLATED.gzip(new byte[1 << 30]));
    RawZip entries = new RawZip();
    for (int i = 0; i < 65_535; i++) {
      entries.addStored("d/".repeat(i % 100) + i + ".html", "<p>umbrella".getBytes(US_ASCII));
    }
    files.add("large/entries.zip", entries.toBytes());
  }
}
