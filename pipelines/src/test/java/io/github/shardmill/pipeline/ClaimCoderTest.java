package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.pipeline.FileWork.Member;
import java.util.HexFormat;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class ClaimCoderTest {
  private static final Member FILE =
      new Member(new Source("n", "file:///v/"), new FileEntry(RelativePath.of("a"), 3, 5), true);

  @Test
  void claimComesBackAsItWas() throws CoderException {
    Claim claim = new Claim(FILE, "n:\u00fc", 300);
    byte[] bytes = CoderUtils.encodeToByteArray(ClaimCoder.of(), claim);
    assertThat(CoderUtils.decodeFromByteArray(ClaimCoder.of(), bytes), is(claim));
  }

  @Test
  void bytesStayWhatTheyAre() throws CoderException {
    byte[] bytes = CoderUtils.encodeToByteArray(ClaimCoder.of(), new Claim(FILE, "n:b", 2));
    assertThat(
        HexFormat.of().formatHex(bytes),
        is("01016e0a66696c653a2f2f2f762f01000161030501036e3a6202"));
  }
}
