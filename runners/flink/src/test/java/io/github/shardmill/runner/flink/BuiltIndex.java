package io.github.shardmill.runner.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the packed distribution says of an index. */
final class BuiltIndex {
  private static final Pattern DIGEST = Pattern.compile("\"logicalDigest\" : \"([0-9a-f]{64})\"");

  private BuiltIndex() {}

  /** Builds an index without any cluster, and returns its digest. */
  static String digestOnOneMachine(Path input, Path index) throws Exception {
    Command.Ended ended =
        Command.run(
            TestCluster.LAUNCHER,
            "build",
            "--input",
            input.toString(),
            "--index",
            index.toString());
    assertThat(ended.toString(), ended.code(), is(0));
    return digest(index);
  }

  /** Returns the digest over all documents of the last commit. */
  static String digest(Path index) throws Exception {
    Command.Ended ended = Command.run(TestCluster.LAUNCHER, "inspect", index.toString(), "--json");
    assertThat(ended.toString(), ended.code(), is(0));
    Matcher digest = DIGEST.matcher(ended.out());
    assertThat(ended.out(), digest.find(), is(true));
    return digest.group(1);
  }
}
