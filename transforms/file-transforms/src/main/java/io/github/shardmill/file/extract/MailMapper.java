package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.MailHashes;
import io.github.shardmill.file.mail.MailMessage;
import io.github.shardmill.file.mail.MessageId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.metadata.MAPI;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;

/**
 * Adds to the content of a mail by what its copies are known. Mails of Outlook state addresses and
 * the Message-ID elsewhere than others.
 */
final class MailMapper {
  /** Mails, those of Outlook, and those of its mailboxes, which have no bytes of their own. */
  private static final Set<String> TYPES =
      Set.of("message/rfc822", "application/vnd.ms-outlook", "application/x-tika-pst-mail-item");

  private static final String MESSAGE_ID = Message.MESSAGE_RAW_HEADER_PREFIX + "Message-ID";

  private MailMapper() {}

  /**
   * Returns whether documents of this type are mails.
   *
   * @param type without parameters
   */
  static boolean isMail(String type) {
    return TYPES.contains(type);
  }

  /** Returns the content of a mail of which something may be missing. */
  static Content contentOf(Content plain, Metadata metadata) {
    return plain.withMail(new MailHashes(MessageId.hash(messageId(metadata)), ""));
  }

  /**
   * Returns the content of a mail that was read to its end.
   *
   * @param content as {@link #contentOf} gave it
   * @param attachments a hash of each; empty where one is missing
   */
  static Content whole(Content content, Metadata metadata, Optional<List<String>> attachments) {
    String hash = attachments.map(all -> message(content.text(), metadata, all).hash()).orElse("");
    return content.withMail(new MailHashes(content.mail().messageId(), hash));
  }

  /** The header's name is written in any case; where in several, the first in order is taken. */
  private static String messageId(Metadata metadata) {
    Optional<String> header =
        Arrays.stream(metadata.names()).filter(MESSAGE_ID::equalsIgnoreCase).sorted().findFirst();
    return header
        .map(metadata::get)
        .or(() -> Optional.ofNullable(metadata.get(MAPI.INTERNET_MESSAGE_ID)))
        .or(() -> Optional.ofNullable(metadata.get(TikaCoreProperties.IDENTIFIER)))
        .orElse("");
  }

  private static MailMessage message(String text, Metadata metadata, List<String> attachments) {
    List<String> recipients = new ArrayList<>();
    recipients.addAll(addresses(metadata, Message.MESSAGE_TO_EMAIL, Message.MESSAGE_TO));
    recipients.addAll(addresses(metadata, Message.MESSAGE_CC_EMAIL, Message.MESSAGE_CC));
    recipients.addAll(addresses(metadata, Message.MESSAGE_BCC_EMAIL, Message.MESSAGE_BCC));
    String subject = metadata.get(TikaCoreProperties.TITLE);
    return new MailMessage(
        addresses(metadata, Message.MESSAGE_FROM_EMAIL, Message.MESSAGE_FROM),
        recipients,
        subject == null ? "" : subject,
        sent(metadata),
        text,
        attachments);
  }

  /** Returns the addresses where they are stated apart from the names, else both together. */
  private static List<String> addresses(Metadata metadata, Property apart, String together) {
    List<String> addresses =
        Arrays.stream(metadata.getValues(apart)).filter(address -> !address.isBlank()).toList();
    return addresses.isEmpty() ? List.of(metadata.getValues(together)) : addresses;
  }

  /** A mailbox of Outlook has its own date of creation, that of the copy. */
  private static Optional<Long> sent(Metadata metadata) {
    return StatedDate.millis(metadata.get(Office.MAPI_MESSAGE_CLIENT_SUBMIT_TIME))
        .or(() -> MetadataMapper.created(metadata));
  }
}
