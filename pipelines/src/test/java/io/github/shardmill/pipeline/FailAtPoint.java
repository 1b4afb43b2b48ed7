package io.github.shardmill.pipeline;

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
 * Throws out of the program the first time that any of its threads reaches a named point, until
 * this is closed. One at a time.
 */
final class FailAtPoint implements AutoCloseable {
  private static final String POINTS = "shardmill.points";

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final AtomicInteger reached = new AtomicInteger();

  FailAtPoint(String point) {
    LoggerConfig logger = new LoggerConfig(POINTS, Level.TRACE, false);
    logger.addAppender(new Appender(point, reached), Level.TRACE, null);
    context.getConfiguration().addLogger(POINTS, logger);
    context.updateLoggers();
  }

  /** Returns how often the point was reached. */
  int reached() {
    return reached.get();
  }

  @Override
  public void close() {
    context.getConfiguration().removeLogger(POINTS);
    context.updateLoggers();
  }

  private static final class Appender extends AbstractAppender {
    private final String point;
    private final AtomicInteger reached;

    Appender(String point, AtomicInteger reached) {
      super("fail-at-point", null, null, false, Property.EMPTY_ARRAY);
      this.point = point;
      this.reached = reached;
      setHandler(new Silence());
      start();
    }

    @Override
    public void append(LogEvent event) {
      boolean here = event.getMessage().getFormattedMessage().equals(point);
      if (here && reached.getAndIncrement() == 0) {
        // The one exception that a logger lets through.
        throw new AppenderLoggingException("the test fails here: " + point);
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
