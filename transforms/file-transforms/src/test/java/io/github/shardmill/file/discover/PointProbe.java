package io.github.shardmill.file.discover;

import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Runs code at the named points of the program, on the thread that reached the point. */
final class PointProbe implements AutoCloseable {
  private static final String POINTS = "shardmill.points";

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

  PointProbe(Consumer<String> action) {
    LoggerConfig logger = new LoggerConfig(POINTS, Level.TRACE, false);
    logger.addAppender(new Appender(action), Level.TRACE, null);
    context.getConfiguration().addLogger(POINTS, logger);
    context.updateLoggers();
  }

  @Override
  public void close() {
    context.getConfiguration().removeLogger(POINTS);
    context.updateLoggers();
  }

  private static final class Appender extends AbstractAppender {
    private final Consumer<String> action;

    Appender(Consumer<String> action) {
      super("probe", null, null, false, Property.EMPTY_ARRAY);
      this.action = action;
      start();
    }

    @Override
    public void append(LogEvent event) {
      action.accept(event.getMessage().getFormattedMessage());
    }
  }
}
