package io.github.shardmill.samples.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackingTest {
  @ParameterizedTest
  @CsvSource({
    "STORED, 0",
    "STORED, 1",
    "STORED, 65535",
    "STORED, 65536",
    "STORED, 200000",
    "DEFLATED, 0",
    "DEFLATED, 1",
    "DEFLATED, 200000"
  })
  void packedDataComesBack(Packing packing, int length) throws IOException {
    byte[] data = new byte[length];
    new SplittableRandom(1).nextBytes(data);

    byte[] zlib =
        new InflaterInputStream(new ByteArrayInputStream(packing.zlib(data))).readAllBytes();
    byte[] gzip = new GZIPInputStream(new ByteArrayInputStream(packing.gzip(data))).readAllBytes();

    assertThat(zlib, equalTo(data));
    assertThat(gzip, equalTo(data));
  }
}
