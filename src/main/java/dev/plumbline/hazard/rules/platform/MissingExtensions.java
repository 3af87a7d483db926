package dev.plumbline.hazard.rules.platform;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.Amounts;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.InstalledExtensions;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An interface or display of an extension which a plan carries. A schema names no other kind of
 * extension. {@code directus_extensions} has the name of the folder or package of each, not the
 * interfaces in it, so that the target certainly lacks one only if it has no extension at all. An
 * interface that a field of the target uses already needs no new extension.
 */
public final class MissingExtensions implements HazardRule {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  /** As in metadata: {@code interface} or {@code display}, and the id. */
  private record Use(String kind, String id) implements Comparable<Use> {
    boolean isBuiltIn() {
      return kind.equals("interface")
          ? BuiltInExtensions.hasInterface(id)
          : BuiltInExtensions.hasDisplay(id);
    }

    @Override
    public int compareTo(Use other) {
      return (kind + id).compareTo(other.kind + other.id);
    }
  }

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    SortedMap<Use, List<String>> fresh = new TreeMap<>();
    for (PlannedItem item : inputs.items().values()) {
      if (item.key().section() == Section.FIELDS) {
        uses(after(item)).stream()
            .filter(use -> !use.isBuiltIn())
            .forEach(
                use -> fresh.computeIfAbsent(use, any -> new ArrayList<>()).add(item.key().text()));
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    for (Snapshot.Field field : inputs.target().snapshot().fields()) {
      fresh.keySet().removeAll(usesOfMeta(field.meta()));
    }
    fresh.forEach((use, fields) -> ask(use, fields, collector));
  }

  private static JsonObject after(PlannedItem item) {
    return switch (item) {
      case Create create -> create.after();
      case Recreate recreate -> recreate.after();
      case Alter alter -> HazardInputs.result(alter);
      case Drop ignored -> JsonObject.EMPTY;
    };
  }

  private static Set<Use> uses(JsonObject field) {
    return usesOfMeta(field.get("meta"));
  }

  private static Set<Use> usesOfMeta(JsonValue meta) {
    Set<Use> uses = new HashSet<>();
    if (meta instanceof JsonObject object) {
      add("interface", object, uses);
      add("display", object, uses);
      nested(object.get("options"), uses);
    }
    return uses;
  }

  private static void add(String kind, JsonObject meta, Set<Use> uses) {
    if (meta.get(kind) instanceof JsonString(String id) && !id.isEmpty()) {
      uses.add(new Use(kind, id));
    }
  }

  /** The fields of a repeater have metadata of their own in its options. */
  private static void nested(JsonValue options, Set<Use> uses) {
    switch (options) {
      case JsonObject object ->
          object
              .members()
              .forEach(
                  (key, value) -> {
                    if (key.equals("meta")) {
                      uses.addAll(usesOfMeta(value));
                    } else {
                      nested(value, uses);
                    }
                  });
      case JsonArray(List<JsonValue> items) -> items.forEach(item -> nested(item, uses));
      case JsonValue ignored -> {}
    }
  }

  private static void ask(Use use, List<String> fields, SuspicionCollector collector) {
    // A field that is shown otherwise is less than one that cannot be edited.
    Severity severity =
        use.kind().equals("interface") ? HazardCode.EXTENSION_MISSING.gravest() : Severity.LOW;
    collector.grade(
        new Countable(
            HazardCode.EXTENSION_MISSING,
            fields.getFirst(),
            List.of(new InstalledExtensions()),
            amounts -> isNamed(use, amounts) ? Optional.empty() : Optional.of(severity),
            severity,
            amounts ->
                "%s %s the %s %s, which is not part of Directus, and %s"
                    .formatted(
                        Words.list(fields.stream().map(Words::name).toList()),
                        fields.size() == 1 ? "uses" : "use",
                        use.kind(),
                        Words.name(use.id()),
                        target(amounts)),
            Optional.of("install the extension in the target before the plan is carried out"),
            true));
  }

  /** Whether an extension of the target is named like it, such as {@code directus-extension-id}. */
  private static boolean isNamed(Use use, Amounts amounts) {
    Pattern word =
        Pattern.compile(
            "(?<![a-z0-9])" + Pattern.quote(use.id().toLowerCase(Locale.ROOT)) + "(?![a-z0-9])");
    return amounts.names(0, 0).stream()
        .anyMatch(name -> word.matcher(name.toLowerCase(Locale.ROOT)).find());
  }

  private static String target(Amounts amounts) {
    if (amounts.notKnown(0)) {
      return "it is unknown which extensions the target has";
    }
    List<String> names = amounts.names(0, 0);
    if (names.isEmpty()) {
      return "the target has no extension";
    }
    List<String> words = new ArrayList<>();
    names.stream()
        .filter(name -> !UUID.matcher(name).matches())
        .forEach(name -> words.add(Words.name(name)));
    int others = names.size() - words.size();
    if (others > 0) {
      words.addFirst(others + " of the marketplace, which Directus records without a name");
    }
    return "no extension of the target is named like it: it has " + Words.list(words);
  }
}
