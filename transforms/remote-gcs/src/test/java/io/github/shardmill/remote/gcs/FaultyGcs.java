package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.gcs.GcsCall.Answer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A way to the files of a server on which things happen to requests, as tests say beforehand.
 * Thread-safe.
 *
 * <p>A request is told by a pattern that is found in its line, as in {@code GET
 * /storage/v1/b/bucket/o/key alt=media}.
 */
final class FaultyGcs extends GcsServer {
  /** So many times that it never ends. */
  static final int ALWAYS = Integer.MAX_VALUE;

  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<GcsCall> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  FaultyGcs(GcsObjects objects) throws IOException {
    super(objects);
  }

  /** What happens to a request. */
  @FunctionalInterface
  interface Fault {
    /** Answers, or fails: then the connection is lost. */
    Answer happen(GcsCall call) throws IOException;
  }

  /** What else happens. */
  @FunctionalInterface
  interface Happening {
    void run() throws IOException;
  }

  private record Rule(Pattern request, AtomicInteger left, Fault fault) {}

  /** Lets a fault happen to the next requests of a kind, so many times. */
  void on(String request, int times, Fault fault) {
    rules.add(new Rule(Pattern.compile(request), new AtomicInteger(times), fault));
  }

  /** Lets nothing happen any more. */
  void heal() {
    rules.clear();
  }

  /** Returns the requests of a kind that came by. */
  List<GcsCall> seen(String request) {
    Pattern pattern = Pattern.compile(request);
    return seen.stream().filter(call -> pattern.matcher(call.line()).find()).toList();
  }

  /** Nothing happens. */
  Fault passes() {
    return super::answer;
  }

  /** The server refuses. */
  Fault refuses(int status) {
    return call -> Answer.error(status, "so it is");
  }

  /** The connection is lost before the server does anything. */
  Fault losesRequest() {
    return call -> {
      throw new IOException("cut");
    };
  }

  /** The server does what it is asked for, and the connection is lost before it answers. */
  Fault losesAnswer() {
    return losesAnswer(() -> {});
  }

  /** As {@link #losesAnswer()}, and then something else happens before anybody notices. */
  Fault losesAnswer(Happening meanwhile) {
    return call -> {
      super.answer(call);
      meanwhile.run();
      throw new IOException("cut");
    };
  }

  /** The connection is lost after some bytes of the answer's body. */
  Fault cutsAnswer(int bytes) {
    return call -> {
      Answer whole = super.answer(call);
      int sent = Math.min(bytes, whole.body().length);
      return new Answer(whole.status(), whole.headers(), whole.body(), sent);
    };
  }

  /** One bit of the content is another one when it comes to the server. */
  Fault changesRequest() {
    return call -> super.answer(call.with(changed(call.body())));
  }

  /** One bit of the answer is another one when it comes back. */
  Fault changesAnswer() {
    return call -> {
      Answer answer = super.answer(call);
      return Answer.of(answer.status(), answer.headers(), changed(answer.body()));
    };
  }

  /** The server knows nothing of a parameter or a header. */
  Fault ignores(String name) {
    return call -> super.answer(call.without(name));
  }

  /** The server does not answer as long as this is open. */
  Fault hangs() {
    return call -> {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("nobody waits any more");
    };
  }

  /** Changes a zero or a w: neither is in what is sent around the content. */
  private static byte[] changed(byte[] bytes) throws IOException {
    byte[] other = bytes.clone();
    for (int i = other.length - 1; i >= 0; i--) {
      if (other[i] == 0 || other[i] == 'w') {
        other[i] ^= 1;
        return other;
      }
    }
    throw new IOException("no zero and no w to change");
  }

  @Override
  public Answer answer(GcsCall call) throws IOException {
    seen.add(call);
    for (Rule rule : rules) {
      if (rule.request().matcher(call.line()).find() && rule.left().getAndDecrement() > 0) {
        return rule.fault().happen(call);
      }
    }
    return super.answer(call);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    super.close();
  }
}
