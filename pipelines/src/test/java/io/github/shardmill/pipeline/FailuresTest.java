package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void innermostCauseIsWhatHappened() {
    assertThat(
        Failures.line(new RuntimeException("outer", new IOException("the wire is cut\nat home"))),
        is("the wire is cut"));
    assertThat(Failures.line(new IllegalStateException()), is("IllegalStateException"));
  }

  @Test
  void failuresOfFileSystemsNameTheFile() {
    assertThat(Failures.line(new AccessDeniedException("/a")), is("no permission for /a"));
    assertThat(Failures.line(new NoSuchFileException("/a")), is("not there: /a"));
    assertThat(Failures.line(new FileSystemException("/a", null, "odd")), is("/a: odd"));
  }

  /** As it arrives where the classes of the failure are not on the class path. */
  @Test
  void failureThatTravelledSerialisedReadsTheSame() {
    assertThat(
        Failures.line(serialised(new AccessDeniedException("/a"))), is("no permission for /a"));
    assertThat(Failures.line(serialised(new IOException("why: because"))), is("why: because"));
    assertThat(Failures.line(serialised(new IllegalStateException())), is("IllegalStateException"));
  }

  @Test
  void memoryIsMissingWhereTheStepRan() {
    assertThat(Failures.line(new OutOfMemoryError()), startsWith("out of memory: raise -Xmx"));
    assertThat(
        Failures.line(serialised(new OutOfMemoryError("Java heap space"))),
        startsWith("out of memory: raise the task heap of Flink's workers"));
  }

  private static Throwable serialised(Throwable failure) {
    return new RuntimeException("Pipeline execution failed", new SerializedThrowable(failure));
  }
}
