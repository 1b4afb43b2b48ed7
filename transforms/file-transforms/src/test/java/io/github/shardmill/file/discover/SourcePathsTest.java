package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.RelativePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourcePathsTest {
  @TempDir Path root;

  static Stream<byte[]> names() {
    Stream<String> text =
        Stream.of(
            "plain",
            "with space",
            "line\nfeed",
            "\"'`",
            "100%41",
            "🎉",
            "é",
            "e\u0301",
            "x!",
            "a?b#c",
            "\uFFFD",
            "c".repeat(200),
            "-",
            "\\",
            "+");
    return Stream.concat(
        text.map(name -> name.getBytes(StandardCharsets.UTF_8)),
        Stream.of(
            new byte[] {(byte) 0xE9},
            new byte[] {'a', (byte) 0xff, (byte) 0xC3, (byte) 0xA9, '%', ' '},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}));
  }

  @ParameterizedTest
  @MethodSource("names")
  void listedNameOpensTheSameFile(byte[] name) throws Exception {
    Path created = Trees.file(root, name);
    Path listed;
    try (Stream<Path> entries = Files.list(root)) {
      listed = entries.findFirst().orElseThrow();
    }

    assertThat(SourcePaths.nameBytes(listed), is(name));
    assertThat(SourcePaths.relativize(root, listed), is(RelativePath.ofBytes(name)));
    Path resolved = SourcePaths.resolve(Trees.source(root), RelativePath.ofBytes(name));
    assertThat(Files.readAllBytes(resolved), is(name));
    assertThat(resolved, is(created));
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesOfDirectoriesAreKeptToo(byte[] name) throws Exception {
    byte[] suffix = {'/', 'f', (byte) 0xff};
    byte[] path = Arrays.copyOf(name, name.length + suffix.length);
    System.arraycopy(suffix, 0, path, name.length, suffix.length);
    Path file = Trees.file(root, path);

    assertThat(SourcePaths.nameBytes(file.getParent()), is(name));
    assertThat(SourcePaths.relativize(root, file), is(RelativePath.ofBytes(path)));
    assertThat(Trees.walk(root, FileFilter.DEFAULT).get(0).path().bytes(), is(path));
  }

  @ParameterizedTest
  @MethodSource("names")
  void rootKeepsItsBytes(byte[] name) throws Exception {
    Path file = Trees.file(root, name);
    Files.delete(file);
    Files.createDirectory(file);
    Trees.file(file, "inside");

    assertThat(SourcePaths.root(Trees.source(file)), is(file));
    assertThat(Trees.lines(Trees.walk(file, FileFilter.DEFAULT)), is(List.of("inside")));
  }
}
