package io.github.shardmill.index.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.FamilyListing;
import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.Finding.Severity;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.read.RunChain;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks an exported manifest. Writes nothing; memory is bounded. For one use.
 *
 * <p>The checks by name, in order: {@code exportCommit}, that the header is of a commit of the
 * index; {@code exportLines}, that every line continues the chain and the last one ends it; {@code
 * exportOrder}, that ids ascend and are as many as the last line says; {@code exportContent}, that
 * the lines are those of the commit, where that is still kept. Whoever computes the whole chain
 * anew passes the second and third, but not the others.
 */
public final class ManifestVerification {
  private static final String COMMIT = "exportCommit";
  private static final String LINES = "exportLines";
  private static final String ORDER = "exportOrder";
  private static final String CONTENT = "exportContent";
  private static final int REPORT_INTERVAL = 10_000;

  private final ReadProgress progress;
  private final LineChain chain = new LineChain();
  private final LineProblems broken = new LineProblems();
  private final LineProblems disordered = new LineProblems();
  private final LineProblems differing = new LineProblems();
  private long lines;
  private long roots;
  private String lastId;
  private boolean ordered = true;

  private ManifestVerification(ReadProgress progress) {
    this.progress = progress;
  }

  /**
   * Checks a manifest against the index that it is of. What is wrong with it is data.
   *
   * @throws io.github.shardmill.index.read.UnreadableIndexException if there is no readable index
   * @throws IOException if the index or the file cannot be read
   */
  public static List<Finding> verify(Path index, Path file, ReadProgress progress)
      throws IOException {
    return new ManifestVerification(progress).run(index, file);
  }

  /**
   * Checks the chain of a manifest on its own.
   *
   * @return what is wrong, one line; empty if nothing is
   * @throws IOException if the file cannot be read
   */
  public static String problem(Path file) throws IOException {
    ManifestVerification verification = new ManifestVerification(ReadProgress.NONE);
    try (ManifestLines opened = new ManifestLines(file)) {
      verification.header(opened);
      verification.walk(opened, null);
    } catch (NoManifestException e) {
      return e.getMessage();
    }
    Finding chained = verification.broken.finding(LINES, "");
    return chained.ok() ? verification.disordered.finding(ORDER, "").detail() : chained.detail();
  }

  private List<Finding> run(Path path, Path file) throws IOException {
    try (ManifestLines opened = new ManifestLines(file)) {
      ManifestHeader header = header(opened);
      try (CommittedIndex index =
          CommittedIndex.openIfKept(path, header.generation()).orElse(null)) {
        List<Finding> findings = new ArrayList<>();
        Finding commit = commit(header, path, index);
        findings.add(commit);
        boolean comparable = index != null && commit.ok();
        ManifestContent content = comparable ? content(index, opened.syntax()) : null;
        walk(opened, content);
        findings.add(broken.finding(LINES, lines + " lines, each chained to the one before"));
        findings.add(disordered.finding(ORDER, roots + " roots in order of their ids"));
        if (comparable && ordered) {
          findings.add(
              differing.finding(CONTENT, content.compared() + " roots are as in the commit"));
        }
        return findings;
      }
    } catch (NoManifestException e) {
      return List.of(new Finding(COMMIT, false, e.getMessage()));
    }
  }

  private ManifestContent content(CommittedIndex index, ManifestSyntax syntax) throws IOException {
    return new ManifestContent(
        new FamilyListing(index.reader(), index.schema()), syntax, differing);
  }

  /** Reads the first line, which is chained like all others. */
  private ManifestHeader header(ManifestLines opened) throws IOException {
    ManifestLines.Line line = opened.next();
    if (line == null) {
      throw new NoManifestException("the file has no header: it is no manifest, or cut off");
    }
    link(line);
    try {
      ManifestHeader header = opened.syntax().readHeader(line.content());
      byte[] preface = opened.format().syntax(header.fields()).preface();
      if (header.manifest() != ManifestHeader.VERSION
          || !Arrays.equals(preface, opened.syntax().preface())) {
        throw new NoManifestException("line 1 and the header do not fit this version's format");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw new NoManifestException("line " + line.number() + " is no header of a manifest");
    }
  }

  private Finding commit(ManifestHeader header, Path path, CommittedIndex index)
      throws IOException {
    if (index == null) {
      return gone(header, path);
    }
    CommitData data = index.data().orElseThrow();
    boolean equal = header.equals(ManifestExport.header(data, header.previous()));
    return new Finding(
        COMMIT,
        equal,
        equal
            ? "of generation " + header.generation() + ", run " + header.run()
            : "the header is not that of generation " + header.generation() + " of this index");
  }

  private static Finding gone(ManifestHeader header, Path path) throws IOException {
    try (CommittedIndex current = CommittedIndex.open(path)) {
      Optional<RunChain> runs =
          current.data().isEmpty() ? Optional.empty() : Optional.of(RunChain.of(current));
      return runs.filter(chain -> chain.remembers(header.run(), header.records())).isPresent()
          ? new Finding(
              COMMIT,
              Severity.INCOMPLETE,
              "generation "
                  + header.generation()
                  + " is no longer kept; its records are among those behind the index, and the"
                  + " lines have nothing to be compared with")
          : new Finding(
              COMMIT, false, "generation " + header.generation() + " is no commit of this index");
    }
  }

  private void walk(ManifestLines opened, ManifestContent content) throws IOException {
    boolean ended = false;
    long last = 1;
    for (ManifestLines.Line line = opened.next(); line != null; line = opened.next()) {
      last = line.number();
      link(line);
      if (ended) {
        broken.add(last, "stands behind the end");
      } else if (opened.syntax().isRoot(line.content())) {
        root(line, opened.syntax(), content);
      } else {
        ended = true;
        end(line, opened.syntax(), content);
      }
    }
    if (!ended) {
      broken.add(last + 1, "is missing: the end was cut off");
    }
  }

  private void link(ManifestLines.Line line) {
    lines++;
    String expected = chain.add(line.content());
    if (!line.isWhole()) {
      broken.add(line.number(), "is damaged");
    } else if (!expected.equals(line.chain())) {
      broken.add(line.number(), "does not continue the chain");
      chain.resume(line.chain());
    }
  }

  private void root(ManifestLines.Line line, ManifestSyntax syntax, ManifestContent content)
      throws IOException {
    roots++;
    if (roots % REPORT_INTERVAL == 0) {
      progress.report("exported lines", roots, -1);
    }
    Map<String, String> values;
    try {
      values = syntax.readRoot(line.content());
    } catch (IOException notOfThisFormat) {
      disordered.add(line.number(), "cannot be read");
      ordered = false;
      return;
    }
    String id = values.get(IndexSchema.ID);
    if (lastId != null && ManifestContent.compare(lastId, id) >= 0) {
      disordered.add(line.number(), "is out of order: " + id);
      ordered = false;
      return;
    }
    lastId = id;
    if (content != null && ordered) {
      content.compare(line, values);
    }
  }

  private void end(ManifestLines.Line line, ManifestSyntax syntax, ManifestContent content)
      throws IOException {
    if (!Arrays.equals(line.content(), syntax.footer(roots))) {
      disordered.add(line.number(), "is not the end of a manifest of " + roots + " roots");
    }
    if (content != null && ordered) {
      content.end(line.number());
    }
  }
}
