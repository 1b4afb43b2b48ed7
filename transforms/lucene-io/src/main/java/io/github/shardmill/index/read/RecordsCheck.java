package io.github.shardmill.index.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.CommitData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Checks the records of the run that made a commit against the commit and the index. */
final class RecordsCheck {
  private static final int BUFFER_BYTES = 1 << 16;

  private final CommittedIndex index;
  private final CommitData data;

  RecordsCheck(CommittedIndex index, CommitData data) {
    this.index = index;
    this.data = data;
  }

  List<Finding> check() throws IOException {
    RunRecordFile record = RunRecordFile.read(index.layout(), data);
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.of("runRecord", record.problem(), "run.json is the one committed"));
    if (record.json().isEmpty()) {
      return findings;
    }
    findings.add(parts(record.json().path("records")));
    findings.add(equations(record.json()));
    if (index.schema().status().isPresent() && record.json().path("counts").has("exceptions")) {
      findings.add(exceptions(record.json()));
    }
    return findings;
  }

  private Finding parts(JsonNode records) {
    Path run = index.layout().run(data.token());
    List<String> problems = new ArrayList<>();
    for (JsonNode part : records) {
      String name = part.path("name").asText();
      Path file = run.resolve(name).normalize();
      String problem =
          file.startsWith(run) ? problem(file, part) : "is outside of the run's directory";
      if (!problem.isEmpty()) {
        problems.add(name + " " + problem);
      }
    }
    return Finding.of(
        "records",
        String.join("; ", problems),
        records.size() + " parts of manifest and exceptions are as recorded");
  }

  private static String problem(Path file, JsonNode part) {
    if (!Files.isRegularFile(file)) {
      return "is missing";
    }
    MessageDigest sha256 = RunRecordFile.sha256();
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
    if (!HexFormat.of().formatHex(sha256.digest()).equals(part.path("sha256").asText())) {
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

  /** An exception has a root document that says so; an update leaves those of other runs. */
  private Finding exceptions(JsonNode record) throws IOException {
    long recorded = record.path("counts").path("exceptions").asLong();
    long found = new ExceptionList(index).countRoots();
    boolean update = record.path("mode").asText().equals("UPDATE");
    boolean ok = update ? found >= recorded : found == recorded;
    return new Finding(
        "exceptions", ok, found + " root documents are exceptions; the run recorded " + recorded);
  }
}
