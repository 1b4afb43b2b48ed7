package io.github.shardmill.samples.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files whose names only a Unix file system holds, and which are therefore made on demand instead
 * of being committed: control characters, bytes that are not UTF-8, names that look like options.
 *
 * <p>A shell makes them, because Java cannot name a file with bytes that its locale does not
 * decode. Where the file system refuses a name, that file is missing and the rest is made.
 */
final class AwkwardNames {
  private static final String SCRIPT =
      """
      make() { printf 'The file whose name is awkward: number %s\\n' "$1" > "./$2" || true; }
      make 1 "$(printf 'new\\nline.txt')"
      make 2 "$(printf 'tab\\tand bell\\a.txt')"
      make 3 "$(printf 'latin-1 caf\\351.txt')"
      make 4 "$(printf 'no text at all \\377\\376.txt')"
      make 5 '-rf'
      make 6 '"double" `back` $HOME.txt'
      make 7 'back\\slash.txt'
      make 8 ' spaces around .txt '
      make 9 '*.txt'
      make 10 "$(printf '%0200d' 7)"
      make 11 'https:--example.example-?q=1#top.txt'
      mkdir -p "$(printf 'dir\\351')" 'items!' && make 12 "$(printf 'dir\\351/inside.txt')"
      make 13 'items!/inside.txt'
      """;

  private AwkwardNames() {}

  /** Makes the files in a directory. */
  static void write(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    ProcessBuilder shell = new ProcessBuilder("sh", "-s").directory(directory.toFile());
    shell.environment().put("LC_ALL", "C");
    shell.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = shell.start();
    try (OutputStream script = process.getOutputStream()) {
      script.write(SCRIPT.getBytes(StandardCharsets.US_ASCII));
    }
    if (process.waitFor() != 0) {
      throw new IOException("sh could not make files in " + directory);
    }
  }
}
