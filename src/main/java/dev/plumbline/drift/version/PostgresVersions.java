package dev.plumbline.drift.version;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.objects.prints.Print;
import dev.plumbline.drift.objects.prints.Prints;
import dev.plumbline.drift.objects.prints.Prints.Likeness;
import dev.plumbline.drift.version.ExtensionSchemas.Sides;
import dev.plumbline.drift.words.Words;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.severity.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What two major versions of PostgreSQL have differently although the statements were the same.
 *
 * @param source major version
 * @param target major version
 * @param sourceTypes of the columns of the source
 * @param targetTypes of the columns of the target
 */
public record PostgresVersions(
    int source, int target, TableTypes sourceTypes, TableTypes targetTypes) {
  /** The first version with the privilege MAINTAIN. */
  private static final int MAINTAIN = 17;

  /** As an inventory has a text in which a credential may stand. */
  private static final String HASH = "SHA-256 ";

  /** Members of definitions that hold expressions, as a text or as an array of texts. */
  private static final Set<String> EXPRESSIONS =
      Set.of(
          "bounds",
          "check",
          "checks",
          "default",
          "defaults",
          "definition",
          "expression",
          "generated",
          "partitionKey",
          "using");

  /** Of a column, what a change of a field is about. */
  private static final Map<ChangeCode, String> MEMBERS =
      Map.of(
          ChangeCode.FIELD_DEFAULT_CHANGED, "default",
          ChangeCode.FIELD_GENERATED_CHANGED, "generated");

  /** Members that are arrays sorted by how their items are printed. */
  private static final Set<String> UNORDERED = Set.of("checks", "constraints", "indexes");

  /** What {@code extract} gives until 13, and from 14 on. */
  private static final List<String> EXTRACTED = List.of("double precision", "numeric");

  /** Empty if both run the same major version, or one is not known. */
  public static Optional<PostgresVersions> of(Side source, Side target) {
    int ours = major(source);
    int theirs = major(target);
    return ours == theirs || ours == 0 || theirs == 0
        ? Optional.empty()
        : Optional.of(new PostgresVersions(ours, theirs, TableTypes.NONE, TableTypes.NONE));
  }

  private static int major(Side side) {
    String digits = side.versions().postgres().orElse("").replaceFirst("\\D.*", "");
    return digits.isEmpty() || digits.length() > 3 ? 0 : Integer.parseInt(digits);
  }

  /** The two sides; what the versions explain is on the target as it is on the source. */
  public static Sides leftOut(Side source, Side target) {
    Optional<PostgresVersions> versions = of(source, target);
    if (versions.isEmpty() || source.inventory().isEmpty() || target.inventory().isEmpty()) {
      return new Sides(source, target);
    }
    SortedMap<ObjectId, JsonObject> ours = source.inventory().get().objects();
    TreeMap<ObjectId, JsonObject> theirs = new TreeMap<>(target.inventory().get().objects());
    PostgresVersions known =
        new PostgresVersions(
            versions.get().source,
            versions.get().target,
            TableTypes.of(source, source.inventory().get()),
            TableTypes.of(target, target.inventory().get()));
    theirs.replaceAll(
        (id, definition) -> {
          JsonObject here = ours.get(id);
          return here == null
              ? known.renamed(id, definition, ours)
              : definition.equals(here) ? definition : known.explained(id, here, definition);
        });
    return new Sides(
        source, new Side(target.snapshot(), target.versions(), Optional.of(new Inventory(theirs))));
  }

  /** As the source has it under another name, where names do not count. */
  private JsonObject renamed(
      ObjectId id, JsonObject theirs, SortedMap<ObjectId, JsonObject> source) {
    return id.kind().isNamedByChance()
        ? source.entrySet().stream()
            .filter(object -> object.getKey().kind() == id.kind())
            .filter(object -> object.getKey().table().equals(id.table()))
            .map(Map.Entry::getValue)
            .filter(ours -> explained(id, ours, theirs).equals(ours))
            .findFirst()
            .orElse(theirs)
        : theirs;
  }

  private JsonObject explained(ObjectId id, JsonObject ours, JsonObject theirs) {
    if (id.kind() == ObjectKind.EXTENSION && ServerExtensions.contains(id.name())) {
      return theirs.with("version", ours.get("version"));
    }
    JsonObject explained = (JsonObject) explained(id, "", ours, theirs);
    return isView(id)
            && prints().ofExpressionsDiffer()
            && ours.get("definition").equals(explained.get("definition"))
            && (ours.get("definition").textOr("") + theirs.get("definition").textOr(""))
                .contains("date_part(")
            && ours.get("columns") instanceof JsonObject columns
            && explained.get("columns") instanceof JsonObject otherColumns
        ? explained.with("columns", withTypesOfExtract(columns, otherColumns))
        : explained;
  }

  /** The columns of a view that both sides have have the type that its version gives them. */
  private JsonObject withTypesOfExtract(JsonObject ours, JsonObject theirs) {
    List<String> types = source < target ? EXTRACTED : EXTRACTED.reversed();
    JsonObject explained = theirs;
    for (String name : theirs.members().keySet()) {
      if (theirs.get(name) instanceof JsonObject column
          && ours.get(name).equals(column.with("type", JsonValue.of(types.getFirst())))
          && column.get("type").textOr("").equals(types.getLast())) {
        explained = explained.with(name, ours.get(name));
      }
    }
    return explained;
  }

  private static boolean isView(ObjectId id) {
    return id.kind() == ObjectKind.VIEW || id.kind() == ObjectKind.MATERIALIZED_VIEW;
  }

  private Prints prints() {
    return new Prints(Math.min(source, target), Math.max(source, target));
  }

  /** The value of the target; as the source has it where nothing but the version differs. */
  private JsonValue explained(ObjectId id, String member, JsonValue ours, JsonValue theirs) {
    if (ours.equals(theirs)) {
      return ours;
    }
    if (ours instanceof JsonObject one && theirs instanceof JsonObject other) {
      JsonObject explained = other;
      for (String name : other.members().keySet()) {
        if (one.has(name)) {
          // The names within are those of columns and grantees, not of members.
          String within = member.equals("grants") ? "privileges" : name;
          explained = explained.with(name, explained(id, within, one.get(name), other.get(name)));
        }
      }
      return explained;
    }
    if (ours instanceof JsonArray one && theirs instanceof JsonArray other) {
      return isExplained(id, member, one, other) ? ours : theirs;
    }
    return likeness(id, member, ours, theirs) == Likeness.SAME ? ours : theirs;
  }

  private boolean isExplained(ObjectId id, String member, JsonArray ours, JsonArray theirs) {
    if (member.equals("privileges")) {
      boolean isNew = source >= MAINTAIN;
      return isNew != (target >= MAINTAIN)
          && (isNew ? withoutMaintain(ours).equals(theirs) : withoutMaintain(theirs).equals(ours));
    }
    return UNORDERED.contains(member)
        && pairUp(
            ours.items(),
            theirs.items(),
            (one, other) -> explained(id, member, one, other).equals(one));
  }

  /** Whether each of these has one of the others, and of its own. */
  private static boolean pairUp(
      List<JsonValue> some, List<JsonValue> others, BiPredicate<JsonValue, JsonValue> isPair) {
    List<JsonValue> rest = new ArrayList<>(others);
    return some.size() == others.size()
        && some.stream()
            .allMatch(
                one ->
                    rest.stream()
                        .filter(other -> isPair.test(one, other))
                        .findFirst()
                        .filter(rest::remove)
                        .isPresent());
  }

  private static JsonArray withoutMaintain(JsonArray privileges) {
    return new JsonArray(
        privileges.items().stream()
            .filter(privilege -> !(privilege.textOr("") + " ").startsWith("MAINTAIN "))
            .toList());
  }

  private Likeness likeness(ObjectId id, String member, JsonValue ours, JsonValue theirs) {
    if (!(ours instanceof JsonString(String one))
        || !(theirs instanceof JsonString(String other))) {
      return Likeness.DIFFERENT;
    }
    Prints prints = prints();
    boolean isQuery = member.equals("definition") && isView(id);
    if (!EXPRESSIONS.contains(member) || id.kind() == ObjectKind.SETTING) {
      return Likeness.DIFFERENT;
    }
    if (one.startsWith(HASH) || other.startsWith(HASH)) {
      boolean isBoth = one.startsWith(HASH) && other.startsWith(HASH);
      return isBoth && (isQuery ? prints.ofQueriesDiffer() : prints.ofExpressionsDiffer())
          ? Likeness.DOUBTFUL
          : Likeness.DIFFERENT;
    }
    Print print = new Print(one, sourceTypes.in(id, one));
    Print otherPrint = new Print(other, targetTypes.in(id, other));
    return isQuery ? prints.queries(print, otherPrint) : prints.expressions(print, otherPrint);
  }

  /** A change of a field, as info if it is one of which nobody can say whether it differs. */
  public static Change weighed(Change change, Side source, Side target) {
    String member = MEMBERS.getOrDefault(change.code(), "");
    if (member.isEmpty()) {
      return change;
    }
    Optional<PostgresVersions> versions = of(source, target);
    if (versions.isEmpty()
        || source.inventory().isEmpty()
        || target.inventory().isEmpty()
        || !(change.subject() instanceof Subject.OfField(String table, String column))) {
      return change;
    }
    ObjectId id = new ObjectId(ObjectKind.COLUMN, table, column);
    JsonValue ours = source.inventory().get().of(id).get(member);
    JsonValue theirs = target.inventory().get().of(id).get(member);
    return versions.get().likeness(id, member, ours, theirs) == Likeness.DOUBTFUL
        ? new Change.Changed(
            change.code(),
            change.subject(),
            Severity.INFO,
            change.path(),
            change.before(),
            change.after(),
            Words.name(member) + " of " + Words.name(column) + versions.get().doubt(),
            change.neverConverges())
        : change;
  }

  /** The end of a sentence. */
  public String doubt() {
    return " is printed differently by PostgreSQL %d and %d, so Plumbline cannot decide whether it differs. "
            .formatted(Math.min(source, target), Math.max(source, target))
        + "Compare the statements that created it";
  }

  /** Whether something differs, and of nothing that differs it is sure that it does. */
  public boolean isDoubtful(ObjectId id, JsonObject ours, JsonObject theirs) {
    return !ours.equals(theirs)
        && Stream.concat(ours.members().keySet().stream(), theirs.members().keySet().stream())
            .allMatch(name -> isAtMostDoubtful(id, name, ours.get(name), theirs.get(name)));
  }

  private boolean isAtMostDoubtful(ObjectId id, String member, JsonValue ours, JsonValue theirs) {
    if (ours.equals(theirs)) {
      return true;
    }
    if (ours instanceof JsonObject one && theirs instanceof JsonObject other) {
      return isDoubtful(id, one, other);
    }
    if (UNORDERED.contains(member)
        && ours instanceof JsonArray(List<JsonValue> some)
        && theirs instanceof JsonArray(List<JsonValue> others)) {
      return pairUp(some, others, (one, other) -> isAtMostDoubtful(id, member, one, other));
    }
    return likeness(id, member, ours, theirs) == Likeness.DOUBTFUL;
  }
}
