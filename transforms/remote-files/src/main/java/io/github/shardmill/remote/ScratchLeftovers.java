package io.github.shardmill.remote;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scratch directories of processes that are no more. Thread-safe.
 *
 * <p>The name of one tells which process made it, for people, and so that a process leaves its own
 * alone without opening their marks. Its number is not enough for that: in a container that is
 * started again it is often the same.
 */
final class ScratchLeftovers {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchLeftovers.class);

  private static final String BEGIN = "shardmill-";
  private static final Pattern NAME = Pattern.compile(BEGIN + ".+-(\\d+-[0-9a-z]+)-\\d+");
  private static final String THIS_PROCESS =
      ProcessHandle.current().pid()
          + "-"
          + Long.toString(ManagementFactory.getRuntimeMXBean().getStartTime(), Character.MAX_RADIX);

  /** Places that this process has looked at: whoever dies later is left to later processes. */
  private static final Set<Path> LOOKED_AT = ConcurrentHashMap.newKeySet();

  private ScratchLeftovers() {}

  /** Returns how the name of a scratch directory of this process begins. */
  static String prefix(String purpose) {
    return BEGIN + purpose + "-" + THIS_PROCESS + "-";
  }

  /** Returns whether a path is that of a scratch directory, of any process, and no link to one. */
  static boolean isScratch(Path path) {
    return maker(path).isPresent()
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(ScratchMark.in(path), LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<String> maker(Path path) {
    Path name = path.getFileName();
    Matcher matcher = NAME.matcher(name == null ? "" : name.toString());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * Removes what is left over in a place, best effort, when this process calls for the first time.
   *
   * @param own a directory of this process, whose owner is the user that it runs as
   */
  static void removeOnce(Path parent, Path own) {
    if (!LOOKED_AT.add(parent.toAbsolutePath().normalize())) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, BEGIN + "*")) {
      UserPrincipal user = Files.getOwner(own, LinkOption.NOFOLLOW_LINKS);
      for (Path entry : entries) {
        if (isScratch(entry) && !maker(entry).equals(Optional.of(THIS_PROCESS))) {
          removeUnlessInUse(entry, user);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("cannot look for scratch directories to remove in {}: {}", parent, e.toString());
    }
  }

  /** Nobody but the owner can put another directory in the place of one while it is removed. */
  private static void removeUnlessInUse(Path directory, UserPrincipal user) {
    try {
      if (!Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user)) {
        return;
      }
      Optional<ScratchMark> seized = ScratchMark.seize(directory);
      if (seized.isPresent()) {
        try (ScratchMark mark = seized.get()) {
          LocalTree.delete(directory, mark.file());
        }
        LOG.info("removed {}, whose process is no more", directory);
      }
    } catch (NoSuchFileException gone) {
      LOG.debug("{} is gone already", directory);
    } catch (IOException e) {
      LOG.warn("cannot remove {}, whose process may be no more: {}", directory, e.toString());
    }
  }
}
