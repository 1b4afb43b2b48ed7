package io.github.shardmill.remote.hdfs;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathIOException;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.UnresolvedLinkException;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.hdfs.server.namenode.NotReplicatedYetException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.ipc.RetriableException;
import org.apache.hadoop.ipc.StandbyException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.KerberosAuthException;
import org.apache.hadoop.security.token.SecretManager;

/** What a failure of Hadoop's client means. Stateless. */
final class Failures {
  /** Nothing changes these but a person. */
  private static final List<Class<? extends IOException>> LASTING =
      List.of(
          FileNotFoundException.class,
          org.apache.hadoop.fs.FileAlreadyExistsException.class,
          AccessControlException.class,
          ParentNotDirectoryException.class,
          PathIOException.class,
          ClusterStorageCapacityExceededException.class,
          UnresolvedLinkException.class,
          KerberosAuthException.class,
          SecretManager.InvalidToken.class,
          UnknownHostException.class,
          ClosedByInterruptException.class,
          FileSystemException.class);

  /** These pass when a server is there again, has started, or has less to do. */
  private static final List<Class<? extends IOException>> PASSING =
      List.of(
          SocketException.class,
          SocketTimeoutException.class,
          EOFException.class,
          ClosedChannelException.class,
          RetriableException.class,
          StandbyException.class,
          SafeModeException.class,
          BlockMissingException.class,
          ChecksumException.class,
          NotReplicatedYetException.class);

  /**
   * What a server says of itself in exceptions of no type of their own: it has too few data nodes
   * now, or it is just starting.
   */
  private static final List<String> PASSING_WORDS =
      List.of("could only be written to", "could only be replicated to", "still not started");

  /** A class that only servers have: what was being written was removed. */
  private static final String REMOVED = "LeaseExpiredException";

  private static final String CLOSED = "Filesystem closed";

  private Failures() {}

  /** Returns what the server threw, as far as the client has a class for it. */
  static IOException unwrapped(IOException failure) {
    return failure instanceof RemoteException remote
            && !remote.getClassName().equals(IOException.class.getName())
        ? remote.unwrapRemoteException()
        : failure;
  }

  /** Returns whether the same call may succeed later, with nobody doing anything about it. */
  static boolean mayPass(IOException failure) {
    boolean fromServer = false;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Throwable each = t;
      if (LASTING.stream().anyMatch(type -> type.isInstance(each))) {
        return false;
      }
      if (PASSING.stream().anyMatch(type -> type.isInstance(each))) {
        return true;
      }
      if (t instanceof InterruptedIOException || t instanceof InterruptedException) {
        return false;
      }
      if (t instanceof RemoteException remote) {
        fromServer = true;
        if (remote.getClassName().endsWith(REMOVED)) {
          return true;
        }
      }
    }
    String message = String.valueOf(failure.getMessage());
    if (fromServer) {
      return PASSING_WORDS.stream().anyMatch(message::contains);
    }
    // what the client itself gives up for has no type: all data nodes bad, no block located ...
    return failure.getClass() == IOException.class && !message.equals(CLOSED);
  }

  /**
   * Returns a failure in the JDK's words; that one lasts, since its patience is over.
   *
   * @param location of the file, which the message begins with
   */
  static IOException translated(IOException failure, String location) {
    if (failure instanceof FileSystemException) {
      return failure;
    }
    IOException translated = sameInJdk(failure, location);
    translated.initCause(failure);
    return translated;
  }

  private static IOException sameInJdk(IOException failure, String location) {
    if (failure instanceof FileNotFoundException) {
      return new NoSuchFileException(location);
    }
    if (failure instanceof org.apache.hadoop.fs.FileAlreadyExistsException) {
      return new FileAlreadyExistsException(location);
    }
    if (failure instanceof AccessControlException) {
      return new AccessDeniedException(location, null, firstLine(failure));
    }
    if (failure instanceof PathIsNotEmptyDirectoryException) {
      return new DirectoryNotEmptyException(location);
    }
    if (failure instanceof ParentNotDirectoryException) {
      return new FileSystemException(location, null, "a file stands where it needs a directory");
    }
    return new FileSystemException(location, null, firstLine(failure));
  }

  /** A server sends its stack along. */
  static String firstLine(IOException failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
