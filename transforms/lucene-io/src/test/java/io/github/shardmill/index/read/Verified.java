package io.github.shardmill.index.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a verification said, as tests ask for it. */
record Verified(VerificationReport report) {
  static Verified of(Path index) throws IOException {
    return new Verified(IndexVerification.verify(index, ReadProgress.NONE));
  }

  List<String> checks() {
    return report.findings().stream().map(Finding::check).toList();
  }

  List<String> broken() {
    List<String> broken =
        report.findings().stream().filter(f -> !f.ok()).map(Finding::check).toList();
    assertThat(report.ok(), is(broken.isEmpty()));
    return broken;
  }

  String detail(String check) {
    return report.findings().stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow()
        .detail();
  }
}
