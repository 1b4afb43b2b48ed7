package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RemoteStore} promises to who looks and reads. */
public abstract class StoreReadingContract extends StoreFixture {
  private static final long HOUR_MILLIS = 3_600_000;

  private static final List<String> AWKWARD_NAMES =
      List.of(
          "two words",
          " before",
          "after ",
          "new\nline",
          "tab\there",
          "100%",
          "%41",
          "%2F",
          "a#b",
          "a?b",
          "a+b",
          "a..b",
          "...",
          "..a",
          "-",
          "~",
          "a:b",
          "a*b",
          "[a]",
          "{a,b}",
          "a\\b",
          "'",
          "\"",
          "<&>",
          "a=b&c=d",
          "a;b",
          "a,b",
          "a|b",
          "$x",
          "!",
          "@",
          "caf\u00e9",
          "cafe\u0301",
          "\u65e5\u672c",
          "\ud83d\ude00",
          "x".repeat(200));

  @Test
  void fileIsFoundWithSizeAndTime() throws IOException {
    long before = System.currentTimeMillis();
    put("dir/file", "12345");
    RemoteEntry entry = store.find(key("dir/file")).orElseThrow();
    assertThat(entry.key(), is(key("dir/file")));
    assertThat(entry.name(), is("file"));
    assertThat(entry.directory(), is(false));
    assertThat(entry.size(), is(5L));
    assertThat(
        "0 or about now, in milliseconds",
        entry.modifiedMillis() == 0 || Math.abs(entry.modifiedMillis() - before) < HOUR_MILLIS);
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException {
    put("file", "");
    assertThat(store.find(key("other")), is(Optional.empty()));
    assertThat(store.find(key("fil")), is(Optional.empty()));
    assertThat(store.find(key("file/below")), is(Optional.empty()));
    assertThat(store.find(home + "-not/a/b"), is(Optional.empty()));
  }

  @Test
  void directoryIsFoundWhileAFileIsBelowIt() throws IOException {
    put("a/b/file", "1");
    for (String directory : List.of(home, key("a"), key("a/b"))) {
      RemoteEntry entry = store.find(directory).orElseThrow();
      assertThat(entry, is(new RemoteEntry(directory, true, 0, entry.modifiedMillis())));
    }
  }

  @Test
  void rootIsADirectory() throws IOException {
    assertThat(store.find("").map(RemoteEntry::directory), is(Optional.of(true)));
    put("file", "");
    String top = home.substring(0, home.indexOf('/'));
    List<String> keys = new ArrayList<>();
    store.list("").forEachRemaining(entry -> keys.add(entry.key()));
    assertThat(keys, hasItem(top));
  }

  @Test
  void childrenAreListedAndNothingElse() throws IOException {
    put("dir/one", "1");
    put("dir/two", "22");
    put("dir/sub/three", "333");
    put("dir/sub/four", "4444");
    put("dir/sub/sub/five", "5");
    put("dir2/six", "6");
    put("dir-7", "7");
    Map<String, RemoteEntry> children = byName(store.list(key("dir")));
    assertThat(children.keySet(), is(Set.of("dir/one", "dir/two", "dir/sub")));
    assertThat(children.get("dir/two").size(), is(2L));
    assertThat(children.get("dir/two").directory(), is(false));
    assertThat(children.get("dir/sub").directory(), is(true));
    assertThat(children.get("dir/sub").size(), is(0L));
  }

  @Test
  void allFilesBelowAreListedAndNoDirectory() throws IOException {
    put("dir/one", "1");
    put("dir/sub/sub/two", "22");
    put("dir2/three", "3");
    store.createDirectory(key("dir/empty"));
    Map<String, RemoteEntry> files = byName(store.listAll(key("dir")));
    assertThat(files.keySet(), is(Set.of("dir/one", "dir/sub/sub/two")));
    assertThat(files.get("dir/sub/sub/two").size(), is(2L));
    assertThat(files.get("dir/sub/sub/two").directory(), is(false));
  }

  @Test
  void missingDirectoryHasNoChildren() throws IOException {
    if (hasDirectories()) {
      NoSuchFileException e =
          failure(NoSuchFileException.class, () -> store.list(key("no")).hasNext());
      assertThat(e.getMessage(), containsString(where("no")));
    } else {
      assertThat(store.list(key("no")).hasNext(), is(false));
    }
    assertThat(store.listAll(key("no")).hasNext(), is(false));
  }

  @Test
  void fileHasNoChildren() throws IOException {
    put("file", "1");
    try {
      assertThat(byName(store.list(key("file"))), anEmptyMap());
    } catch (UncheckedIOException | NotDirectoryException e) {
      Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
      assertThat(cause, instanceOf(NotDirectoryException.class));
      assertThat(cause.getMessage(), containsString(where("file")));
    }
    assertThat(byName(store.listAll(key("file"))), anEmptyMap());
  }

  @Test
  void awkwardNamesComeBackAsTheyWere() throws IOException {
    Set<String> names = new TreeSet<>(AWKWARD_NAMES.stream().filter(this::allows).toList());
    for (String name : names) {
      put("as file/" + name, name);
      put("as directory/" + name + "/file", name);
    }
    for (String name : names) {
      assertThat(text("as file/" + name), is(name));
      assertThat(store.find(key("as file/" + name)).orElseThrow().name(), is(name));
      assertThat(store.find(key("as directory/" + name)).orElseThrow().directory(), is(true));
      assertThat(
          byName(store.list(key("as directory/" + name))).keySet(),
          is(Set.of("as directory/" + name + "/file")));
      store.copy(key("as file/" + name), key("copied/" + name));
    }
    assertThat(listedBelow("as file"), is(names));
    assertThat(listedBelow("as directory"), is(names));
    assertThat(listedBelow("copied"), is(names));
    store.delete(names.stream().map(name -> key("copied/" + name)).toList());
    assertThat(byName(store.listAll(key("copied"))), anEmptyMap());
    assertThat(listedBelow("as file"), is(names));
  }

  @Test
  void manyFilesAreListedAndDeleted() throws Exception {
    List<String> names = IntStream.range(0, manyFiles()).mapToObj(i -> "many/f" + i).toList();
    putMany(names);
    put("kept", "");
    assertThat(byName(store.list(key("many"))).keySet(), is(new TreeSet<>(names)));
    assertThat(byName(store.listAll(home)).size(), is(names.size() + 1));
    store.delete(names.stream().map(this::key).toList());
    assertThat(byName(store.listAll(home)).keySet(), is(Set.of("kept")));
  }

  @Test
  void rangesAreReadExactly() throws IOException {
    put("file", "0123456789");
    assertThat(text("file"), is("0123456789"));
    assertThat(range("file", 3, Long.MAX_VALUE), is(ascii("3456789")));
    assertThat(range("file", 3, 4), is(ascii("3456")));
    assertThat(range("file", 8, 100), is(ascii("89")));
    assertThat(range("file", 0, 0), is(ascii("")));
    assertThat(range("file", 10, 5), is(ascii("")));
    assertThat(range("file", 11, Long.MAX_VALUE), is(ascii("")));
    put("empty", "");
    assertThat(range("empty", 0, Long.MAX_VALUE), is(ascii("")));
  }

  @Test
  void largeFileComesBackAsItWas() throws IOException {
    byte[] content = new byte[largeBytes()];
    new Random(7).nextBytes(content);
    put("large", content);
    assertThat(store.find(key("large")).orElseThrow().size(), is((long) content.length));
    assertThat(Arrays.equals(bytes("large"), content), is(true));
    int from = content.length - 1_000;
    assertThat(range("large", from, 500), is(Arrays.copyOfRange(content, from, from + 500)));
    store.copy(key("large"), key("copy"));
    assertThat(Arrays.equals(bytes("copy"), content), is(true));
  }

  @Test
  void streamThatIsClosedEarlyHarmsNothing() throws IOException {
    put("large", new byte[largeBytes()]);
    for (int i = 0; i < 20; i++) {
      store.open(key("large"), i, Long.MAX_VALUE).close();
    }
    assertThat(range("large", 1, 2), is(new byte[2]));
  }

  private Set<String> listedBelow(String directory) throws IOException {
    Set<String> names = new TreeSet<>();
    byName(store.list(key(directory))).values().forEach(entry -> names.add(entry.name()));
    return names;
  }
}
