package io.github.shardmill.crash;

import io.github.shardmill.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/**
 * The program, made to die or to wait at one of its named points. Runs in a JVM of its own; {@link
 * ChildJvm} sets the properties.
 */
final class PointedMain {
  static final String POINT = "crash.point";
  static final String OCCURRENCE = "crash.occurrence";

  /** Names the file to make when the point is reached; absent where the process dies there. */
  static final String REACHED = "crash.reached";

  /** Names the file to wait for at the point. */
  static final String GO_ON = "crash.go-on";

  static final int HALTED = 99;

  private static final String LOGGER = "shardmill.points";

  private PointedMain() {}

  /** Runs one command. */
  public static void main(String[] args) {
    String point = System.getProperty(POINT);
    if (point != null) {
      attach(new AtPoint(point, Integer.getInteger(OCCURRENCE)));
    }
    Main.main(args);
  }

  private static void attach(AtPoint appender) {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    LoggerConfig logger = new LoggerConfig(LOGGER, Level.TRACE, false);
    logger.addAppender(appender, Level.TRACE, null);
    context.getConfiguration().addLogger(LOGGER, logger);
    context.updateLoggers();
  }

  /** Acts on the thread that reached the point. */
  private static final class AtPoint extends AbstractAppender {
    private final String point;
    private final int occurrence;
    private final AtomicInteger seen = new AtomicInteger();

    AtPoint(String point, int occurrence) {
      super("at-point", null, null, false, Property.EMPTY_ARRAY);
      this.point = point;
      this.occurrence = occurrence;
      start();
    }

    @Override
    public void append(LogEvent event) {
      boolean here = event.getMessage().getFormattedMessage().equals(point);
      if (here && seen.incrementAndGet() == occurrence) {
        if (System.getProperty(REACHED) == null) {
          Runtime.getRuntime().halt(HALTED);
        }
        Path reached = Path.of(System.getProperty(REACHED));
        Path goOn = Path.of(System.getProperty(GO_ON));
        Polling.run(() -> Files.createFile(reached));
        Polling.await("the file " + goOn, () -> Files.exists(goOn));
      }
    }
  }
}
