package io.github.shardmill.remote.s3;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adobe's S3Mock in a JVM of its own, because the many libraries in its jar are none of ours. Ends
 * when it is closed, and when this process ends, however it does. Keeps its files in a directory
 * for temporary ones, and deletes them.
 */
final class S3MockProcess implements Closeable {
  private static final Pattern STARTED =
      Pattern.compile("Tomcat started on ports \\d+ \\(https\\), (\\d+) \\(http\\)");
  private static final String IN_THE_JAR =
      "org/springframework/boot/loader/launch/JarLauncher.class";
  private static final int LAST_LINES = 30;
  private static final long END_SECONDS = 20;

  /**
   * Runs Java, the first argument, with the others until it ends, or until standard input does: the
   * operating system closes that when this process is no more. S3Mock leaves temporary files
   * behind, so it has a directory for them that goes with it.
   */
  private static final String UNTIL_INPUT_ENDS =
      "exec 3<&0; j=$1; shift; d=$(mktemp -d);"
          + " \"$j\" \"-Djava.io.tmpdir=$d\" \"$@\" 3<&- & p=$!;"
          + " { cat <&3; kill $p; } >/dev/null 2>&1 &"
          + " exec 3<&-; wait $p; rm -rf \"$d\"";

  private final Process process;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final BufferedReader output;

  private S3MockProcess(Process process) {
    this.process = process;
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private URI endpoint;

  static S3MockProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                UNTIL_INPUT_ENDS,
                "s3mock",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // it lives for minutes: starting fast matters more
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar().toString(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--com.adobe.testing.s3mock.httpPort=0",
                "--spring.main.banner-mode=off")
            .redirectErrorStream(true)
            .start();
    S3MockProcess started = new S3MockProcess(process);
    try {
      started.awaitPort();
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  URI endpoint() {
    return endpoint;
  }

  private void awaitPort() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      remember(line);
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        endpoint = URI.create("http://127.0.0.1:" + started.group(1));
        Thread rest = new Thread(this::readOn, "s3mock-output");
        rest.setDaemon(true);
        rest.start();
        return;
      }
    }
    throw new IOException("S3Mock did not start:\n" + String.join("\n", lastLines));
  }

  /** So that the server never waits for somebody to read what it says. */
  private void readOn() {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        remember(line);
      }
    } catch (IOException e) {
      remember(e.toString());
    }
  }

  private synchronized void remember(String line) {
    lastLines.addLast(line);
    if (lastLines.size() > LAST_LINES) {
      lastLines.removeFirst();
    }
  }

  /** Returns the jar in which the server is: on the class path, and hardly visible from there. */
  private static Path jar() throws IOException {
    URL found = S3MockProcess.class.getClassLoader().getResource(IN_THE_JAR);
    if (found == null) {
      throw new IOException(
          "com.adobe.testing:s3mock:jar:exec is not on the class path: who uses S3Server declares"
              + " it beside this test-jar");
    }
    URLConnection connection = found.openConnection();
    if (!(connection instanceof JarURLConnection jar)) {
      throw new IOException("not in a jar: " + found);
    }
    return Path.of(URI.create(jar.getJarFileURL().toString()));
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
