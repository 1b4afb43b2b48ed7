package io.github.shardmill.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.store.IndexStore;
import io.github.shardmill.index.store.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The record of a run, {@code run.json}: what it was told, what it counted, how it ended.
 *
 * <p>It is durable before the commit, which carries its hash, so it says COMMITTED when that is
 * about to happen: the record of a run counts as committed only if a commit names it.
 */
final class RunRecord {
  static final String NAME = "run.json";

  /** Counter of the roots whose status is not good. */
  static final String EXCEPTIONS = "exceptions";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final RunPlan plan;
  private final RunParts parts;
  private final List<ShardHandle> winners;
  private final Tally tally;
  private List<Gate.Result> gates = List.of();
  private List<SegmentCompaction.Merged> compactions = List.of();
  private String previousRecords = "";

  RunRecord(RunPlan plan, RunParts parts) {
    this.plan = plan;
    this.parts = parts;
    this.winners = parts.winners();
    Tally.Builder sum = new Tally.Builder();
    sum.add(parts.tally());
    plan.summary().forEach(name -> sum.count(name, 0));
    winners.forEach(shard -> add(shard, sum));
    this.tally = sum.build();
  }

  private static void add(ShardHandle shard, Tally.Builder sum) {
    sum.add(shard.tally());
    WorkerTally.add(shard, sum);
    sum.count("documents", shard.documents());
    sum.count("superseded", shard.superseded());
    sum.count(EXCEPTIONS, shard.exceptions());
    sum.count("stage.build.millis", shard.millis());
  }

  List<ShardHandle> winners() {
    return winners;
  }

  Tally tally() {
    return tally;
  }

  /** Returns why the run must not be committed. */
  List<String> refusals() {
    return parts.refusals();
  }

  /** Returns whether this is an update with nothing in it that a commit would be worth. */
  boolean changesNothing() {
    return plan.mode() == RunPlan.Mode.UPDATE
        && winners.stream().allMatch(shard -> shard.mutations() == 0)
        && plan.policy().worthwhile().stream().allMatch(name -> tally.count(name) == 0);
  }

  /** Notes the hash of the records of the commit before; empty where there is none. */
  void follows(String recordsSha256) {
    previousRecords = recordsSha256;
  }

  /** Notes what the gates found. */
  void checked(List<Gate.Result> results) {
    gates = List.copyOf(results);
  }

  /** Notes which segments of the index were merged. */
  void compacted(List<SegmentCompaction.Merged> merged) {
    compactions = List.copyOf(merged);
  }

  /** Returns whether no gate refused, as far as gates were asked. */
  boolean gatesPassed() {
    return gates.stream().allMatch(Gate.Result::passed);
  }

  /** Returns the run as one that waits for somebody to publish it. */
  StagedRun staged(long refusedMillis) {
    return new StagedRun(plan.withoutGates(), parts, gates, refusedMillis);
  }

  List<RecordsPart> discoveryRecords() {
    return parts.records();
  }

  private List<RecordsPart> records() {
    List<RecordsPart> all = new ArrayList<>(parts.records());
    winners.forEach(shard -> all.addAll(shard.records()));
    return all;
  }

  /** Returns the names of the part files that a record, as JSON, goes with. */
  static Set<String> partNames(byte[] json) throws IOException {
    Set<String> names = new HashSet<>();
    JSON.readTree(json).path("records").forEach(part -> names.add(part.path("name").asText()));
    return names;
  }

  /** Returns the first equation that does not hold, with its numbers, or an empty string. */
  String brokenEquation() {
    for (RunPlan.Equation equation : plan.equations()) {
      long left = sum(equation.left());
      long right = sum(equation.right());
      if (left != right) {
        return "the counts do not add up: " + equation.text() + ", but " + left + " != " + right;
      }
    }
    return "";
  }

  /** Returns a verdict alone as JSON. */
  static byte[] toJson(CommitVerdict verdict) {
    ObjectNode json = JSON.createObjectNode();
    json.put("runId", verdict.runId());
    json.put("verdict", verdict.kind().name());
    json.put("reason", verdict.reason());
    return bytes(json);
  }

  /** Returns the record as JSON. */
  byte[] toJson(CommitVerdict verdict, LogicalDigest digest, IndexStore.Adopted adopted) {
    long now = System.currentTimeMillis();
    ObjectNode json = JSON.createObjectNode();
    json.put("runId", plan.runId());
    json.put("verdict", verdict.kind().name());
    json.put("reason", verdict.reason());
    json.put("mode", plan.mode().name());
    json.put("started", Instant.ofEpochMilli(plan.startedMillis()).toString());
    json.put("finished", Instant.ofEpochMilli(now).toString());
    json.put("seconds", (now - plan.startedMillis()) / 1000.0);
    json.put("baseGeneration", plan.expectedGeneration());
    json.put("previousRecords", previousRecords);
    json.put("generation", verdict.generation());
    plan.summary().forEach(name -> json.put(name, tally.count(name)));
    json.put("documents", tally.count("documents"));
    json.put("superseded", tally.count("superseded"));
    json.put("linkedFiles", adopted.linkedFiles());
    json.put("copiedFiles", adopted.copiedFiles());
    json.put("logicalDigest", digest.toString());
    json.put("schemaFingerprint", plan.schema().fingerprint());
    addEquations(json);
    addGates(json.putArray("gates"));
    json.put("staged", !gatesPassed());
    addShards(json.putArray("shards"));
    addWorkers(json.putArray("workers"));
    TypeTally.addTo(json.putArray("types"), tally);
    addCompactions(json.putArray("compactions"));
    addRecords(json.putArray("records"));
    ObjectNode counts = json.putObject("counts");
    tally
        .counts()
        .forEach(
            (name, count) -> {
              if (!WorkerTally.isOfWorker(name)) {
                counts.put(name, count);
              }
            });
    addRankings(json.putObject("rankings"));
    details(plan.details()).properties().forEach(e -> json.putIfAbsent(e.getKey(), e.getValue()));
    return bytes(json);
  }

  /**
   * Reads the details of a plan.
   *
   * @throws IllegalArgumentException if they are not a JSON object
   */
  static ObjectNode details(String json) {
    try {
      if (JSON.readTree(json) instanceof ObjectNode details) {
        return details;
      }
      throw new IllegalArgumentException("the run's details are not a JSON object: " + json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the run's details are not a JSON object", e);
    }
  }

  private void addEquations(ObjectNode json) {
    ArrayNode equations = json.putArray("equations");
    for (RunPlan.Equation equation : plan.equations()) {
      long left = sum(equation.left());
      long right = sum(equation.right());
      equations
          .addObject()
          .put("text", equation.text())
          .put("left", left)
          .put("right", right)
          .put("holds", left == right);
    }
  }

  private void addGates(ArrayNode array) {
    for (Gate.Result gate : gates) {
      array
          .addObject()
          .put("gate", gate.gate())
          .put("passed", gate.passed())
          .put("found", gate.found());
    }
  }

  private void addShards(ArrayNode shards) {
    for (ShardHandle shard : winners) {
      shards
          .addObject()
          .put("shard", shard.shard())
          .put("documents", shard.documents())
          .put("bytes", shard.bytes())
          .put("millis", shard.millis());
    }
  }

  private void addWorkers(ArrayNode array) {
    WorkerTally.byWorker(tally)
        .forEach(
            (worker, counts) ->
                array
                    .addObject()
                    .put("worker", worker)
                    .put("host", WorkerProcess.hostOf(worker))
                    .put("files", counts.getOrDefault(WorkerTally.FILES, 0L))
                    .put("bytes", counts.getOrDefault(WorkerTally.BYTES, 0L))
                    .put("seconds", counts.getOrDefault(WorkerTally.MICROS, 0L) / 1e6)
                    .put("shards", counts.getOrDefault(WorkerTally.SHARDS, 0L))
                    .put("documents", counts.getOrDefault(WorkerTally.DOCUMENTS, 0L))
                    .put(
                        "buildSeconds",
                        counts.getOrDefault(WorkerTally.BUILD_MILLIS, 0L) / 1000.0));
  }

  private void addCompactions(ArrayNode array) {
    for (SegmentCompaction.Merged merged : compactions) {
      ObjectNode entry = array.addObject();
      merged.from().forEach(entry.putArray("from")::add);
      entry.put("to", merged.to());
    }
  }

  private void addRecords(ArrayNode records) {
    for (RecordsPart part : records()) {
      records
          .addObject()
          .put("name", part.name())
          .put("lines", part.lines())
          .put("sha256", part.sha256());
    }
  }

  private void addRankings(ObjectNode rankings) {
    for (Map.Entry<String, List<Tally.Ranked>> ranking : tally.rankings().entrySet()) {
      ArrayNode entries = rankings.putArray(ranking.getKey());
      ranking
          .getValue()
          .forEach(e -> entries.addObject().put("name", e.name()).put("weight", e.weight()));
    }
  }

  private long sum(List<String> names) {
    return names.stream().mapToLong(tally::count).sum();
  }

  private static byte[] bytes(ObjectNode json) {
    try {
      return (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
