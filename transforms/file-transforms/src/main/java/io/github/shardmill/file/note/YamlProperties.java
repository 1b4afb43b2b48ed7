package io.github.shardmill.file.note;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the keys of a YAML mapping that have a value or a list of values, all as text: a title that
 * looks like a date or a number stays what was written.
 *
 * <p>Reads events and builds nothing from them: an alias is passed over instead of followed, and a
 * tag cannot name a class.
 */
final class YamlProperties {
  private static final int MAX_DEPTH = 50;
  private static final Set<String> NULLS = Set.of("null", "~");

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(FrontMatter.MAX_CHARACTERS)
          .setUseMarks(false)
          .build();

  private final Iterator<Event> events;

  private YamlProperties(Iterator<Event> events) {
    this.events = events;
  }

  /**
   * Reads properties; none where the YAML is something else than a mapping.
   *
   * @throws UnreadableYamlException if it is not YAML
   */
  static Optional<List<YamlProperty>> read(String yaml) throws UnreadableYamlException {
    try {
      return new YamlProperties(new Parse(SETTINGS).parseString(yaml).iterator()).properties();
    } catch (YamlEngineException notYaml) {
      throw new UnreadableYamlException(notYaml);
    }
  }

  private Optional<List<YamlProperty>> properties() throws UnreadableYamlException {
    events.next(); // the stream begins
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      return Optional.of(List.of());
    }
    Event content = events.next(); // the document has begun
    if (content.getEventId() != Event.ID.MappingStart) {
      return isNothing(content) ? Optional.of(List.of()) : Optional.empty();
    }
    List<YamlProperty> properties = new ArrayList<>();
    for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      skip(key);
      Event value = events.next();
      if (key instanceof ScalarEvent scalar) {
        properties.add(property(scalar.getValue(), value));
      } else {
        skip(value);
      }
    }
    return Optional.of(properties);
  }

  private YamlProperty property(String key, Event value) throws UnreadableYamlException {
    List<String> values = new ArrayList<>();
    boolean isList = value.getEventId() == Event.ID.SequenceStart;
    if (isList) {
      for (Event item = events.next();
          item.getEventId() != Event.ID.SequenceEnd;
          item = events.next()) {
        add(item, values);
        skip(item);
      }
    } else {
      add(value, values);
      skip(value);
    }
    return new YamlProperty(key, values, isList);
  }

  private static void add(Event event, List<String> values) {
    if (event instanceof ScalarEvent scalar && !isNothing(event)) {
      values.add(scalar.getValue());
    }
  }

  private static boolean isNothing(Event event) {
    return event instanceof ScalarEvent scalar
        && (scalar.getValue().isBlank()
            || (scalar.isPlain() && NULLS.contains(scalar.getValue().toLowerCase(Locale.ROOT))));
  }

  /** Goes to the end of what this event begins. */
  private void skip(Event first) throws UnreadableYamlException {
    int depth = depthChange(first);
    while (depth > 0) {
      depth += depthChange(events.next());
      if (depth > MAX_DEPTH) {
        throw new UnreadableYamlException("nested more than " + MAX_DEPTH + " levels deep");
      }
    }
  }

  private static int depthChange(Event event) {
    return switch (event.getEventId()) {
      case MappingStart, SequenceStart -> 1;
      case MappingEnd, SequenceEnd -> -1;
      default -> 0;
    };
  }
}
