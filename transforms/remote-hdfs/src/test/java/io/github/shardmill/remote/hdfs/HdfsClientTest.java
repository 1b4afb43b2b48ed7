package io.github.shardmill.remote.hdfs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.RemoteStoreFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.junit.jupiter.api.Test;

/** Which name node is meant, and what a person is told who got it wrong. */
class HdfsClientTest {
  private static final String ONE =
      "--hdfsConfiguration=[{\"fs.defaultFS\": \"hdfs://localhost:1\", \"b\": \"2\"}]";

  private static PipelineOptions options(String... arguments) {
    return PipelineOptionsFactory.fromArgs(arguments).create();
  }

  private static Configuration configuration(String... properties) {
    Configuration conf = new Configuration(false);
    for (int i = 0; i < properties.length; i += 2) {
      conf.set(properties[i], properties[i + 1]);
    }
    return conf;
  }

  @Test
  void factoryIsAService() {
    List<String> schemes =
        ServiceLoader.load(RemoteStoreFactory.class).stream()
            .map(factory -> factory.get().scheme())
            .toList();
    assertThat(schemes, hasItem("hdfs"));
  }

  @Test
  void optionsThatSayTheSameShareAStore() {
    HdfsStoreFactory factory = new HdfsStoreFactory();
    Object none = factory.settings(options());
    Object one = factory.settings(options(ONE));
    assertThat(factory.settings(options(ONE)), is(one));
    assertThat(factory.settings(options()), is(none));
    assertThat(one, not(none));
    assertThat(factory.settings(options(ONE.replace("localhost:1", "localhost:2"))), not(one));
  }

  @Test
  void defaultNameNodeIsUsedWhereNoneIsNamed() throws IOException {
    HdfsServer server = HdfsServer.shared();
    for (String name : new String[] {"fs.defaultFS", "fs.default.name"}) {
      String option = "--hdfsConfiguration=[{\"" + name + "\": \"" + server.location() + "\"}]";
      try (RemoteStore store = new HdfsStoreFactory().open("", options(option))) {
        assertThat(store.find("").isPresent(), is(true));
        FileSystemException e =
            assertThrows(FileSystemException.class, () -> store.open("no/file", 0, 1));
        assertThat(e.getFile(), is("hdfs:///no/file"));
      }
    }
  }

  @Test
  void withoutADefaultNameNodeItIsSaidHowToGiveOne() {
    IOException e =
        assertThrows(IOException.class, () -> new HdfsStoreFactory().open("", options()));
    assertThat(e.getMessage(), containsString("--hdfsConfiguration="));
    assertThat(e.getMessage(), containsString("HADOOP_CONF_DIR"));
  }

  @Test
  void unknownHostIsNamed() {
    IOException e =
        assertThrows(
            IOException.class,
            () -> new HdfsStoreFactory().open("no-such-host.invalid:8020", options()));
    assertThat(e.getMessage(), startsWith("hdfs://no-such-host.invalid:8020 cannot be opened"));
    assertThat(e.getMessage(), containsString("dfs.nameservices"));
  }

  @Test
  void nameNodeThatDoesNotAnswerIsNamedAfterAWhile() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String authority = "localhost:" + port;
    DistributedFileSystem client =
        HdfsClient.open(authority, List.of(configuration("ipc.client.connect.max.retries", "0")));
    try (HdfsStore store =
        new HdfsStore(
            new HdfsConnection(client, new Retries(Duration.ZERO), new HdfsKeys(authority)))) {
      FileSystemException e = assertThrows(FileSystemException.class, () -> store.find("a/file"));
      assertThat(e.getFile(), is("hdfs://" + authority + "/a/file"));
      assertThat(e.getReason(), containsString("Connection refused"));
      assertThat(e.getCause().getClass(), is(ConnectException.class));
    }
  }

  @Test
  void configurationThatKnowsTheNameNodeIsTaken() throws IOException {
    Configuration first = configuration("fs.defaultFS", "hdfs://localhost:1", "which", "first");
    Configuration second = configuration("fs.defaultFS", "hdfs://localhost:2", "which", "second");
    Configuration groups =
        configuration(
            "dfs.nameservices", "left,right",
            "dfs.ha.namenodes.right", "a,b",
            "dfs.namenode.rpc-address.right.a", "localhost:3",
            "dfs.namenode.rpc-address.right.b", "localhost:4",
            "dfs.client.failover.proxy.provider.right",
                "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider",
            "which", "groups");
    List<Configuration> all = List.of(first, second, groups);
    assertThat(chosen("localhost:2", all), is("second"));
    assertThat(chosen("right", all), is("groups"));
    assertThat(chosen("localhost:9", all), is("first"));
    assertThat(chosen("", List.of(groups, second)), is("second"));
  }

  private static String chosen(String authority, List<Configuration> given) throws IOException {
    try (DistributedFileSystem client = HdfsClient.open(authority, given)) {
      return client.getConf().get("which");
    }
  }

  @Test
  void whatAPersonHasSetUpStands() throws IOException {
    String property = "dfs.client.block.write.locateFollowingBlock.retries";
    String authority = "localhost:1";
    try (DistributedFileSystem given =
            HdfsClient.open(authority, List.of(configuration(property, "3")));
        DistributedFileSystem ours = HdfsClient.open(authority, null)) {
      assertThat(given.getConf().getInt(property, 0), is(3));
      assertThat(ours.getConf().getInt(property, 0), greaterThan(5));
    }
  }

  @Test
  void onlyHdfssOwnClientIsTaken() {
    Configuration other = configuration("fs.hdfs.impl", "org.apache.hadoop.fs.LocalFileSystem");
    IOException e =
        assertThrows(IOException.class, () -> HdfsClient.open("localhost:1", List.of(other)));
    assertThat(e.getMessage(), containsString("fs.hdfs.impl"));
  }
}
