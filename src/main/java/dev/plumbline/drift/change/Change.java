package dev.plumbline.drift.change;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.severity.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * One difference between two schemas, as what would make the target like the source.
 *
 * <p>A change is identified by {@link #code()}, {@link #subject()} and {@link #path()}; within one
 * drift that triple is unique.
 */
public sealed interface Change {
  ChangeCode code();

  Subject subject();

  Severity severity();

  /**
   * Where in the subject, such as {@code schema.max_length} or {@code meta.options.choices}; empty
   * for the subject as a whole.
   */
  String path();

  /** The target's value; JSON null for {@link Added}. */
  JsonValue before();

  /** The source's value; JSON null for {@link Removed}. */
  JsonValue after();

  /** One sentence for a person. */
  String message();

  /** Why Directus's own apply can never bring this about; empty if it can. */
  Optional<String> neverConverges();

  default Kind kind() {
    return switch (this) {
      case Added ignored -> Kind.ADDED;
      case Removed ignored -> Kind.REMOVED;
      case Changed ignored -> Kind.CHANGED;
    };
  }

  /** Which of the three records a change is, as written in REST and metrics. */
  enum Kind {
    ADDED,
    REMOVED,
    CHANGED;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  /** Only the source has it. */
  record Added(
      ChangeCode code,
      Subject subject,
      Severity severity,
      JsonValue after,
      String message,
      Optional<String> neverConverges)
      implements Change {
    @Override
    public String path() {
      return "";
    }

    @Override
    public JsonValue before() {
      return JsonNull.NULL;
    }
  }

  /** Only the target has it. */
  record Removed(
      ChangeCode code,
      Subject subject,
      Severity severity,
      JsonValue before,
      String message,
      Optional<String> neverConverges)
      implements Change {
    @Override
    public String path() {
      return "";
    }

    @Override
    public JsonValue after() {
      return JsonNull.NULL;
    }
  }

  /** Both have it, differently. */
  record Changed(
      ChangeCode code,
      Subject subject,
      Severity severity,
      String path,
      JsonValue before,
      JsonValue after,
      String message,
      Optional<String> neverConverges)
      implements Change {}
}
