package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.gcs.GcsCall.Answer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One client of a server: as much of HTTP/1.1 as it speaks. The JDK's own server sends head and
 * body of an answer apart, which costs 40 ms each time. For one thread.
 */
final class HttpConnection {
  private static final String CRLF = "\r\n";
  private static final int NO_CONTENT = 204;

  private final InputStream in;
  private final OutputStream out;

  private HttpConnection(Socket socket) throws IOException {
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  /** Answers a request, or fails: then the connection is lost. */
  @FunctionalInterface
  interface Handler {
    Answer answer(GcsCall call) throws IOException;

    /** Is told that the client did not want to read its answer to the end. */
    default void hungUp() {}
  }

  /** Lets a handler answer one request after the other, until the client ends or it fails. */
  static void serve(Socket socket, Handler handler) throws IOException {
    socket.setTcpNoDelay(true);
    HttpConnection connection = new HttpConnection(socket);
    while (connection.hasMore()) {
      Answer answer = handler.answer(connection.call());
      try {
        connection.answer(answer);
      } catch (SocketException e) {
        handler.hungUp();
        throw e;
      }
    }
  }

  private boolean hasMore() throws IOException {
    in.mark(1);
    boolean more = in.read() >= 0;
    in.reset();
    return more;
  }

  private GcsCall call() throws IOException {
    String[] first = line().split(" ", 3);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if (headers.containsKey("transfer-encoding")) {
      throw new IOException("a request without a length: " + first[1]);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the client closed the connection");
    }
    String[] target = first[1].split("\\?", 2);
    return new GcsCall(
        first[0],
        target[0],
        GcsCall.query(target.length < 2 ? "" : target[1]),
        Map.copyOf(headers),
        body);
  }

  private void answer(Answer answer) throws IOException {
    write("HTTP/1.1 " + answer.status() + " so" + CRLF);
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      write(header.getKey() + ": " + header.getValue() + CRLF);
    }
    if (answer.status() != NO_CONTENT) {
      write("Content-Length: " + answer.body().length + CRLF);
    }
    write(CRLF);
    out.write(answer.body(), 0, answer.sent());
    out.flush();
    if (answer.sent() < answer.body().length) {
      throw new IOException("cut");
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the client closed the connection");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
