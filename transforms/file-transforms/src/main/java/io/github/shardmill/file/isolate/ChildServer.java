package io.github.shardmill.file.isolate;

import io.github.shardmill.remote.ScratchDirectory;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The side of the child: answers requests until there are no more, and ends its process then.
 *
 * <p>What others print goes to standard error, and what they read from standard input is empty:
 * both belong to the parent and this class.
 */
public final class ChildServer {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long LOOK_MILLIS = 1_000;
  private static final int DONE = 0;
  private static final int BROKEN = 70;

  private final DataInputStream requests;
  private final DataOutputStream answers;
  private final Optional<ScratchDirectory> temporary;

  private ChildServer(InputStream in, DataOutputStream out, Optional<ScratchDirectory> temporary) {
    this.temporary = temporary;
    this.requests = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
    this.answers = out;
  }

  /** Answers requests. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers one request.
     *
     * @param body of the request; what is left of it is skipped
     * @param notes sends what is known before the result
     * @return the result
     * @throws UncheckedIOException if it cannot be told, for a reason that lies outside of the
     *     request
     */
    byte[] handle(byte[] header, InputStream body, Notes notes) throws IOException;
  }

  /** Sends what is known before the result. */
  @FunctionalInterface
  public interface Notes {
    /** Sends it at once. */
    void send(byte[] note) throws IOException;
  }

  /**
   * Answers requests on a thread of this stack, and ends the process when the parent wants no more
   * or is no more. Does not return.
   *
   * @param handlers makes the handler, on that thread
   */
  public static void serve(Supplier<Handler> handlers, long stackBytes) {
    InputStream in = new FileInputStream(FileDescriptor.in);
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES));
    System.setIn(InputStream.nullInputStream());
    System.setOut(standardError());
    ChildServer server = new ChildServer(in, out, temporary());
    server.watchParent();
    new Thread(null, () -> server.run(handlers), "serve", stackBytes).start();
  }

  /**
   * Shares the directory that the parent made for this child, which may outlive the parent by a
   * little. The directory of the machine is another's, whatever a JVM is told.
   */
  private static Optional<ScratchDirectory> temporary() {
    try {
      return ScratchDirectory.share(Path.of(System.getProperty("java.io.tmpdir")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream standardError() {
    return new PrintStream(
        new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset());
  }

  /** Ends this process when its parent is no more, though it may be busy and read nothing. */
  private void watchParent() {
    OptionalLong parent = parent();
    ScheduledThreadPoolExecutor watcher =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "watch-parent");
              thread.setDaemon(true);
              return thread;
            });
    // Nobody waits for it.
    Future<?> unused =
        watcher.scheduleWithFixedDelay(
            () -> {
              if (!parent().equals(parent)) {
                end(DONE);
              }
            },
            LOOK_MILLIS,
            LOOK_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private static OptionalLong parent() {
    return ProcessHandle.current()
        .parent()
        .map(handle -> OptionalLong.of(handle.pid()))
        .orElse(OptionalLong.empty());
  }

  /** Both threads may come here; the first one must have deleted all before the process is gone. */
  private synchronized void end(int code) {
    // A program that a parser runs would go on alone.
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    temporary.ifPresent(ScratchDirectory::close);
    // Not exit(): a parser that hangs in a hook must not keep the process.
    Runtime.getRuntime().halt(code);
  }

  private void run(Supplier<Handler> handlers) {
    try {
      Handler handler = handlers.get();
      Frame.write(answers, Frame.READY, new byte[0]);
      answers.flush();
      while (true) {
        answer(handler);
      }
    } catch (EOFException noMore) {
      end(DONE);
    } catch (Throwable broken) {
      standardError().println(broken);
      end(BROKEN);
    }
  }

  private void answer(Handler handler) throws IOException {
    Frame request = Frame.read(requests);
    if (request.kind() != Frame.REQUEST) {
      throw new IOException("a request of kind " + request.kind());
    }
    Body body = new Body();
    byte[] result;
    int kind = Frame.RESULT;
    try {
      result = handler.handle(request.bytes(), body, this::note);
    } catch (UncheckedIOException outside) {
      kind = Frame.FAILURE;
      result = String.valueOf(outside.getMessage()).getBytes(StandardCharsets.UTF_8);
    }
    body.skipRest();
    Frame.write(answers, kind, result);
    answers.flush();
  }

  private void note(byte[] note) throws IOException {
    Frame.write(answers, Frame.NOTE, note);
    answers.flush();
  }

  /** The body of one request, as it comes. */
  private final class Body extends InputStream {
    private byte[] chunk = new byte[0];
    private int position;
    private boolean ended;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (position == chunk.length && !next()) {
        return -1;
      }
      int count = Math.min(length, chunk.length - position);
      System.arraycopy(chunk, position, buffer, offset, count);
      position += count;
      return count;
    }

    @Override
    public int available() {
      return chunk.length - position;
    }

    private boolean next() throws IOException {
      if (!ended) {
        chunk = Frame.read(requests).bytes();
        position = 0;
        ended = chunk.length == 0;
      }
      return !ended;
    }

    void skipRest() throws IOException {
      while (next()) {
        position = chunk.length;
      }
    }
  }
}
