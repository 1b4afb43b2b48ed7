/**
 * By what the copies of a mail are known as such: hashes of its Message-ID and of what it says.
 *
 * <p>Entry points: {@code MessageId} and {@code MailMessage}. What exactly is hashed is part of
 * what an index means: another definition needs another version of the extractor's rules.
 *
 * <p>Pure, and safe for use by many threads. Time is linear in the length of a mail.
 *
 * <p>Knows no file, no Tika, no Beam and no Lucene. What is a mail, and what it consists of, is not
 * decided here.
 */
package io.github.shardmill.file.mail;
