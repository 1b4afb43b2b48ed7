package io.github.shardmill.pipeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.ErrorHandler;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/**
 * Counts how often the program reaches its named points, until this is closed, and does something
 * when it reaches one of them. One at a time.
 */
final class WatchedPoints implements AutoCloseable {
  private static final String POINTS = "shardmill.points";

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Map<String, AtomicInteger> reached = new ConcurrentHashMap<>();
  private final String point;
  private final int occurrence;
  private final Runnable action;

  private WatchedPoints(String point, int occurrence, Runnable action) {
    this.point = point;
    this.occurrence = occurrence;
    this.action = action;
    LoggerConfig logger = new LoggerConfig(POINTS, Level.TRACE, false);
    logger.addAppender(new Appender(), Level.TRACE, null);
    context.getConfiguration().addLogger(POINTS, logger);
    context.updateLoggers();
  }

  /** Only counts. */
  static WatchedPoints counting() {
    return new WatchedPoints("", 0, () -> {});
  }

  /** Throws out of the program when it reaches a point for the n-th time. */
  static WatchedPoints failingAt(String point, int occurrence) {
    return doingAt(
        point,
        occurrence,
        () -> {
          // The one exception that a logger lets through.
          throw new AppenderLoggingException("the test fails here: " + point);
        });
  }

  /** Does something when the program reaches a point for the n-th time. */
  static WatchedPoints doingAt(String point, int occurrence, Runnable action) {
    return new WatchedPoints(point, occurrence, action);
  }

  /** Returns how often a point was reached. */
  int reached(String name) {
    AtomicInteger count = reached.get(name);
    return count == null ? 0 : count.get();
  }

  @Override
  public void close() {
    context.getConfiguration().removeLogger(POINTS);
    context.updateLoggers();
  }

  private final class Appender extends AbstractAppender {
    Appender() {
      super("watched-points", null, null, false, Property.EMPTY_ARRAY);
      setHandler(new Silence());
      start();
    }

    @Override
    public void append(LogEvent event) {
      String name = event.getMessage().getFormattedMessage();
      int times = reached.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
      if (name.equals(point) && times == occurrence) {
        action.run();
      }
    }
  }

  /** An appender that throws is what the test wants, and nothing to tell on standard error. */
  private static final class Silence implements ErrorHandler {
    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Throwable failure) {}

    @Override
    public void error(String message, LogEvent event, Throwable failure) {}
  }
}
