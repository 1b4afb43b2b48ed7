package io.github.shardmill.pipeline;

import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.configuration.DeploymentOptions;

/**
 * What {@code flink run}, or whatever else of Flink called our main method, has decided for us.
 * Works without Flink on the class path. Stateless.
 */
@SuppressWarnings("deprecation") // the translation that Beam uses for batch
public final class FlinkHost {
  private FlinkHost() {}

  /** Returns whether Flink called the main method of this process. */
  public static boolean isHosted() {
    try {
      return !ExecutionEnvironment.areExplicitEnvironmentsAllowed();
    } catch (NoClassDefFoundError withoutFlink) {
      return false;
    }
  }

  /**
   * Returns whether Flink called the main method and waits for nothing but the submission, as with
   * {@code flink run -d}, from the web page, and in application mode.
   */
  public static boolean isDetached() {
    return isHosted()
        && !ExecutionEnvironment.getExecutionEnvironment()
            .getConfiguration()
            .get(DeploymentOptions.ATTACHED);
  }
}
