package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.ExtractorVersion;
import java.nio.file.Path;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class ExtractorConfigTest {
  @Test
  void versionNamesProgramAndTextLimit() {
    assertThat(
        ExtractorConfig.DEFAULT.version(),
        equalTo(new ExtractorVersion("tika-3.3.1;rules=6", 10_000_000)));
    ExtractionLimits shorter = ExtractionLimits.DEFAULT.withMaxTextCharacters(7);
    assertThat(
        ExtractorConfig.DEFAULT.withLimits(shorter).version(),
        equalTo(new ExtractorVersion("tika-3.3.1;rules=6", 7)));
  }

  @Test
  void limitsThatCannotChangeAResultAreNotNamed() {
    ExtractionLimits other =
        ExtractionLimits.DEFAULT.withParseTimeoutMillis(1).withMaxAbandonedThreads(1);
    ExtractorConfig config =
        ExtractorConfig.DEFAULT.withLimits(other).withTemporaryDirectory(Path.of("/scratch"));
    assertThat(config.version(), equalTo(ExtractorConfig.DEFAULT.version()));
    assertThat(config.temporaryDirectory(), equalTo("/scratch"));
    assertThat(config.limits(), equalTo(other));
  }

  @Test
  void isolationChangesNoResult() {
    ExtractorConfig all =
        ExtractorConfig.DEFAULT.withIsolation(
            Isolation.AUTO.withMode(Isolation.Mode.ALL).withHeapBytes(1L << 30));
    assertThat(all.version(), equalTo(ExtractorConfig.DEFAULT.version()));
    assertThat(SerializableUtils.clone(all), equalTo(all));
  }

  @Test
  void heapThatIsTooSmallForAChildIsRefused() {
    long tooSmall = Isolation.MIN_HEAP_BYTES - 1;
    assertThrows(IllegalArgumentException.class, () -> Isolation.AUTO.withHeapBytes(tooSmall));
    assertThrows(IllegalArgumentException.class, () -> Isolation.AUTO.withStallMillis(0));
    assertThrows(IllegalArgumentException.class, () -> Isolation.AUTO.withFilesPerChild(0));
  }

  @Test
  void travelsToWorkers() {
    ExtractorConfig config = ExtractorConfig.DEFAULT.withLimits(new ExtractionLimits(1, 2, 3));
    assertThat(SerializableUtils.clone(config), equalTo(config));
  }

  @Test
  void limitsBelowOneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ExtractionLimits(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new ExtractionLimits(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new ExtractionLimits(1, 1, 0));
  }

  @Test
  void largeFilesHaveMoreTime() {
    ExtractionLimits limits = ExtractionLimits.DEFAULT.withParseTimeoutMillis(500);
    assertThat(limits.timeoutMillis(0), equalTo(500L));
    assertThat(limits.timeoutMillis((16L << 20) - 1), equalTo(500L));
    assertThat(limits.timeoutMillis(16L << 30), equalTo(1_024_500L));
  }
}
