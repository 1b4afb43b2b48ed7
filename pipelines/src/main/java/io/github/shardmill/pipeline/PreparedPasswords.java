package io.github.shardmill.pipeline;

import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.ScratchDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A copy of the list of passwords for all steps of a run, which only the owner may read: the list
 * may change meanwhile, and workers need not see it. Gone when it is closed.
 */
final class PreparedPasswords implements Closeable {
  private static final String NAME = "passwords";

  private final Optional<ScratchDirectory> scratch;

  private PreparedPasswords(Optional<ScratchDirectory> scratch) {
    this.scratch = scratch;
  }

  /** Copies the list of a run, if it has one. */
  static PreparedPasswords of(Optional<PasswordFile> list) throws IOException {
    if (list.isEmpty()) {
      return new PreparedPasswords(Optional.empty());
    }
    ScratchDirectory directory = ScratchDirectory.create("passwords");
    try {
      Path file = file(directory);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, Files.readAllBytes(Locations.path(URI.create(list.get().location()))));
      return new PreparedPasswords(Optional.of(directory));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Returns where steps in this process find them, as long as this is open; empty for none. */
  String here() {
    return scratch.map(directory -> file(directory).toString()).orElse("");
  }

  /** Returns where steps anywhere find them, and closes this; empty for none. */
  String sharedIn(Path directory) throws IOException {
    if (scratch.isEmpty()) {
      return "";
    }
    SharedFile shared = SharedFile.of(file(scratch.get()), directory);
    close();
    return shared.location();
  }

  private static Path file(ScratchDirectory directory) {
    return directory.path().resolve(NAME);
  }

  @Override
  public void close() {
    scratch.ifPresent(ScratchDirectory::close);
  }
}
