package io.github.shardmill.file.isolate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads what a child writes to standard error, on a thread of its own, and keeps the last lines.
 * Thread-safe.
 */
final class LastLines {
  private static final int MAX_LINES = 3;
  private static final int MAX_CHARACTERS = 300;

  private final Thread reader;
  private final Deque<String> lines = new ArrayDeque<>();

  /** Begins to read. */
  LastLines(InputStream in, String name) {
    reader = new Thread(() -> read(in), name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Forgets what was written so far. */
  synchronized void clear() {
    lines.clear();
  }

  /** Waits for the end, not for long, and returns the last lines as one; empty where none are. */
  String atEnd(long waitMillis) throws InterruptedException {
    reader.join(waitMillis);
    synchronized (this) {
      return String.join(" | ", lines);
    }
  }

  private void read(InputStream in) {
    // Lines may have no end, so they are cut while they are read.
    StringBuilder line = new StringBuilder();
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()))) {
      for (int next = text.read(); next >= 0; next = text.read()) {
        if (next == '\n') {
          add(line.toString());
          line.setLength(0);
        } else if (line.length() < MAX_CHARACTERS) {
          line.append((char) next);
        }
      }
    } catch (IOException gone) {
      // The child is no more; what it wrote until then is there.
    }
    add(line.toString());
  }

  private synchronized void add(String line) {
    String stripped = line.strip();
    if (!stripped.isEmpty()) {
      lines.addLast(stripped);
      if (lines.size() > MAX_LINES) {
        lines.removeFirst();
      }
    }
  }
}
