package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.shardmill.file.DiscoverySummary.RecordsPart;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.discover.Finding.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsLogTest {
  @TempDir Path directory;

  @Test
  void everyKindHasItsLine() throws Exception {
    RecordsLog log = log(Records.NONE);
    byte[] name = {'a', '"', '\n', '%', (byte) 0xff};
    log.append(new Finding(Kind.EXCLUDED, RelativePath.ofBytes(name), 7, 0, "hidden", ""));
    log.append(finding(Kind.PRUNED_DIRECTORY, "d", "hidden"));
    log.append(finding(Kind.UNREADABLE_DIRECTORY, "e!", "permission denied"));

    assertThat(
        lines(log.finish()),
        is(
            List.of(
                "{\"id\":\"s:a\\\"\\n%25%FF\",\"path\":\"a\\\"\\n%%FF\",\"size\":7,"
                    + "\"excluded\":\"hidden\"}",
                "{\"id\":\"s:d\",\"path\":\"d\",\"pruned\":\"hidden\"}",
                "{\"id\":\"s:e%21\",\"path\":\"e!\",\"unreadable\":\"permission denied\"}")));
  }

  @Test
  void partIsDescribedByLinesAndHash() throws Exception {
    RecordsLog log = log(Records.NONE);
    log.append(finding(Kind.EXCLUDED, "a", "x"));
    log.append(finding(Kind.EXCLUDED, "é", "x"));
    RecordsPart part = log.finish().parts().get(0);

    byte[] bytes = Files.readAllBytes(directory.resolve(part.name()));
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertThat(part.sha256(), is(sha256));
    assertThat(part.lines(), is(2L));
    assertThat(part.name(), containsString("-s-"));
  }

  @Test
  void nothingRecordedLeavesNoFile() throws Exception {
    assertThat(log(Records.NONE).finish(), is(Records.NONE));
    assertThat(Trees.names(directory), is(empty()));
  }

  @Test
  void linesWaitInTheStateAndAreWrittenByWhoeverGoesOn() throws Exception {
    RecordsLog first = log(Records.NONE);
    first.append(finding(Kind.EXCLUDED, "a", "x"));
    Records between = first.records();
    assertThat(Trees.names(directory), is(empty()));

    RecordsLog second = log(between);
    second.append(finding(Kind.EXCLUDED, "b", "x"));
    Records all = second.finish();

    assertThat(all.parts(), hasSize(1));
    assertThat(lines(all), hasSize(2));
  }

  @Test
  void stateStaysSmallHoweverMuchIsRecorded() throws Exception {
    RecordsLog log = log(Records.NONE);
    int count = 40_000;
    for (int i = 0; i < count; i++) {
      log.append(finding(Kind.EXCLUDED, "some/rather/long/path/to/file-" + i, "not included"));
      if (i % 1000 == 0) {
        int waiting = log.records().unwritten().stream().mapToInt(String::length).sum();
        assertThat(waiting, is(lessThan(RecordsLog.PART_CHARACTERS)));
      }
    }
    Records all = log.finish();

    assertThat(all.parts().size(), is(greaterThan(2)));
    assertThat(lines(all), hasSize(count));
    assertThat(all.parts().stream().mapToLong(RecordsPart::lines).sum(), is((long) count));
  }

  @Test
  void withoutADirectoryNothingIsKept() throws Exception {
    RecordsLog log = new RecordsLog("s", null, Records.NONE);
    log.append(finding(Kind.EXCLUDED, "a", "x"));
    assertThat(log.records(), is(Records.NONE));
    assertThat(log.finish(), is(Records.NONE));
  }

  private RecordsLog log(Records records) {
    return new RecordsLog("s", directory.toUri().toString(), records);
  }

  private static Finding finding(Kind kind, String path, String reason) {
    return new Finding(kind, RelativePath.of(path), 0, 0, reason, "");
  }

  private List<String> lines(Records records) throws Exception {
    List<String> lines = new ArrayList<>();
    for (RecordsPart part : records.parts()) {
      try (Stream<String> stream = Files.lines(directory.resolve(part.name()))) {
        stream.forEach(lines::add);
      }
    }
    return lines;
  }
}
