package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileWorkCoderTest {
  private static final FileBatch BATCH =
      new FileBatch(
          new Source("notes", "file:///vault/"),
          List.of(new FileEntry(RelativePath.ofBytes(new byte[] {'a', (byte) 0xff}), 3, -5)));

  static Stream<FileWork> everyKind() {
    return Stream.of(
        new FileWork.Extract(BATCH),
        new FileWork.Copy(List.of("n:a", "n:\u00fc\ud83d\ude00")),
        new FileWork.Copy(List.of()),
        new FileWork.Remove(List.of("n:a")),
        new FileWork.Unchanged(BATCH),
        new FileWork.Collapse("", List.of(member(true))),
        new FileWork.Collapse("abc", List.of(member(true), member(false))));
  }

  private static FileWork.Member member(boolean counted) {
    return new FileWork.Member(BATCH.source(), BATCH.files().get(0), counted);
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void workComesBackAsItWas(FileWork work) throws CoderException {
    byte[] bytes = CoderUtils.encodeToByteArray(FileWorkCoder.of(), work);
    assertThat(CoderUtils.decodeFromByteArray(FileWorkCoder.of(), bytes), is(work));
  }

  @Test
  void bytesStayWhatTheyAre() throws CoderException {
    byte[] bytes =
        CoderUtils.encodeToByteArray(FileWorkCoder.of(), new FileWork.Remove(List.of("n:a")));
    assertThat(HexFormat.of().formatHex(bytes), is("0300000001036e3a61"));
  }

  @Test
  void unknownKindIsRefused() {
    CoderException e =
        assertThrows(
            CoderException.class,
            () -> CoderUtils.decodeFromByteArray(FileWorkCoder.of(), new byte[] {9}));
    assertThat(e.getMessage(), containsString("unknown kind of work: 9"));
  }
}
