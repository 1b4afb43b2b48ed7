package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteFileSystemsTest {
  private final AtomicReference<PipelineOptions> options =
      new AtomicReference<>(PipelineOptionsFactory.create());
  private final Factory factory = new Factory();
  private final RemoteFileSystems all = new RemoteFileSystems(List.of(factory), options::get);

  /** Opens stores in memory, one for each place for temporary files. */
  private static class Factory implements RemoteStoreFactory {
    final List<String> opened = new ArrayList<>();
    RuntimeException failure;
    ClassLoader contextOfOpening;

    @Override
    public String scheme() {
      return "counted";
    }

    @Override
    public Object settings(PipelineOptions options) {
      return String.valueOf(options.getTempLocation());
    }

    @Override
    public RemoteStore open(String authority, PipelineOptions options) {
      contextOfOpening = Thread.currentThread().getContextClassLoader();
      if (failure != null) {
        throw failure;
      }
      opened.add(authority + " with " + options.getTempLocation());
      return new MemoryStore("counted://" + authority);
    }
  }

  @AfterEach
  void forgetOptions() {
    RemoteOptions.use(PipelineOptionsFactory.create());
  }

  @Test
  void storeIsOpenedWhenItIsNeededAndKept() throws IOException {
    RemotePath one = all.fileSystem("counted", "one").absolute("a");
    RemotePath two = all.fileSystem("counted", "two").absolute("a");
    assertThat(factory.opened, is(List.of()));
    RemoteStore store = one.store();
    assertThat(RemoteFileSystems.store(one.resolve("b")), sameInstance(store));
    assertThat(all.fileSystem("COUNTED", "one").store(), sameInstance(store));
    assertThat(two.store(), not(sameInstance(store)));
    assertThat(factory.opened, is(List.of("one with null", "two with null")));
  }

  @Test
  void optionsThatMatterOpenAnotherStoreAlsoForPathsThatExist() throws IOException {
    RemotePath path = all.fileSystem("counted", "one").absolute("a");
    RemoteStore before = path.store();
    options.set(PipelineOptionsFactory.fromArgs("--jobName=other").create());
    assertThat(path.store(), sameInstance(before));
    options.set(PipelineOptionsFactory.fromArgs("--tempLocation=there").create());
    assertThat(path.store(), not(sameInstance(before)));
    options.set(PipelineOptionsFactory.create());
    assertThat(path.store(), sameInstance(before));
    assertThat(factory.opened, is(List.of("one with null", "one with there")));
  }

  @Test
  void byDefaultEverySetOfOptionsMatters() {
    RemoteStoreFactory plain = new DiskStoreFactory();
    PipelineOptions one = PipelineOptionsFactory.create();
    assertThat(plain.settings(one), is(plain.settings(one)));
    assertThat(plain.settings(PipelineOptionsFactory.create()), not(is(plain.settings(one))));
  }

  @Test
  void storeThatCannotBeOpenedIsNamedAndTriedAgain() throws IOException {
    factory.failure = new IllegalStateException("no region");
    RemotePath path = all.fileSystem("counted", "one").absolute("a");
    IOException e = assertThrows(IOException.class, path::store);
    assertThat(e.getMessage(), is("cannot open counted://one: no region"));
    factory.failure = null;
    path.store();
    assertThat(factory.opened, is(List.of("one with null")));
  }

  @Test
  void ofManyThreadsOneOpens() throws Exception {
    CyclicBarrier start = new CyclicBarrier(8);
    List<RemoteStore> stores =
        StoreFixture.together(
            8,
            thread -> {
              start.await(StoreFixture.DEADLINE_SECONDS, TimeUnit.SECONDS);
              return all.fileSystem("counted", "one").store();
            });
    assertThat(stores.stream().distinct().count(), is(1L));
    assertThat(factory.opened, is(List.of("one with null")));
  }

  @Test
  void clientsOfVendorsFindTheirOwnClasses() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader stranger = new URLClassLoader(new URL[0], null)) {
      thread.setContextClassLoader(stranger);
      all.fileSystem("counted", "one").store();
      assertThat(factory.contextOfOpening, sameInstance(Factory.class.getClassLoader()));
      assertThat(thread.getContextClassLoader(), sameInstance(stranger));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** As on a Flink worker, where the job's jar is in a class loader that not every thread has. */
  @Test
  void storesAreFoundBesideThisClassWhateverTheThread() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader stranger = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader job = new URLClassLoader(classPath(), stranger)) {
      thread.setContextClassLoader(stranger);
      Class<?> locations = job.loadClass(Locations.class.getName());
      assertThat(locations, not(is((Object) Locations.class)));
      Object path = locations.getMethod("path", String.class).invoke(null, "memory://x/a");
      assertThat(path.toString(), is("memory://x/a"));
      assertThat(path.getClass().getClassLoader(), sameInstance(job));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> all = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      all.add(Path.of(entry).toUri().toURL());
    }
    return all.toArray(URL[]::new);
  }

  @Test
  void twoFactoriesOfOneSchemeAreRefused() {
    List<RemoteStoreFactory> two = List.of(factory, new Factory() {});
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> new RemoteFileSystems(two, options::get));
    assertThat(e.getMessage(), allOf(containsString("counted://"), containsString("class path")));
  }

  @Test
  void optionsComeFromBeamOrFromTheClient() {
    PipelineOptions ofBeam = PipelineOptionsFactory.create();
    FileSystems.setDefaultPipelineOptions(ofBeam);
    assertThat(RemoteOptions.latest(), sameInstance(ofBeam));
    PipelineOptions ofClient = PipelineOptionsFactory.create();
    RemoteOptions.use(ofClient);
    assertThat(RemoteOptions.latest(), sameInstance(ofClient));
  }

  @Test
  void pathsOfOtherFileSystemsHaveNoStore() {
    Path local = Path.of("a");
    assertThrows(ProviderMismatchException.class, () -> RemoteFileSystems.store(local));
    assertThrows(ProviderMismatchException.class, () -> RemoteFileSystems.key(local));
    assertThat(RemoteFileSystems.key(Locations.path("memory://x/a/b c")), is("a/b c"));
  }
}
