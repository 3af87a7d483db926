package dev.plumbline.path;

import dev.plumbline.path.MissingName.MissingCollection;
import dev.plumbline.path.MissingName.MissingField;
import dev.plumbline.path.PathText.Call;
import dev.plumbline.path.Relationship.Any;
import dev.plumbline.path.Relationship.Many;
import dev.plumbline.path.Relationship.One;
import dev.plumbline.path.Relationship.Unclear;
import dev.plumbline.path.Resolution.Missing;
import dev.plumbline.path.Resolution.Related;
import dev.plumbline.path.Resolution.Undecided;
import dev.plumbline.path.Resolution.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows field paths: {@code author.name} over relations in both directions, {@code
 * item:block_hero.title} of a many-to-any, functions such as {@code count(tags)}, {@code
 * $FOLLOW(articles, author)} against a relation that no alias shows. What begins with another
 * {@code $}, wildcards and values within JSON are undecided.
 */
public final class FieldPaths {
  private static final String FOLLOW = "$FOLLOW";

  private static final Set<String> FUNCTIONS =
      Set.of(
          "year", "month", "week", "day", "weekday", "hour", "minute", "second", "count", "json");

  private final FieldGraph graph;

  public FieldPaths(FieldGraph graph) {
    this.graph = graph;
  }

  public FieldGraph graph() {
    return graph;
  }

  /**
   * @param from the collection that the path begins in
   */
  public Resolution resolve(String from, String path) {
    String written = path.trim();
    if (graph.has(from, written)) {
      return field(from, written);
    }
    List<String> segments = PathText.segments(written);
    String collection = from;
    for (int i = 0; i < segments.size(); i++) {
      Resolution step = step(collection, segments.get(i).trim());
      boolean last = i == segments.size() - 1;
      switch (step) {
        case Related related when !last -> collection = related.collection();
        case Value ignored when !last -> {
          // A value in JSON, or a relation that is reported as missing.
          return new Undecided();
        }
        case Missing missing -> {
          String before = String.join(".", segments.subList(0, i));
          return new Missing(
              before.isEmpty() ? missing.prefix() : before + "." + missing.prefix(),
              missing.name());
        }
        case Related ignored -> {
          return step;
        }
        case Value ignored -> {
          return step;
        }
        case Undecided ignored -> {
          return step;
        }
      }
    }
    return new Undecided();
  }

  private Resolution step(String collection, String segment) {
    if (graph.has(collection, segment)) {
      return field(collection, segment);
    }
    Optional<Call> call = PathText.call(segment);
    if (call.isPresent()) {
      return call(collection, segment, call.get());
    }
    if (segment.startsWith("$") || !PathText.isName(segment)) {
      return new Undecided();
    }
    int colon = segment.indexOf(':');
    if (colon > 0) {
      return scoped(collection, segment.substring(0, colon), segment.substring(colon + 1));
    }
    return colon < 0 ? absent(collection, segment) : new Undecided();
  }

  private Resolution field(String collection, String field) {
    return graph.relation(collection, field).map(FieldPaths::related).orElseGet(Value::new);
  }

  private static Resolution related(Relationship relation) {
    return switch (relation) {
      case One one -> new Related(one.collection());
      case Many many -> new Related(many.collection());
      // Without the name of a collection, each of them may have the field or not.
      case Any ignored -> new Undecided();
      case Unclear ignored -> new Undecided();
    };
  }

  private Resolution scoped(String collection, String field, String scope) {
    if (!graph.has(collection, field)) {
      return absent(collection, field);
    }
    if (graph.relation(collection, field).orElseGet(Unclear::new) instanceof Any any) {
      if (graph.exists(scope)) {
        return new Related(scope);
      }
      // Allowed, but nowhere: that is reported already.
      return any.allowed().contains(scope)
          ? new Undecided()
          : new Missing(field + ":" + scope, new MissingCollection(scope));
    }
    return new Undecided();
  }

  private Resolution call(String collection, String segment, Call call) {
    if (call.function().equals(FOLLOW)) {
      return follow(segment, call.arguments());
    }
    if (!FUNCTIONS.contains(call.function())) {
      return new Undecided();
    }
    return resolve(collection, call.arguments().getFirst()) instanceof Missing missing
        ? new Missing(segment, missing.name())
        : new Value();
  }

  /** To the collection whose field points here. */
  private Resolution follow(String segment, List<String> arguments) {
    if (arguments.size() < 2 || !arguments.stream().allMatch(PathText::isName)) {
      return new Undecided();
    }
    String to = arguments.getFirst();
    if (!graph.exists(to)) {
      return new Missing(segment, new MissingCollection(to));
    }
    for (String field : arguments.subList(1, arguments.size())) {
      if (graph.isMissing(to, field)) {
        return new Missing(segment, new MissingField(to, field));
      }
    }
    return new Related(to);
  }

  private Resolution absent(String collection, String field) {
    // A relation that names a missing alias is reported as that.
    return graph.isMissing(collection, field) && graph.relation(collection, field).isEmpty()
        ? new Missing(field, new MissingField(collection, field))
        : new Undecided();
  }
}
