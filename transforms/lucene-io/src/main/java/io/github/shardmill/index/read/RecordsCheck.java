package io.github.shardmill.index.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.Provenance;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the records of the run that made a commit against the commit and the index. */
final class RecordsCheck {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String PARTS = "records";

  private final CommittedIndex index;
  private final CommitData data;
  private final ReadProgress progress;

  RecordsCheck(CommittedIndex index, CommitData data, ReadProgress progress) {
    this.index = index;
    this.data = data;
    this.progress = progress;
  }

  /**
   * Checks.
   *
   * @param ordered whether the documents are in order, so that they can be compared with manifests
   */
  List<Finding> check(boolean ordered) throws IOException {
    RunRecordFile record = RunRecordFile.read(index.layout(), data);
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.of("runRecord", record.problem(), "run.json is the one committed"));
    if (record.json().isEmpty()) {
      return findings;
    }
    RunChain chain = new RunChain(index.layout(), data);
    RunChain.Walk content = chain.content();
    findings.add(parts(record.matches() ? content.links() : List.of(recordOf(record))));
    findings.add(equations(record.json()));
    if (index.schema().status().isPresent() && record.json().path("counts").has("exceptions")) {
      findings.add(exceptions(record.json()));
    }
    findings.add(commit(record.json()));
    if (record.matches()) {
      findings.add(chain(chain));
      boolean partsAreSound = findings.stream().allMatch(f -> f.ok() || !f.check().equals(PARTS));
      if (ordered && partsAreSound) {
        findings.addAll(new ManifestCheck(index, content, progress).check());
      }
    }
    return findings;
  }

  private RunChain.Link recordOf(RunRecordFile record) {
    return new RunChain.Link(index.layout().run(data.token()), record.json());
  }

  /** The record says what the commit says. */
  private Finding commit(JsonNode record) {
    List<String> problems = new ArrayList<>();
    compare("schemaFingerprint", record, data.schema().fingerprint(), problems);
    compare("logicalDigest", record, data.digest().toString(), problems);
    compare("generation", record, Long.toString(recordedGeneration(record)), problems);
    if (record.path("mode").asText().equals(RunPlan.Mode.REPLACE.name())) {
      compare("documents", record, Long.toString(data.documents()), problems);
    }
    return Finding.of(
        "runCommit",
        String.join("; ", problems),
        "run.json and the commit say the same schema, digest and generation");
  }

  /** A rollback may stand on the record of the run that it went back to. */
  private long recordedGeneration(JsonNode record) {
    boolean restored =
        data.provenance().kind() == Provenance.Kind.ROLLBACK
            && !record.path("mode").asText().equals(Provenance.Kind.ROLLBACK.name());
    return restored ? data.provenance().restored() : data.generation();
  }

  private static void compare(
      String name, JsonNode record, String committed, List<String> problems) {
    String recorded = record.path(name).asText();
    if (!recorded.equals(committed)) {
      problems.add(name + " is " + recorded + " in run.json and " + committed + " in the commit");
    }
  }

  private Finding chain(RunChain chain) {
    RunChain.Walk history = chain.history();
    int runs = history.links().size();
    if (history.isComplete()) {
      return Finding.ok("chain", "the records of all runs hang together, " + runs + " in number");
    }
    Optional<String> altered =
        runs == 0 ? Optional.empty() : chain.altered(history.links().get(runs - 1));
    return altered
        .map(run -> Finding.broken("chain", "the record of run " + run + " was altered"))
        .orElse(
            Finding.incomplete(
                "chain",
                "the records of the last runs hang together, "
                    + runs
                    + " in number; those before "
                    + history.end()
                    + " are gone"));
  }

  private static Finding parts(List<RunChain.Link> runs) {
    List<String> problems = new ArrayList<>();
    int parts = 0;
    for (RunChain.Link run : runs) {
      for (JsonNode part : run.json().path("records")) {
        String name = part.path("name").asText();
        Path file = run.directory().resolve(name).normalize();
        String problem =
            file.startsWith(run.directory())
                ? problem(file, part)
                : "is outside of the run's directory";
        if (!problem.isEmpty()) {
          problems.add(name + " " + problem);
        }
        parts++;
      }
    }
    return Finding.of(
        PARTS,
        String.join("; ", problems),
        parts + " parts of manifest and exceptions are as recorded");
  }

  private static String problem(Path file, JsonNode part) {
    if (!Files.isRegularFile(file)) {
      return "is missing";
    }
    MessageDigest sha256 = Sha256.begin();
    long lines = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    } catch (IOException e) {
      return "cannot be read: " + IndexDirectory.firstLine(e);
    }
    if (!Sha256.end(sha256).equals(part.path("sha256").asText())) {
      return "was altered";
    }
    long recorded = part.path("lines").asLong();
    return lines == recorded ? "" : "has " + lines + " lines, not " + recorded;
  }

  private static Finding equations(JsonNode record) {
    List<String> problems = new ArrayList<>();
    for (JsonNode equation : record.path("equations")) {
      String text = equation.path("text").asText();
      String[] sides = text.split("=", -1);
      long left = equation.path("left").asLong();
      long right = equation.path("right").asLong();
      if (sides.length != 2 || left != right || !equation.path("holds").asBoolean()) {
        problems.add(text + " does not hold: " + left + " and " + right);
      } else if (sum(sides[0], record) != left || sum(sides[1], record) != right) {
        problems.add(text + " is not what the counts add up to");
      }
    }
    return Finding.of(
        "equations",
        String.join("; ", problems),
        record.path("equations").size() + " equations hold");
  }

  /** Adds up the counts that one side of an equation names; what was never counted is 0. */
  private static long sum(String side, JsonNode record) {
    long sum = 0;
    for (String name : side.split("\\+", -1)) {
      sum += record.path("counts").path(name.strip()).asLong(0);
    }
    return sum;
  }

  /** An exception has a document that says so; an update leaves those of other runs. */
  private Finding exceptions(JsonNode record) throws IOException {
    long recorded = record.path("counts").path("exceptions").asLong();
    long found = new ExceptionList(index).count();
    boolean update = record.path("mode").asText().equals("UPDATE");
    boolean ok = update ? found >= recorded : found == recorded;
    return new Finding(
        "exceptions", ok, found + " documents are exceptions; the run recorded " + recorded);
  }
}
