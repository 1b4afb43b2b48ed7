package io.github.shardmill.file.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mail says, without what its way from hand to hand changes. Immutable.
 *
 * <p>Attachments belong to it: two mails with one text and two attachments say different things,
 * and who relies on the hash to leave one of them unread would miss the other.
 *
 * @param senders as stated, such as {@code Ada Miller <ada@example.org>}, one or more in a value
 * @param recipients of To, Cc and Bcc together, in any order, as stated
 * @param subject as stated
 * @param sentMillis milliseconds since 1970 UTC; empty where it is not known
 * @param body all text
 * @param attachments a hash of each, in any order
 */
public record MailMessage(
    List<String> senders,
    List<String> recipients,
    String subject,
    Optional<Long> sentMillis,
    String body,
    List<String> attachments) {
  /** Letters and digits that are handed to the digest at a time. */
  private static final int PIECE = 1 << 13;

  private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>]*)>");
  private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("[\\s,;:]+");
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

  /** Copies the lists. */
  public MailMessage {
    senders = List.copyOf(senders);
    recipients = List.copyOf(recipients);
    attachments = List.copyOf(attachments);
  }

  /**
   * Returns SHA-256, in lower-case hex, of six lines of UTF-8, each of which ends in a line feed:
   *
   * <ol>
   *   <li>the addresses of the senders: what stands in angle brackets, or else what has an
   *       {@code @}, or else all of the value; lower case, without white space, distinct, in the
   *       order of their UTF-16, with a blank between two of them
   *   <li>the addresses of the recipients, likewise
   *   <li>the subject, each run of white space as one blank, none at the ends
   *   <li>the date in UTC, to the second, such as {@code 2024-02-03T04:05:06Z}, or nothing
   *   <li>the letters and digits of the body, all else left out
   *   <li>the hashes of the attachments, each as often as it occurs, sorted, with a blank between
   * </ol>
   *
   * <p>Subject and body are in Unicode's composed form (NFC). What letters and digits are is told
   * by {@link Character#isLetterOrDigit(int)}.
   */
  public String hash() {
    MessageDigest digest = sha256();
    addLine(digest, String.join(" ", addresses(senders)));
    addLine(digest, String.join(" ", addresses(recipients)));
    addLine(digest, WHITE_SPACE.matcher(composed(subject)).replaceAll(" ").strip());
    addLine(digest, sentMillis.map(MailMessage::toTheSecond).orElse(""));
    addLettersAndDigits(digest, composed(body));
    addLine(digest, "");
    addLine(digest, String.join(" ", attachments.stream().sorted().toList()));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static TreeSet<String> addresses(List<String> stated) {
    TreeSet<String> addresses = new TreeSet<>();
    stated.forEach(value -> addAddresses(value, addresses));
    addresses.remove("");
    return addresses;
  }

  private static void addAddresses(String stated, TreeSet<String> addresses) {
    boolean found = false;
    for (Matcher each = IN_BRACKETS.matcher(stated); each.find(); found = true) {
      addresses.add(folded(each.group(1)));
    }
    if (!found) {
      for (String word : BETWEEN_ADDRESSES.split(stated)) {
        if (word.indexOf('@') >= 0) {
          addresses.add(folded(word));
          found = true;
        }
      }
    }
    if (!found) {
      addresses.add(folded(stated));
    }
  }

  private static String folded(String address) {
    return WHITE_SPACE.matcher(address).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static String toTheSecond(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static void addLettersAndDigits(MessageDigest digest, String text) {
    StringBuilder piece = new StringBuilder(PIECE + 1);
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (Character.isLetterOrDigit(character)) {
        piece.appendCodePoint(character);
      }
      if (piece.length() >= PIECE) {
        add(digest, piece.toString());
        piece.setLength(0);
      }
    }
    add(digest, piece.toString());
  }

  private static void addLine(MessageDigest digest, String line) {
    add(digest, line);
    add(digest, "\n");
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
