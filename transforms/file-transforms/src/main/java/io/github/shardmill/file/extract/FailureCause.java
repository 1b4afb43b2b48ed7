package io.github.shardmill.file.extract;

import io.github.shardmill.file.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.exception.EncryptedDocumentException;

/**
 * What a throwable out of a parser says about the file.
 *
 * <ul>
 *   <li>{@link Outcome#ENCRYPTED}: any cause says that a password is needed.
 *   <li>{@link Outcome#CRASHED}: any cause is an {@link Error}: stack or heap exhausted, a class
 *       that does not link, a failed assertion of the parser.
 *   <li>{@link Outcome#CORRUPT}: all else. Parsers report damaged bytes by {@code TikaException},
 *       {@code SAXException}, {@link IOException} and, where they did not expect them, by any
 *       {@link RuntimeException}.
 * </ul>
 *
 * @param outcome how the file ended
 * @param line why, one line without a stack trace and without a path of this machine
 */
record FailureCause(Outcome outcome, String line) {
  private static final int MAX_CHAIN = 50;
  private static final int MAX_LINE_CHARACTERS = 500;
  private static final Pattern LINE_BREAKS = Pattern.compile("\\s*[\\r\\n]+\\s*");
  private static final Pattern ABSOLUTE_PATH = Pattern.compile("(?<![\\w/.:<])/[^\\s:'\",;)]+");
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{4,16}\\b");
  private static final Set<String> ENCRYPTION =
      Set.of("EncryptedDocumentException", "InvalidPasswordException", "PasswordRequiredException");
  private static final List<String> NO_ROOM =
      List.of("no space left on device", "disk quota exceeded");

  /** Returns what this throwable of a parser says about the file. */
  static FailureCause of(Throwable thrown) {
    List<Throwable> chain = chainOf(thrown);
    for (Throwable cause : chain) {
      if (isEncryption(cause)) {
        return new FailureCause(Outcome.ENCRYPTED, describe(cause));
      }
    }
    for (Throwable cause : chain) {
      if (cause instanceof Error) {
        return new FailureCause(Outcome.CRASHED, describe(cause));
      }
    }
    return new FailureCause(Outcome.CORRUPT, describe(chain.get(chain.size() - 1)));
  }

  /**
   * Returns why Tika's own guard of an embedded document ended the parse, one line: it unfolds
   * beyond all measure. Empty where it did not. Its exception is known by name, being private.
   */
  static Optional<String> bomb(Throwable thrown) {
    return chainOf(thrown).stream()
        .filter(cause -> cause.getClass().getSimpleName().equals("SecureSAXException"))
        .map(Throwable::getMessage)
        .findFirst();
  }

  /**
   * Returns whether the file system had no room for a temporary file, which says nothing about the
   * file.
   */
  static boolean isNoRoom(Throwable thrown) {
    for (Throwable cause : chainOf(thrown)) {
      String message = cause instanceof IOException ? cause.getMessage() : null;
      if (message != null) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (NO_ROOM.stream().anyMatch(lower::contains)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Returns the class and message of a throwable as one line. Absolute paths and identity hashes
   * are left out: they differ from machine to machine and from run to run.
   */
  static String describe(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    String message = line(thrown.getMessage() == null ? "" : thrown.getMessage());
    return TextCut.cut(message.isEmpty() ? name : name + ": " + message, MAX_LINE_CHARACTERS);
  }

  /** Returns a message as one line, without what differs from machine to machine. */
  static String line(String text) {
    String message = LINE_BREAKS.matcher(text.strip()).replaceAll(" ");
    message = ABSOLUTE_PATH.matcher(message).replaceAll("(path)");
    message = IDENTITY.matcher(message).replaceAll("");
    return TextCut.cut(message, MAX_LINE_CHARACTERS);
  }

  /**
   * The libraries below Tika have exceptions of their own for this, which some parsers let pass.
   * They are known by name, so that this class does not load those libraries.
   */
  private static boolean isEncryption(Throwable cause) {
    return cause instanceof EncryptedDocumentException
        || ENCRYPTION.contains(cause.getClass().getSimpleName());
  }

  private static List<Throwable> chainOf(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && chain.size() < MAX_CHAIN; t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }
}
