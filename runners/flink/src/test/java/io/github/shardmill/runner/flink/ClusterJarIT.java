package io.github.shardmill.runner.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar that a cluster gets holds everything but what the cluster has itself. */
class ClusterJarIT {
  private static final Path LIBRARIES = Path.of("target", "shardmill", "lib");
  private static final Path CLUSTER_LIBRARIES = Path.of("target", "cluster", "lib");
  private static final String SERVICES = "META-INF/services/";
  private static final String LICENSE = "META-INF/LICENSE";

  /** Of the cluster, which gives its own to a job, or which nobody asks for there. */
  private static final Set<String> NOT_OURS =
      Set.of("org.apache.logging.log4j.util.PropertySource", "org.slf4j.spi.SLF4JServiceProvider");

  private static JarFile jar;
  private static Set<String> names;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(TestCluster.JAR.toString());
    names = jar.stream().map(JarEntry::getName).collect(Collectors.toCollection(TreeSet::new));
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  private static Collection<String> namesLike(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return names.stream().filter(name -> pattern.matcher(name).find()).toList();
  }

  @Test
  void theManifestStartsTheProgramAndOpensWhatFlinkNeeds() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();

    assertThat(manifest.getValue("Main-Class"), is("io.github.shardmill.cli.Main"));
    assertThat(manifest.getValue("Multi-Release"), is("true"));
    assertThat(manifest.getValue("Add-Opens"), containsString("java.base/java.util "));
    assertThat(manifest.getValue("Add-Exports"), containsString("java.base/sun.net.util"));
    assertThat(manifest.getValue("Implementation-Version"), not(nullValue()));
    assertThat(manifest.getValue("Class-Path"), is(nullValue()));
  }

  @Test
  void nothingOfFlinkAndOfLoggingIsInside() {
    assertThat(
        namesLike("^(META-INF/versions/\\d+/)?org/(apache/flink|slf4j|apache/logging)/"), empty());
    assertThat(namesLike("^org/apache/beam/runners/flink/FlinkRunner.class"), not(empty()));
    assertThat(namesLike("(?i)(^|/)log4j2?[^/]*\\.(properties|xml|dat|yaml|json)$"), empty());
  }

  @Test
  void nothingIsSignedOrAModule() {
    assertThat(namesLike("^META-INF/[^/]*\\.(SF|RSA|DSA|EC)$"), empty());
    assertThat(namesLike("(^|/)module-info\\.class$"), empty());
    assertThat(namesLike("^META-INF/INDEX.LIST$"), empty());
  }

  @Test
  void servicesOfAllJarsAreThere() throws IOException {
    Map<String, Set<String>> expected = new TreeMap<>();
    forEachLibrary(
        (library, entry, content) -> {
          if (entry.startsWith(SERVICES) && !isClusters(library)) {
            expected
                .computeIfAbsent(entry.substring(SERVICES.length()), name -> new TreeSet<>())
                .addAll(providers(content));
          }
        });
    expected.keySet().removeAll(NOT_OURS);
    assertThat(expected.size(), greaterThan(20));

    Map<String, Set<String>> found = new TreeMap<>();
    for (String service : expected.keySet()) {
      JarEntry entry = jar.getJarEntry(SERVICES + service);
      found.put(service, entry == null ? Set.of() : new TreeSet<>(providers(read(jar, entry))));
    }
    assertThat(found, is(expected));
  }

  @Test
  void everyLicenceIsKept() throws IOException {
    String licences = read(jar, jar.getJarEntry(LICENSE));
    Set<String> missing = new TreeSet<>();
    forEachLibrary(
        (library, entry, content) -> {
          if (entry.equals(LICENSE)
              && !isClusters(library)
              && !licences.contains(content.strip())) {
            missing.add(library);
          }
        });
    assertThat(missing, empty());
  }

  @Test
  void codecsAndParsersAreFoundBehindAClassLoaderOfTheirOwn() throws Exception {
    // As a cluster does: its own classes in front, and of ours nothing but the jar.
    try (URLClassLoader cluster =
            new URLClassLoader(clusterJars(), ClassLoader.getPlatformClassLoader());
        URLClassLoader job = new URLClassLoader(new URL[] {url(TestCluster.JAR)}, cluster)) {
      assertThat(services(job, "org.apache.lucene.codecs.Codec"), hasItems("Lucene912Codec"));
      assertThat(
          services(job, "org.apache.lucene.codecs.PostingsFormat"),
          hasItems("Lucene912PostingsFormat", "IDVersionPostingsFormat"));
      assertThat(
          services(job, "org.apache.tika.parser.Parser"),
          hasItems("PDFParser", "OOXMLParser", "RFC822Parser", "TextAndCSVParser"));
      assertThat(
          services(job, "org.apache.beam.sdk.runners.PipelineRunnerRegistrar"),
          containsInAnyOrder("Runner", "Runner")); // the one of Flink and that of one machine
      assertThat(
          services(job, "io.github.shardmill.remote.RemoteStoreFactory"),
          containsInAnyOrder("S3StoreFactory", "GcsStoreFactory", "HdfsStoreFactory"));
    }
  }

  private static URL[] clusterJars() throws IOException {
    try (Stream<Path> jars = Files.list(CLUSTER_LIBRARIES)) {
      return jars.map(ClusterJarIT::url).toArray(URL[]::new);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<String> services(ClassLoader loader, String service) throws Exception {
    return ServiceLoader.load(Class.forName(service, true, loader), loader).stream()
        .map(provider -> provider.get().getClass().getSimpleName())
        .toList();
  }

  /** Whether the cluster has a library itself. */
  private static boolean isClusters(String library) {
    return library.matches(
        "(flink|log4j|slf4j|kryo|minlog|chill|objenesis|javassist|lz4|async-profiler)-.*"
            + "|commons-(cli|collections|text)-.*|shardmill\\.jar");
  }

  /** What is done with a file of a library. */
  private interface Visitor {
    void visit(String library, String entry, String content);
  }

  private static void forEachLibrary(Visitor visitor) throws IOException {
    List<Path> libraries;
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      libraries = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path library : libraries) {
      try (JarFile opened = new JarFile(library.toString())) {
        for (JarEntry entry : opened.stream().toList()) {
          String name = entry.getName();
          if (!entry.isDirectory() && (name.startsWith(SERVICES) || name.equals(LICENSE))) {
            visitor.visit(library.getFileName().toString(), name, read(opened, entry));
          }
        }
      }
    }
  }

  private static String read(JarFile opened, JarEntry entry) throws IOException {
    try (InputStream content = opened.getInputStream(entry)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> providers(String content) {
    return content
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
