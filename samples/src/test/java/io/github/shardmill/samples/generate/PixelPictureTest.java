package io.github.shardmill.samples.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PixelPictureTest {
  private static final PixelPicture PICTURE =
      new PixelPicture(
          new Article("t", "somebody", "en", List.of("k"), LocalDate.EPOCH, List.of("@ +\n #@")));

  @Test
  void pngShowsTheCharacters() throws IOException {
    assertShows(ImageIO.read(new ByteArrayInputStream(PICTURE.png())));
  }

  @Test
  void jpegShowsTheCharacters() throws IOException {
    assertShows(ImageIO.read(new ByteArrayInputStream(PICTURE.jpeg())));
  }

  private static void assertShows(BufferedImage image) {
    assertThat(image.getWidth(), equalTo(24));
    assertThat(image.getHeight(), equalTo(16));
    int[][] greys = {{0, 255, 114}, {255, 57, 0}};
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        double grey = image.getRaster().getSample(x, y, 0);
        assertThat("at " + x + ", " + y, grey, closeTo(greys[y / 8][x / 8], 2));
      }
    }
  }
}
