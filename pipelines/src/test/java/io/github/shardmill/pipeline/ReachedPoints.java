package io.github.shardmill.pipeline;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/**
 * Counts how often the program reaches its named points, until this is closed, and does something
 * the first time that it reaches one of them. One at a time.
 */
final class ReachedPoints implements AutoCloseable {
  /** A parser is about to be called. */
  static final String PARSE = "extract.parse";

  /** A file is about to be opened. */
  static final String FILE = "extract.file";

  private static final String LOGGER = "shardmill.points";

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Map<String, AtomicInteger> reached = new ConcurrentHashMap<>();

  /** Counts only. */
  ReachedPoints() {
    this("", () -> null);
  }

  /** Counts, and acts on the thread that comes to {@code point} first. */
  ReachedPoints(String point, Callable<?> action) {
    LoggerConfig logger = new LoggerConfig(LOGGER, Level.TRACE, false);
    logger.addAppender(new Counting(point, action), Level.TRACE, null);
    context.getConfiguration().addLogger(LOGGER, logger);
    context.updateLoggers();
  }

  /** Returns how often a point was reached. */
  int count(String point) {
    return counter(point).get();
  }

  private AtomicInteger counter(String point) {
    return reached.computeIfAbsent(point, name -> new AtomicInteger());
  }

  @Override
  public void close() {
    context.getConfiguration().removeLogger(LOGGER);
    context.updateLoggers();
  }

  private final class Counting extends AbstractAppender {
    private final String point;
    private final Callable<?> action;

    Counting(String point, Callable<?> action) {
      super("reached-points", null, null, false, Property.EMPTY_ARRAY);
      this.point = point;
      this.action = action;
      start();
    }

    @Override
    public void append(LogEvent event) {
      String name = event.getMessage().getFormattedMessage();
      if (counter(name).incrementAndGet() == 1 && name.equals(point)) {
        try {
          action.call();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
