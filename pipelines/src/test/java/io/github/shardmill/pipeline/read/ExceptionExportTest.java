package io.github.shardmill.pipeline.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.index.read.ExceptionEntry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExceptionExportTest {
  private static final String ODD = "n:=cmd|'x'!\"A\"\n\ud83d\ude00,b";
  private static final ExceptionEntry KNOWN =
      new ExceptionEntry(
          ODD,
          ODD,
          "TIMED_OUT",
          Map.of(
              "cause", "took long",
              "content_type", "text/html",
              "size", 7L,
              "attempts", 2L,
              "md5", "aa",
              "sha1", "bb",
              "sha256", "cc"));
  private static final ExceptionEntry UNKNOWN =
      new ExceptionEntry("n:b", "n:b", "UNREADABLE", Map.of("size", 0L));

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void csvQuotesWhatNeedsItAndNamesItsColumns() {
    ExceptionExport csv = new ExceptionExport(ManifestFormat.CSV);
    assertThat(
        text(csv.preface()),
        is("id,outcome,cause,advice,content_type,size,attempts,md5,sha1,sha256\r\n"));
    assertThat(
        text(csv.line(KNOWN)),
        is(
            "\"n:=cmd|'x'!\"\"A\"\"\n\ud83d\ude00,b\",TIMED_OUT,took long,\""
                + Outcome.TIMED_OUT.advice()
                + "\",text/html,7,2,aa,bb,cc\r\n"));
    assertThat(
        text(csv.line(UNKNOWN)),
        is("n:b,UNREADABLE,,\"" + Outcome.UNREADABLE.advice() + "\",,0,,,,\r\n"));
  }

  @Test
  void jsonIsOneLineAndLeavesOutWhatIsNotKnown() {
    ExceptionExport json = new ExceptionExport(ManifestFormat.JSONL);
    assertThat(json.preface().length, is(0));
    assertThat(
        text(json.line(KNOWN)),
        is(
            "{\"id\":\"n:=cmd|'x'!\\\"A\\\"\\n\\uD83D\\uDE00,b\",\"outcome\":\"TIMED_OUT\","
                + "\"cause\":\"took long\",\"advice\":\""
                + Outcome.TIMED_OUT.advice()
                + "\",\"content_type\":\"text/html\",\"size\":7,\"attempts\":2,"
                + "\"md5\":\"aa\",\"sha1\":\"bb\",\"sha256\":\"cc\"}\n"));
    assertThat(
        text(json.line(UNKNOWN)),
        is(
            "{\"id\":\"n:b\",\"outcome\":\"UNREADABLE\",\"advice\":\""
                + Outcome.UNREADABLE.advice()
                + "\",\"size\":0}\n"));
  }

  @Test
  void outcomeOfALaterVersionIsNoFailure() {
    assertThat(OutcomeAdvice.of("MELTED"), is("an outcome that this version does not know"));
  }
}
