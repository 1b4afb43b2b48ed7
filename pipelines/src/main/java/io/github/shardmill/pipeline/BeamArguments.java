package io.github.shardmill.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Beam's options from {@code --name=value}. What is wrong with one is told without its value where
 * that may be a secret: credentials, and all that is JSON. Stateless.
 */
public final class BeamArguments {
  private static final Pattern SECRET =
      Pattern.compile("credential|secret|password|passphrase|token|key|proxy");

  private BeamArguments() {}

  /**
   * Returns the options.
   *
   * @throws IllegalArgumentException if Beam does not accept them, with a message for people and
   *     nothing secret in it or in its causes
   */
  public static PipelineOptions options(List<String> arguments) {
    try {
      return PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
          .withValidation()
          .create();
    } catch (RuntimeException e) {
      throw refused(arguments, e);
    }
  }

  /** The message may quote any part of a value, so one that may be about a secret is left out. */
  private static IllegalArgumentException refused(List<String> arguments, RuntimeException why) {
    Optional<String> culprit = arguments.stream().filter(a -> !isAccepted(a)).findFirst();
    if (culprit.isPresent() && maySayASecret(culprit.get())) {
      return new IllegalArgumentException(
          "Beam does not understand the value of "
              + name(culprit.get())
              + ", which is not repeated here because it may be secret");
    }
    String message =
        why.getMessage() == null
            ? Failures.line(why)
            : why.getMessage().lines().findFirst().orElse("");
    return culprit.isEmpty()
        ? new IllegalArgumentException(message, why)
        : new IllegalArgumentException(name(culprit.get()) + ": " + message, why);
  }

  private static boolean isAccepted(String argument) {
    try {
      PipelineOptionsFactory.fromArgs(argument).create();
      return true;
    } catch (RuntimeException itIsThisOne) {
      return false;
    }
  }

  private static boolean maySayASecret(String argument) {
    String value = argument.substring(Math.min(argument.length(), name(argument).length() + 1));
    return SECRET.matcher(name(argument).toLowerCase(Locale.ROOT)).find()
        || value.startsWith("{")
        || value.startsWith("[");
  }

  /** Returns {@code --name} of {@code --name=value}. */
  static String name(String argument) {
    int equals = argument.indexOf('=');
    return equals < 0 ? argument : argument.substring(0, equals);
  }
}
