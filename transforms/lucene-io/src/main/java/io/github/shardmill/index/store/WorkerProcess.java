package io.github.shardmill.index.store;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One process that works for runs, among all machines and for all time. Immutable.
 *
 * @param host name of its machine or container, in letters, digits, {@code _} and {@code .}
 * @param pid its number there
 * @param started when it began; two processes that have one number after another differ in it
 * @param space whose numbers these are: containers of one machine may have the same name, and
 *     processes of the same numbers
 */
public record WorkerProcess(String host, long pid, String started, String space)
    implements Serializable {
  private static final Path SPACE = Path.of("/proc/self/ns/pid");

  private static final class Current {
    static final WorkerProcess PROCESS = find();

    private static WorkerProcess find() {
      ProcessHandle process = ProcessHandle.current();
      // a - ends the host in the name of a process
      String host = HostName.inFileNames().replace('-', '_');
      return new WorkerProcess(host, process.pid(), started(process), spaceOfNumbers());
    }

    private static String spaceOfNumbers() {
      try {
        return Files.readSymbolicLink(SPACE).toString();
      } catch (IOException | UnsupportedOperationException allOfTheMachine) {
        return "";
      }
    }
  }

  /** Returns this process. */
  public static WorkerProcess current() {
    return Current.PROCESS;
  }

  private static String started(ProcessHandle process) {
    long millis = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return Long.toString(millis, Character.MAX_RADIX);
  }

  /** Returns what names it, and can name a file: {@code HOST-PID-STARTED}. */
  public String name() {
    return host + "-" + pid + "-" + started;
  }

  /** Returns the host of the process that has a name. */
  public static String hostOf(String name) {
    int end = name.lastIndexOf('-', name.lastIndexOf('-') - 1);
    return end < 0 ? name : name.substring(0, end);
  }

  /**
   * Returns whether another process is on the same machine, among processes of the same numbers.
   */
  private boolean isBeside(WorkerProcess other) {
    return host.equals(other.host) && space.equals(other.space);
  }

  /**
   * Returns whether a process is no more; false also where nothing is to be seen from here, and for
   * one that has ended and was not asked how.
   */
  public boolean isGone() {
    return current().isBeside(this)
        && ProcessHandle.of(pid).filter(process -> started(process).equals(started)).isEmpty();
  }
}
