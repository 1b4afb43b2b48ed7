package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.Outcome;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

class FailureCauseTest {
  @Test
  void passwordAnywhereInTheChainIsEncrypted() {
    Throwable thrown =
        new TikaException("outer", new IOException(new EncryptedDocumentException("locked")));
    assertThat(
        FailureCause.of(thrown),
        equalTo(new FailureCause(Outcome.ENCRYPTED, "EncryptedDocumentException: locked")));
  }

  @Test
  void passwordExceptionOfALibraryIsEncrypted() {
    Throwable office = new org.apache.poi.EncryptedDocumentException("office");
    assertThat(FailureCause.of(office).outcome(), equalTo(Outcome.ENCRYPTED));
  }

  @Test
  void errorAnywhereInTheChainIsACrash() {
    Throwable thrown = new TikaException("outer", new StackOverflowError());
    assertThat(
        FailureCause.of(thrown), equalTo(new FailureCause(Outcome.CRASHED, "StackOverflowError")));
    assertThat(
        FailureCause.of(new LinkageError("no such method")).outcome(), equalTo(Outcome.CRASHED));
  }

  @Test
  void allElseIsCorruptAndNamesTheInnermostCause() {
    Throwable thrown = new TikaException("outer", new IllegalStateException("bad record 7"));
    assertThat(
        FailureCause.of(thrown),
        equalTo(new FailureCause(Outcome.CORRUPT, "IllegalStateException: bad record 7")));
    assertThat(FailureCause.of(new SAXException("x")).outcome(), equalTo(Outcome.CORRUPT));
    assertThat(FailureCause.of(new IOException("x")).outcome(), equalTo(Outcome.CORRUPT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two\\nlines | IOException: two lines",
        "cannot open /home/me/case 7/x.pdf | IOException: cannot open (path) 7/x.pdf",
        "in /tmp/apache-tika-9.tmp: bad | IOException: in (path): bad",
        "from org.example.Parser@1a2b3c4d | IOException: from org.example.Parser",
        "application/pdf; 1/2 and <a/> stay | IOException: application/pdf; 1/2 and <a/> stay",
      })
  void causeIsOneLineWithoutPathsOrIdentities(String message, String line) {
    IOException thrown = new IOException(message.replace("\\n", "\n"));
    assertThat(FailureCause.describe(thrown), equalTo(line));
  }

  @Test
  void longCauseIsCut() {
    assertThat(FailureCause.describe(new IOException("x".repeat(9_999))).length(), equalTo(500));
  }

  @Test
  void circleOfCausesEnds() {
    IOException first = new IOException("first");
    IOException second = new IOException("second", first);
    first.initCause(second);
    assertThat(FailureCause.of(first).outcome(), equalTo(Outcome.CORRUPT));
  }

  @Test
  void fullDiskIsRecognised() {
    Throwable full = new FileSystemException("/tmp/x", null, "No space left on device");
    assertThat(FailureCause.isNoRoom(new TikaException("spool", full)), is(true));
    assertThat(FailureCause.isNoRoom(new TikaException("no space left on device")), is(false));
  }
}
