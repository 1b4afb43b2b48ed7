package io.github.shardmill.runner.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.shardmill.cli.Main;
import io.github.shardmill.cli.Shardmill;
import io.github.shardmill.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The examples of deployments, as far as they can be checked without a cluster. */
class DeploymentExamplesTest {
  private static final Path EXAMPLES = Path.of("deploy");
  private static final YAMLMapper YAML = new YAMLMapper();

  @Test
  void theApplicationOfTheOperatorNamesWhatTheJarHas() throws IOException {
    JsonNode example = yaml("kubernetes-flinkdeployment.yaml");
    assertThat(example.at("/kind").asText(), is("FlinkDeployment"));
    assertThat(example.at("/spec/flinkVersion").asText(), is("v1_19"));
    assertThat(example.at("/spec/job/entryClass").asText(), is(Main.class.getName()));
    assertThat(example.at("/spec/job/jarURI").asText(), containsString("/shardmill-flink.jar"));
    requireKnown(texts(example.at("/spec/job/args")));
  }

  @Test
  void theNightlyJobIsACommandOfTheProgram() throws IOException {
    JsonNode pod = yaml("kubernetes-cronjob.yaml").at("/spec/jobTemplate/spec/template/spec");
    requireKnown(texts(pod.at("/containers/0/args")));
  }

  @Test
  void theServiceRunsACommandOfTheProgram() throws IOException {
    String command =
        Files.readAllLines(EXAMPLES.resolve("shardmill-update.service")).stream()
            .filter(line -> line.startsWith("ExecStart="))
            .findFirst()
            .orElseThrow();
    List<String> words = List.of(command.split(" "));
    assertThat(words.get(0), is("ExecStart=/opt/shardmill/bin/shardmill"));
    requireKnown(words.subList(1, words.size()));
    assertThat(Files.readAllLines(EXAMPLES.resolve("shardmill-update.timer")), hasItem("[Timer]"));
  }

  @Test
  void theScriptOfASessionClusterCanBeRead() throws Exception {
    Path script = EXAMPLES.resolve("session-cluster.sh");
    int status = new ProcessBuilder("bash", "-n", script.toString()).start().waitFor();
    assertThat(status, is(0));
    assertThat(Files.readString(script), containsString(Main.class.getName()));
  }

  @Test
  void everyExampleIsInTheList() throws IOException {
    String list = Files.readString(EXAMPLES.resolve("README.md"));
    try (var files = Files.list(EXAMPLES)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .forEach(name -> assertThat(list, containsString("`" + name + "`")));
    }
  }

  /** Every word is the program's, or an option of Beam, the runner or a file system. */
  private static void requireKnown(List<String> arguments) {
    CommandLine.ParseResult parsed =
        Shardmill.commandLine(null, Terminal.ofProcess())
            .parseArgs(arguments.toArray(String[]::new));
    List<String> rest = parsed.subcommand().unmatched();
    assertThat(rest, everyItem(startsWith("--")));
    PipelineOptionsFactory.fromArgs(rest.toArray(String[]::new)).create();
  }

  private static JsonNode yaml(String name) throws IOException {
    return YAML.readTree(Files.readString(EXAMPLES.resolve(name)));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
