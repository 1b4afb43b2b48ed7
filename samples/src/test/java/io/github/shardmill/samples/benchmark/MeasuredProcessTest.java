package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredProcessTest {
  @TempDir private Path directory;

  private Path index;
  private MeasuredProcess process;

  @BeforeEach
  void commitThreeDocuments() throws IOException {
    index = directory.resolve("index");
    try (FSDirectory files = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(files, new IndexWriterConfig())) {
      for (int i = 0; i < 3; i++) {
        writer.addDocument(new Document());
      }
    }
    process =
        new MeasuredProcess(
            Files.createDirectory(directory.resolve("work")),
            new JvmFlags(List.of("-XX:+UseParallelGC"), List.of("-Xmx64m")));
  }

  @Test
  void cpuTimeIncludesChildrenAndTheIndexIsRead() throws Exception {
    String busyChild = "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; exit 0";

    Measurement measurement = process.run(List.of("sh", "-c", busyChild), index);

    assertThat(measurement.cpuSeconds(), greaterThan(0.05));
    assertThat(measurement.wallSeconds(), greaterThan(measurement.cpuSeconds() / 2));
    assertThat(measurement.index().documents(), equalTo(3));
    assertThat(measurement.index().segments(), equalTo(1));
    assertThat(measurement.heap().peakBytes(), equalTo(0L));
  }

  @Test
  void jvmFlagsReachEveryJava() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    process.run(List.of(java, "-XX:+PrintFlagsFinal", "-version"), index);

    assertThat(
        Files.readString(process.output()).replaceAll(" +", " "),
        containsString("size_t MaxHeapSize = 67108864"));
  }

  @Test
  void launchersAreToldWhatToAddToTheirOwnFlags() throws Exception {
    process.run(List.of("sh", "-c", "echo $" + JvmFlags.LAUNCHER_VARIABLE), index);

    assertThat(Files.readString(process.output()), startsWith("-Xmx64m -Xlog:gc"));
  }

  @Test
  void failureShowsTheCodeAndTheLastOutput() {
    BenchmarkException failure =
        assertThrows(
            BenchmarkException.class,
            () -> process.run(List.of("sh", "-c", "echo no such luck >&2; exit 3"), index));

    assertThat(
        failure.getMessage(), allOf(startsWith("exit code 3"), containsString("no such luck")));
  }
}
