package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;

/**
 * Parses a document without a password and, if it is encrypted, with one after the other until one
 * fits. Each try is a parse of its own; together they have the time of one file.
 *
 * <p>For that the bytes are kept: in memory, or in a temporary file where a large document is of a
 * type that can be opened with a password. Stateless.
 */
final class PasswordTries {
  private static final int BUFFER_BYTES = 1 << 16;

  /** What can be opened with a password, by its first bytes. */
  private static final Set<MediaType> CAN_BE_OPENED =
      Set.of(
          MediaType.application("pdf"),
          MediaType.application("x-tika-msoffice"),
          MediaType.application("x-7z-compressed"),
          MediaType.application("x-msaccess"));

  private final PasswordList passwords;
  private final ParserCatalog catalog;
  private final Supplier<TemporaryResources> temporaries;

  /**
   * Prepares.
   *
   * @param temporaries makes what owns the temporary files of one document
   */
  PasswordTries(
      PasswordList passwords, ParserCatalog catalog, Supplier<TemporaryResources> temporaries) {
    this.passwords = passwords;
    this.catalog = catalog;
    this.temporaries = temporaries;
  }

  /** Parses the bytes of a document once. */
  @FunctionalInterface
  interface Try {
    /** Parses them with this password, or without one. */
    Parsed parse(InputStream bytes, Optional<String> password);
  }

  /** Opens the bytes that are kept. */
  @FunctionalInterface
  private interface Kept {
    InputStream open() throws IOException;
  }

  /**
   * Parses a document.
   *
   * @param bytes all of it; not closed
   * @param found whether a try has handed anything over, so that there must not be another
   * @return how the first try ended that was successful, or the one without a password
   * @throws UncheckedIOException if there is no room for a temporary file
   */
  Parsed parse(InputStream bytes, long length, BooleanSupplier found, Try attempt) {
    if (passwords.values().isEmpty()) {
      return attempt.parse(bytes, Optional.empty());
    }
    try {
      if (length <= FileExtractor.IN_MEMORY_BYTES) {
        byte[] all = bytes.readAllBytes();
        return parse(() -> new ByteArrayInputStream(all), found, attempt);
      }
      InputStream marked =
          bytes.markSupported() ? bytes : new BufferedInputStream(bytes, BUFFER_BYTES);
      return CAN_BE_OPENED.contains(catalog.detectByMagic(marked, new Metadata()).getBaseType())
          ? parseFile(marked, found, attempt)
          : attempt.parse(marked, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException("the bytes of a document cannot be kept", e);
    }
  }

  private Parsed parseFile(InputStream bytes, BooleanSupplier found, Try attempt)
      throws IOException {
    try (TemporaryResources temporary = temporaries.get()) {
      Path file = temporary.createTempFile();
      Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
      return parse(
          () -> new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES), found, attempt);
    }
  }

  private Parsed parse(Kept bytes, BooleanSupplier found, Try attempt) throws IOException {
    Parsed first = parse(bytes, attempt, Optional.empty());
    if (!isLocked(first) || found.getAsBoolean()) {
      return first;
    }
    for (String password : passwords.values()) {
      Parsed next = parse(bytes, attempt, Optional.of(password));
      // Some parsers take a document for damaged where the password is wrong.
      if (next.outcome().isIndexed() || found.getAsBoolean()) {
        return next;
      }
    }
    return first;
  }

  private static Parsed parse(Kept bytes, Try attempt, Optional<String> password)
      throws IOException {
    try (InputStream in = bytes.open()) {
      return attempt.parse(in, password);
    }
  }

  /** An archive of which some entries could be read is open. */
  private static boolean isLocked(Parsed parsed) {
    return parsed.outcome() == Outcome.ENCRYPTED && parsed.content().equals(Content.EMPTY);
  }
}
