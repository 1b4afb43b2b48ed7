package io.github.shardmill.file;

import java.io.Serializable;

/**
 * What a mail has in common with its copies, wherever and in whichever form they are kept. Both are
 * empty of what is no mail.
 *
 * @param messageId hash of its Message-ID, 32 digits in lower-case hex; empty where it has none of
 *     the valid form
 * @param message hash of what it says, 64 digits in lower-case hex; empty where not all of it could
 *     be read
 */
public record MailHashes(String messageId, String message) implements Serializable {
  /** Of what is no mail. */
  public static final MailHashes NONE = new MailHashes("", "");
}
