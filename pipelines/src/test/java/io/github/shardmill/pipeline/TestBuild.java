package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.pipeline.BuildSettings.Execution;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.FileList;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.BuildSettings.Gates;
import io.github.shardmill.pipeline.BuildSettings.Indexing;
import io.github.shardmill.pipeline.BuildSettings.Input;
import io.github.shardmill.pipeline.BuildSettings.Inputs;
import io.github.shardmill.pipeline.BuildSettings.Target;
import io.github.shardmill.pipeline.BuildSettings.Upkeep;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A build that a test asks for: three shards, two threads, no child processes, each of which takes
 * a second to start, and what the test changes. Immutable.
 */
record TestBuild(
    Inputs inputs,
    Indexing indexing,
    Execution execution,
    Optional<Path> work,
    Extraction extraction,
    Filters filters,
    Continuation continuation,
    Gates gates) {
  private static final long RAM_BUFFER_BYTES = 16 << 20;

  /** Returns a build of one tree, whose source is called {@code name}. */
  static TestBuild of(String name, Path tree) {
    return of(new Inputs(List.of(new Input(Optional.of(name), tree.toString())), Optional.empty()));
  }

  /** Returns a build of the files on a list; the last name of {@code base} is the source's. */
  static TestBuild ofList(Path list, Path base) {
    return of(new Inputs(List.of(), Optional.of(new FileList(list.toString(), base))));
  }

  /** Returns a build of these inputs. */
  static TestBuild of(Inputs inputs) {
    return new TestBuild(
        inputs,
        new Indexing(
            "standard", OptionalInt.of(3), OptionalLong.of(RAM_BUFFER_BYTES), Upkeep.DEFAULT),
        new Execution(2, Execution.DEFAULT_BATCH_SIZE, List.of(), Isolation.NONE),
        Optional.empty(),
        Extraction.DEFAULT,
        Filters.NONE,
        Continuation.BUILD,
        Gates.NONE);
  }

  TestBuild withShards(int shards) {
    return withIndexing(
        new Indexing(
            indexing.analyzer(),
            OptionalInt.of(shards),
            indexing.ramBufferBytes(),
            indexing.upkeep()));
  }

  TestBuild withAnalyzer(String analyzer) {
    return withIndexing(
        new Indexing(analyzer, indexing.shards(), indexing.ramBufferBytes(), indexing.upkeep()));
  }

  TestBuild withRamBufferBytes(long bytes) {
    return withIndexing(
        new Indexing(
            indexing.analyzer(), indexing.shards(), OptionalLong.of(bytes), indexing.upkeep()));
  }

  TestBuild withUpkeep(Upkeep upkeep) {
    return withIndexing(
        new Indexing(indexing.analyzer(), indexing.shards(), indexing.ramBufferBytes(), upkeep));
  }

  private TestBuild withIndexing(Indexing changed) {
    return new TestBuild(
        inputs, changed, execution, work, extraction, filters, continuation, gates);
  }

  TestBuild withParallelism(int parallelism) {
    return withExecution(
        new Execution(
            parallelism, execution.batchSize(), execution.beamOptions(), execution.isolation()));
  }

  TestBuild withBatchSize(int files) {
    return withExecution(
        new Execution(
            execution.parallelism(), files, execution.beamOptions(), execution.isolation()));
  }

  TestBuild withBeamOptions(String... options) {
    return withExecution(
        new Execution(
            execution.parallelism(),
            execution.batchSize(),
            List.of(options),
            execution.isolation()));
  }

  TestBuild withIsolation(Isolation changed) {
    return withExecution(execution.withIsolation(changed));
  }

  private TestBuild withExecution(Execution changed) {
    return new TestBuild(inputs, indexing, changed, work, extraction, filters, continuation, gates);
  }

  TestBuild withWorkDirectory(Path directory) {
    return new TestBuild(
        inputs,
        indexing,
        execution,
        Optional.of(directory),
        extraction,
        filters,
        continuation,
        gates);
  }

  TestBuild withExtraction(Extraction changed) {
    return new TestBuild(inputs, indexing, execution, work, changed, filters, continuation, gates);
  }

  TestBuild withFilters(Filters changed) {
    return new TestBuild(
        inputs, indexing, execution, work, extraction, changed, continuation, gates);
  }

  /** Returns an update of what this builds. */
  TestBuild asUpdate() {
    return with(Continuation.UPDATE);
  }

  TestBuild withGates(Gates changed) {
    return new TestBuild(
        inputs, indexing, execution, work, extraction, filters, continuation, changed);
  }

  TestBuild with(Continuation changed) {
    return new TestBuild(inputs, indexing, execution, work, extraction, filters, changed, gates);
  }

  BuildSettings settings(Path index) {
    return new BuildSettings(
        inputs,
        filters,
        extraction,
        indexing,
        execution,
        new Target(index, work, Optional.empty()),
        continuation,
        gates);
  }

  /** Builds, and asserts that the result was committed. */
  RunSummary commitTo(Path index) throws InterruptedException {
    RunSummary summary = Builds.start(settings(index)).await();
    assertThat(summary.reason(), summary.verdict(), is(Verdict.COMMITTED));
    return summary;
  }
}
