package io.github.shardmill.pipeline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records whose every name and text was chosen to break out of the page. */
class HostileRecordTest {
  private static final Pattern TAG = Pattern.compile("<[a-zA-Z!/][^>]*>");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]></style></title><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' onmouseover='alert(1)",
        "&lt;b&gt;&#x3c;i>",
        "{{library}} {{nothing}} $1 \\1",
        "line\nbreak\r\ttab\u0000\u0007",
        "\u2028line\u2029separators\u0085",
        "\uD800 alone \uDC00",
        "javascript:alert(1)"
      })
  void noTextFromTheRecordBecomesMarkup(String payload) {
    String innocent = ReportPage.render(everyTextReplacedBy("innocent"));
    String hostile = ReportPage.render(everyTextReplacedBy(payload));

    assertThat(tags(hostile), is(tags(innocent)));
    assertThat(
        PageMarkup.plots(hostile).path("types").get(0).path("name").asText(),
        is(VisibleText.of(payload)));
  }

  @Test
  void dataForTheScriptHoldsNoCharacterThatEndsAScript() {
    TextNode payload = TextNode.valueOf("</script x <!--<script & \u2028\u2029>");

    assertThat(
        ScriptJson.of(payload),
        is("\"\\u003c/script x \\u003c!--\\u003cscript \\u0026 \\u2028\\u2029\\u003e\""));
  }

  @Test
  void namesInPlotsAreTheNamesInTables() {
    String page = ReportPage.render(everyTextReplacedBy("a</script>&\"'b"));

    assertThat(
        PageMarkup.plots(page).path("stages").get(0).path("name").asText(), is("a</script>&\"'b"));
    assertThat(
        PageMarkup.visible(page),
        containsString("<bdi><code>a&lt;/script&gt;&amp;&quot;&#39;b</code></bdi>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u202E", "\u202A", "\u2066", "\u2069", "\u200F", "\u061C", "\uFEFF"})
  void charactersThatReorderOrHideTextAreShown(String character) {
    String page = ReportPage.render(everyTextReplacedBy("invoice" + character + "fdp.exe"));

    assertThat("no such character", !page.contains(character));
    assertThat(
        PageMarkup.visible(page),
        containsString(
            String.format(Locale.ROOT, "invoice\\u%04Xfdp.exe", (int) character.charAt(0))));
    assertThat(PageMarkup.plots(page).toString(), not(containsString(character)));
  }

  @Test
  void namesOfEightKilobytesKeepTheirBeginningAndEnd() {
    String name = "case7:" + "directory/".repeat(800) + "report.pdf";

    String page = ReportPage.render(everyTextReplacedBy(name));

    assertThat("shortened", !page.contains(name));
    assertThat(PageMarkup.visible(page), containsString("<code>case7:directory/"));
    assertThat(PageMarkup.visible(page), containsString("report.pdf</code>"));
  }

  /** Tags outside of scripts and styles, and how many scripts there are. */
  private static String tags(String page) {
    Matcher matcher = TAG.matcher(PageMarkup.visible(page));
    StringBuilder tags = new StringBuilder();
    while (matcher.find()) {
      tags.append(matcher.group().replaceAll("\"[^\"]*\"", "\"\"")).append('\n');
    }
    return tags.toString();
  }

  private static String everyTextReplacedBy(String payload) {
    ObjectNode run = RunJson.realistic();
    ObjectNode hostile = (ObjectNode) replaced(run, payload);
    ObjectNode counts = hostile.putObject("counts");
    for (String kind : new String[] {"type", "outcome", "stage"}) {
      counts.put(kind + "." + payload + ".files", 3).put(kind + "." + payload + ".failed", 1);
    }
    counts.put("throughput." + payload + ".files", 1).put("size." + payload + ".files", 1);
    hostile.putObject("options").put(payload, payload).putArray("list").add(payload);
    return hostile.toString();
  }

  private static JsonNode replaced(JsonNode node, String payload) {
    if (node.isTextual()) {
      return TextNode.valueOf(payload);
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(replaced(element, payload)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        object.set(field.getKey(), replaced(field.getValue(), payload));
      }
      return object;
    }
    return node;
  }
}
