package io.github.shardmill.index.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinsTest {
  private static final Pin PIN = new Pin(7, "2026-11-20T12:00:00Z", "ana", "before the move");

  @TempDir Path temp;
  private IndexLayout layout;
  private Pins pins;

  @BeforeEach
  void layOut() {
    layout = new IndexLayout(temp.resolve("index"));
    pins = new Pins(layout);
  }

  @Test
  void indexWithoutPinsHasNone() throws IOException {
    assertThat(pins.generations(), empty());
    assertThat(pins.all(), equalTo(Map.of()));
    assertThat(pins.remove(1), is(false));
    assertThat(Files.exists(layout.index()), is(false));
  }

  @Test
  void pinSaysWhoWhyAndWhenInAPrivateDirectory() throws IOException {
    assertThat(pins.add(PIN), is(true));
    assertThat(pins.generations(), equalTo(Set.of(7L)));
    assertThat(pins.all(), equalTo(Map.of(7L, PIN)));
    assertThat(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.pins())),
        is("rwx------"));
  }

  @Test
  void pinnedAgainItStaysAsItIs() throws IOException {
    pins.add(PIN);
    assertThat(pins.add(new Pin(7, "2027-01-01T00:00:00Z", "bo", "")), is(false));
    assertThat(pins.all(), equalTo(Map.of(7L, PIN)));
  }

  @Test
  void pinThatIsTakenAwayIsGone() throws IOException {
    pins.add(PIN);
    assertThat(pins.remove(7), is(true));
    assertThat(pins.generations(), empty());
  }

  /** What counts is the name: nothing that a person writes into a pin may lose a commit. */
  @Test
  void damagedPinStillCounts() throws IOException {
    pins.add(PIN);
    Files.writeString(layout.pins().resolve("7"), "{ hand-made");
    Files.writeString(layout.pins().resolve("8"), "");
    Files.writeString(layout.pins().resolve("README"), "not a generation");
    assertThat(pins.generations(), equalTo(Set.of(7L, 8L)));
    assertThat(pins.all().get(7L), equalTo(new Pin(7, "", "", "")));
  }

  @Test
  void pinsThatCannotBeReadAreNotTakenForNone() throws IOException {
    Files.createDirectories(layout.own());
    Files.writeString(layout.pins(), "a file where the directory should be");
    assertThrows(IOException.class, () -> pins.generations());
  }
}
