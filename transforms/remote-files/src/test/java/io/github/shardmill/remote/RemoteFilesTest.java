package io.github.shardmill.remote;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link Files} does with remote paths, whatever the store. */
public abstract class RemoteFilesTest {
  @TempDir Path local;
  Path home;

  /** Returns a directory of an empty store. */
  protected abstract Path home() throws IOException;

  @BeforeEach
  void find() throws IOException {
    home = home();
  }

  Path write(String name, String content) throws IOException {
    return Files.writeString(home.resolve(name), content);
  }

  Set<String> names(Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      children.forEach(child -> names.add(child.getFileName().toString()));
    }
    return names;
  }

  // reading and writing

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = write("a/b/file.txt", "one\ntwo\n");
    assertThat(Files.readString(file), is("one\ntwo\n"));
    assertThat(Files.readAllLines(file), is(List.of("one", "two")));
    assertThat(Files.readAllBytes(file).length, is(8));
    assertThat(Files.size(file), is(8L));
    try (Stream<String> lines = Files.lines(file);
        BufferedReader reader = Files.newBufferedReader(file);
        InputStream in = Files.newInputStream(file)) {
      assertThat(lines.count(), is(2L));
      assertThat(reader.readLine(), is("one"));
      assertThat(in.readAllBytes().length, is(8));
    }
    Files.write(file, new byte[0]);
    assertThat(Files.readString(file), is(""));
  }

  @Test
  void fileAppearsWhenItIsClosed() throws IOException {
    Path file = home.resolve("file");
    try (Writer writer = Files.newBufferedWriter(file)) {
      writer.write("half");
      writer.flush();
      assertThat(Files.exists(file), is(false));
    }
    assertThat(Files.readString(file), is("half"));
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write('x');
      assertThat(Files.readString(file), is("half"));
    }
    assertThat(Files.readString(file), is("x"));
  }

  @Test
  void newFileIsExclusive() throws IOException {
    Path file = home.resolve("file");
    Files.writeString(file, "first", CREATE_NEW);
    FileAlreadyExistsException e =
        assertThrows(
            FileAlreadyExistsException.class, () -> Files.writeString(file, "2", CREATE_NEW));
    assertThat(e.getMessage(), containsString(file.toString()));
    assertThrows(FileAlreadyExistsException.class, () -> Files.createFile(file));
    assertThat(Files.readString(file), is("first"));
    Files.createFile(home.resolve("empty"));
    assertThat(Files.size(home.resolve("empty")), is(0L));
  }

  @Test
  void replacingNeedsAFile() throws IOException {
    Path file = home.resolve("file");
    assertThrows(
        NoSuchFileException.class, () -> Files.writeString(file, "x", WRITE, TRUNCATE_EXISTING));
    Files.writeString(file, "1", CREATE, WRITE, TRUNCATE_EXISTING);
    Files.writeString(file, "2", WRITE, TRUNCATE_EXISTING);
    assertThat(Files.readString(file), is("2"));
  }

  @Test
  void filesAreNotChangedInTheMiddle() throws IOException {
    Path file = write("file", "content");
    OpenOption[][] impossible = {
      {APPEND},
      {CREATE, APPEND},
      {WRITE},
      {CREATE, WRITE},
      {READ, WRITE, TRUNCATE_EXISTING},
      {CREATE_NEW, WRITE, DELETE_ON_CLOSE}
    };
    for (OpenOption[] options : impossible) {
      UnsupportedOperationException e =
          assertThrows(
              UnsupportedOperationException.class, () -> Files.newByteChannel(file, options));
      assertThat(e.getMessage(), containsString(file.toString()));
    }
    assertThrows(UnsupportedOperationException.class, () -> Files.newInputStream(file, WRITE));
    assertThrows(UnsupportedOperationException.class, () -> FileChannel.open(file, READ));
    assertThat(Files.readString(file), is("content"));
  }

  @Test
  void missingFileIsNotRead() throws IOException {
    Path missing = home.resolve("no/such");
    assertThrows(NoSuchFileException.class, () -> Files.newByteChannel(missing));
    assertThrows(NoSuchFileException.class, () -> Files.newInputStream(missing));
    assertThrows(NoSuchFileException.class, () -> Files.readString(missing));
    NoSuchFileException e =
        assertThrows(
            NoSuchFileException.class,
            () -> Files.readAttributes(missing, BasicFileAttributes.class));
    assertThat(e.getMessage(), is(missing.toString()));
  }

  @Test
  void directoryIsNoFile() throws IOException {
    write("dir/file", "");
    assertThrows(
        FileSystemException.class, () -> Files.newByteChannel(home.resolve("dir")).close());
    assertThrows(FileSystemException.class, () -> Files.writeString(home.getRoot(), "x"));
  }

  // looking

  @Test
  void attributesSayWhatIsThere() throws IOException {
    Path file = write("dir/file", "12345");
    BasicFileAttributes ofFile = Files.readAttributes(file, BasicFileAttributes.class);
    assertThat(ofFile.isRegularFile(), is(true));
    assertThat(ofFile.isDirectory(), is(false));
    assertThat(ofFile.isSymbolicLink(), is(false));
    assertThat(ofFile.isOther(), is(false));
    assertThat(ofFile.size(), is(5L));
    assertThat(ofFile.fileKey(), nullValue());
    assertThat(ofFile.creationTime(), is(ofFile.lastModifiedTime()));
    assertThat(ofFile.lastAccessTime(), is(ofFile.lastModifiedTime()));
    assertThat(Files.getLastModifiedTime(file), is(ofFile.lastModifiedTime()));
    for (Path directory : List.of(home, home.resolve("dir"), home.getRoot())) {
      assertThat(Files.isDirectory(directory), is(true));
      assertThat(Files.isRegularFile(directory), is(false));
      assertThat(Files.exists(directory), is(true));
      assertThat(Files.isExecutable(directory), is(true));
    }
    assertThat(Files.exists(home.resolve("dir/other")), is(false));
    assertThat(Files.notExists(home.resolve("dir/other")), is(true));
    assertThat(Files.isRegularFile(home.resolve("dir/other")), is(false));
    assertThat(Files.isReadable(file), is(true));
    assertThat(Files.isWritable(file), is(true));
    assertThat(Files.isExecutable(file), is(false));
    assertThrows(
        AccessDeniedException.class,
        () -> file.getFileSystem().provider().checkAccess(file, AccessMode.EXECUTE));
  }

  @Test
  void attributesHaveNames() throws IOException {
    Path file = write("file", "12345");
    FileTime written = Files.getLastModifiedTime(file);
    assertThat(Files.getAttribute(file, "size"), is(5L));
    assertThat(Files.getAttribute(file, "basic:isDirectory"), is(false));
    assertThat(
        Files.readAttributes(file, "basic:size,lastModifiedTime"),
        is(Map.of("size", 5L, "lastModifiedTime", written)));
    for (String all : List.of("*", "basic:*", "size,*")) {
      assertThat(
          Files.readAttributes(file, all).keySet(),
          is(Files.readAttributes(local, "basic:*").keySet()));
    }
    assertThrows(UnsupportedOperationException.class, () -> Files.readAttributes(file, "posix:*"));
    assertThrows(IllegalArgumentException.class, () -> Files.readAttributes(file, "colour"));
    assertThrows(
        UnsupportedOperationException.class,
        () -> Files.readAttributes(file, PosixFileAttributes.class));
    assertThrows(UnsupportedOperationException.class, () -> Files.getPosixFilePermissions(file));
    assertThrows(
        UnsupportedOperationException.class, () -> Files.setAttribute(file, "basic:size", 1L));
  }

  @Test
  void childrenAreStreamedFilteredAndMatched() throws IOException {
    write("a.txt", "");
    write("b.txt", "");
    write("c.bin", "");
    write("d.txt/e.txt", "");
    assertThat(names(home), is(Set.of("a.txt", "b.txt", "c.bin", "d.txt")));
    try (DirectoryStream<Path> some = Files.newDirectoryStream(home, "{a,d}.t*")) {
      List<Path> found = new ArrayList<>();
      some.forEach(found::add);
      assertThat(new TreeSet<>(found), is(Set.of(home.resolve("a.txt"), home.resolve("d.txt"))));
    }
    try (DirectoryStream<Path> some = Files.newDirectoryStream(home, Files::isDirectory)) {
      assertThat(some.iterator().next(), is(home.resolve("d.txt")));
      assertThrows(IllegalStateException.class, some::iterator);
    }
    try (Stream<Path> children = Files.list(home)) {
      assertThat(children.filter(Files::isRegularFile).count(), is(3L));
    }
    assertThrows(
        NotDirectoryException.class, () -> Files.newDirectoryStream(home.resolve("a.txt")));
  }

  @Test
  void treeIsWalked() throws IOException {
    write("a", "1");
    write("b/c", "22");
    write("b/d/e", "333");
    List<String> seen = new ArrayList<>();
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            seen.add(home.relativize(file) + " " + attributes.size());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e) {
            seen.add(home.relativize(directory) + "/");
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(new TreeSet<>(seen), is(Set.of("/", "a 1", "b/", "b/c 2", "b/d/", "b/d/e 3")));
    try (Stream<Path> all = Files.walk(home)) {
      assertThat(all.count(), is(6L));
    }
  }

  @Test
  void listedAttributesAreGivenAwayOnce() throws IOException {
    write("file", "1");
    try (DirectoryStream<Path> children = Files.newDirectoryStream(home)) {
      Path listed = children.iterator().next();
      write("file", "longer");
      assertThat("as listed", Files.size(listed), is(1L));
      assertThat("as it is", Files.size(listed), is(6L));
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(home)) {
      Path listed = children.iterator().next();
      Files.delete(listed);
      assertThat("deleted through the listed path", Files.isRegularFile(listed), is(false));
    }
  }

  // directories

  @Test
  void directoriesAreMade() throws IOException {
    Files.createDirectories(home.resolve("a/b/c"));
    Files.createDirectories(home.resolve("a/b/c"));
    Files.createDirectory(
        home.resolve("d"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    write("d/file", "");
    assertThrows(FileAlreadyExistsException.class, () -> Files.createDirectory(home.resolve("d")));
    assertThrows(
        FileAlreadyExistsException.class, () -> Files.createDirectories(home.resolve("d/file")));
    assertThrows(
        UnsupportedOperationException.class,
        () -> Files.createDirectory(home.resolve("e"), attribute("acl:acl")));
    Path temporary = Files.createTempDirectory(home, "t");
    Path file = Files.createTempFile(temporary, "f", ".x");
    assertThat(Files.size(file), is(0L));
  }

  private static FileAttribute<String> attribute(String name) {
    return new FileAttribute<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String value() {
        return "";
      }
    };
  }

  @Test
  void filesAreDeleted() throws IOException {
    Path file = write("dir/file", "");
    write("dir/other", "");
    DirectoryNotEmptyException e =
        assertThrows(DirectoryNotEmptyException.class, () -> Files.delete(home.resolve("dir")));
    assertThat(e.getMessage(), is(home.resolve("dir").toString()));
    Files.delete(file);
    assertThat(names(home.resolve("dir")), is(Set.of("other")));
    assertThrows(NoSuchFileException.class, () -> Files.delete(file));
    assertThat(Files.deleteIfExists(file), is(false));
    assertThat(Files.deleteIfExists(home.resolve("dir/other")), is(true));
    Files.deleteIfExists(home.resolve("dir"));
    assertThat(Files.exists(home.resolve("dir")), is(false));
  }

  // the rest

  @Test
  void roomIsEndless() throws IOException {
    FileStore room = Files.getFileStore(home.resolve("not there"));
    assertThat(room.getUsableSpace(), is(Long.MAX_VALUE));
    assertThat(room.getTotalSpace(), is(Long.MAX_VALUE));
    assertThat(room.isReadOnly(), is(false));
    assertThat(room.supportsFileAttributeView("basic"), is(true));
    assertThat(room.supportsFileAttributeView("posix"), is(false));
  }

  @Test
  void sameFileIsTheSamePath() throws IOException {
    Path file = write("file", "");
    assertThat(Files.isSameFile(file, home.resolve("x/../file")), is(true));
    assertThat(Files.isSameFile(file, home.resolve("other")), is(false));
    assertThat(Files.isSameFile(file, local), is(false));
    assertThat(Files.isHidden(file), is(false));
    assertThat(Files.isHidden(home.resolve(".file")), is(true));
    assertThat(Files.isHidden(home.getRoot()), is(false));
    assertThat(Files.isSymbolicLink(file), is(false));
    assertThat(file.toRealPath(), is(file));
  }

  @Test
  void fileSystemTellsWhatItIs() throws IOException {
    FileSystem files = home.getFileSystem();
    assertThat(files.isOpen(), is(true));
    assertThat(files.isReadOnly(), is(false));
    assertThat(files.getSeparator(), is("/"));
    assertThat(files.supportedFileAttributeViews(), is(Set.of("basic")));
    assertThat(
        Stream.of(files.getRootDirectories().iterator().next()).toArray(Path[]::new),
        arrayContaining(home.getRoot()));
    assertThat(files.provider().getPath(home.toUri()), is(home));
    assertThat(files.provider().getFileSystem(home.toUri()), is(files));
    assertThrows(UnsupportedOperationException.class, files::close);
    assertThrows(UnsupportedOperationException.class, files::newWatchService);
    assertThrows(UnsupportedOperationException.class, files::getUserPrincipalLookupService);
    assertThrows(UnsupportedOperationException.class, home::toFile);
  }
}
