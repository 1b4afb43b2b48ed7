package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.cli.RealCommandLine.Ended;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that nobody watches: gates, what is done with a refused run, deadline and metrics. */
class UnwatchedRunIT {
  @TempDir private Path directory;
  private SmallCorpus corpus;
  private Path index;

  @BeforeEach
  void writeDocuments() throws IOException {
    corpus = SmallCorpus.in(directory);
    index = corpus.index();
  }

  /** Builds what a gate refuses, and returns the run. */
  private String refuse() throws IOException {
    Ended ended = build(corpus.docs(), index, "--quiet", "--probe", "content:umbrella>=1");
    assertThat(ended.err(), ended.code(), is(3));
    assertThat(ended.err(), containsString("  REFUSED  content:umbrella>=1: 0 found\n"));
    JsonNode staged = run("inspect", index, "--staged", "--json").well().json().path("staged");
    assertThat(staged.path(0).path("documents").asInt(), is(4));
    String runId = staged.path(0).path("runId").asText();
    assertThat(ended.err(), containsString(" --run " + runId + "' publishes it all the same\n"));
    return runId;
  }

  private boolean isCommitted() throws IOException {
    try (Directory opened = FSDirectory.open(index)) {
      return DirectoryReader.indexExists(opened);
    }
  }

  @Test
  void aRefusedRunIsPublished() throws IOException {
    String runId = refuse();
    assertThat(isCommitted(), is(false));

    run("publish", index, "--run", runId).well();

    assertThat(corpus.found("content:old"), hasSize(2));
    assertThat(run("inspect", index, "--staged").well().out(), containsString("no run waits"));
    run("verify", index).well();
  }

  @Test
  void aRefusedRunIsDiscarded() throws IOException {
    String runId = refuse();

    run("discard", index, "--run", runId).well();

    assertThat(
        run("publish", index, "--run", runId).refusedWith(1), containsString("no run '" + runId));
    assertThat(isCommitted(), is(false));
  }

  @Test
  void aRunThatWritesKeepsAPublicationOut() throws IOException {
    String runId = refuse();
    try (RunLock held = RunLock.acquire(new IndexLayout(index), "the-other")) {
      assertThat(held, is(held));
      assertThat(run("publish", index, "--run", runId).refusedWith(4), containsString("the-other"));
    }
  }

  @Test
  void anUpdateOfAnotherCommitIsNotPublished() throws IOException {
    build(corpus.docs(), index, "--quiet").well();
    corpus.write("more.txt", "more");
    Ended refused = run("update", index, "--quiet", "--probe", "content:umbrella>=1");
    assertThat(refused.err(), refused.code(), is(3));
    JsonNode staged = run("inspect", index, "--staged", "--json").well().json().path("staged");
    run("update", index, "--quiet").well();

    String runId = staged.path(0).path("runId").asText();
    assertThat(
        run("publish", index, "--run", runId).refusedWith(3),
        containsString("it updates generation 1 and the index is at generation 2"));
    assertThat(
        run("inspect", index, "--staged").well().out(), containsString("it cannot be published"));
  }

  @Test
  void aProbeOverAnUnknownFieldIsWrongUsage() {
    assertThat(
        build(corpus.docs(), index, "--probe", "titel:x>=1").refusedWith(1),
        containsString("the probe 'titel:x': no field 'titel'"));
    assertThat(Files.exists(index), is(false));
  }

  @Test
  void aRunIsStoppedAtItsDeadlineAndPublishesNothing() throws IOException {
    assertThat(
        build(corpus.docs(), index, "--progress=none", "--deadline=1ms").refusedWith(2),
        containsString("stopped at the deadline"));
    assertThat(isCommitted(), is(false));
    build(corpus.docs(), index, "--quiet").well();
  }

  @Test
  void metricsTellOfARealRun() throws IOException {
    Path file = directory.resolve("shardmill.prom");
    build(corpus.docs(), index, "--quiet", "--metrics-file", file).well();
    PrometheusText metrics = PrometheusText.parse(Files.readString(file));
    String labels = "{index=\"" + index + "\",command=\"build\"";
    assertThat(metrics.value("shardmill_index_generation" + labels + "}"), is("1"));
    assertThat(metrics.value("shardmill_last_run_files" + labels + ",class=\"indexed\"}"), is("4"));
  }

  @Test
  void aFileOfSourcesLabelsTheirDocuments() throws IOException {
    Path sources = directory.resolve("sources.yaml");
    Files.writeString(
        sources,
        """
        sources:
          - name: case7
            path: docs/old
            labels: {matter: "7"}
          - path: docs
        """);
    run("build", "--sources", sources, "--index", index, "--quiet").well();
    assertThat(corpus.found("label:\"matter=7\""), hasSize(2));
    assertThat(corpus.found("source:docs AND label:\"matter=7\""), is(empty()));
    assertThat(corpus.found("source:docs"), is(not(empty())));
  }
}
