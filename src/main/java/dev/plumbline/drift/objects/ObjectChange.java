package dev.plumbline.drift.objects;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.objects.InventoryMatcher.Pair;
import dev.plumbline.drift.version.PostgresVersions;
import dev.plumbline.drift.words.Words;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.system.SyncTools;
import dev.plumbline.severity.Severity;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The change of one object. */
final class ObjectChange {
  private static final Optional<String> NEVER =
      Optional.of("applying a schema never changes this; use SQL");

  /** What PostgreSQL's {@code PUBLIC} is called in an inventory. */
  private static final String EVERYBODY = "public";

  /** Members of the definition of a whole table. */
  private static final List<String> GRAVE = List.of("unlogged", "grants", "rowSecurity");

  private ObjectChange() {}

  /** One that only one side has. */
  static Change oneSided(Pair pair) {
    Subject subject = new Subject.OfObject(pair.id());
    ObjectKind kind = pair.id().kind();
    if (pair.target().isEmpty()) {
      ChangeCode code = ChangeCode.of(kind, Change.Kind.ADDED);
      return new Change.Added(
          code,
          subject,
          severity(code, pair),
          pair.source().orElseThrow(),
          name(pair.id()) + " is missing in the target",
          NEVER);
    }
    ChangeCode code = ChangeCode.of(kind, Change.Kind.REMOVED);
    return new Change.Removed(
        code,
        subject,
        severity(code, pair),
        pair.target().orElseThrow(),
        name(pair.id()) + " exists only in the target",
        NEVER);
  }

  /** One that both sides have, even if there is nothing to say of it on one of them. */
  static Change changed(Pair pair) {
    JsonObject before = pair.target().orElseGet(() -> unsaid(pair.id(), pair.source()));
    JsonObject after = pair.source().orElseGet(() -> unsaid(pair.id(), pair.target()));
    Pair both = new Pair(pair.id(), Optional.of(before), Optional.of(after));
    return changed(
        both,
        severity(ChangeCode.of(pair.id().kind(), Change.Kind.CHANGED), both),
        sentence(pair.id(), before, after));
  }

  /** One of which nobody can say whether it differs, or two versions print it differently. */
  static Change doubtful(Pair pair, PostgresVersions versions) {
    return changed(pair, Severity.INFO, name(pair.id()) + versions.doubt());
  }

  /**
   * @param pair with both sides
   */
  private static Change changed(Pair pair, Severity severity, String sentence) {
    JsonObject before = pair.target().orElseThrow();
    JsonObject after = pair.source().orElseThrow();
    List<String> members = differing(before, after);
    boolean isOne = members.size() == 1;
    String path = isOne ? members.getFirst() : "";
    return new Change.Changed(
        ChangeCode.of(pair.id().kind(), Change.Kind.CHANGED),
        new Subject.OfObject(pair.id()),
        severity,
        path,
        isOne ? before.get(path) : before,
        isOne ? after.get(path) : after,
        sentence,
        NEVER);
  }

  private static String sentence(ObjectId id, JsonObject before, JsonObject after) {
    if (id.kind() == ObjectKind.FLOW) {
      return name(id) + ": " + FlowChange.sentence(before, after);
    }
    List<String> members = differing(before, after);
    if (members.size() != 1) {
      return name(id) + " differs in " + Words.list(members.stream().map(Words::name).toList());
    }
    String path = members.getFirst();
    return Words.name(path)
        + " of "
        + name(id)
        + ": "
        + Words.value(before.get(path))
        + " in the target, "
        + Words.value(after.get(path))
        + " in the source"
        + effect(id);
  }

  /** The members in which two definitions differ, sorted. */
  private static List<String> differing(JsonObject before, JsonObject after) {
    TreeSet<String> members = new TreeSet<>(before.members().keySet());
    members.addAll(after.members().keySet());
    members.removeIf(member -> before.get(member).equals(after.get(member)));
    return List.copyOf(members);
  }

  private static Severity severity(ChangeCode code, Pair pair) {
    return switch (pair.id().kind()) {
      // Its rows can vanish in a crash of the server, or other people see them; else its columns.
      case TABLE ->
          isOnBoth(pair) && GRAVE.stream().noneMatch(member -> differIn(pair, member))
              ? Severity.MEDIUM
              : code.gravest();
      case COLUMN -> isOnBoth(pair) && isCompression(pair) ? Severity.LOW : code.gravest();
      case INDEX -> any(pair, "unique", JsonBoolean.TRUE) ? code.gravest() : Severity.LOW;
      case GRANT -> isOfEverybody(pair) ? code.gravest() : Severity.HIGH;
      case SETTING -> SettingEffect.of(pair.id().name()).severity();
      default -> code.gravest();
    };
  }

  private static String effect(ObjectId id) {
    return id.kind() == ObjectKind.SETTING ? ": " + SettingEffect.of(id.name()).sentence() : "";
  }

  private static boolean isOfEverybody(Pair pair) {
    return any(pair, "grantee", JsonValue.of(EVERYBODY))
        || pair.id().name().equals(EVERYBODY)
        || pair.id().name().startsWith(EVERYBODY + " ");
  }

  private static boolean isOnBoth(Pair pair) {
    return pair.source().isPresent() && pair.target().isPresent();
  }

  /** Of a column everybody reads the same, however it is stored. */
  private static boolean isCompression(Pair pair) {
    return differing(pair.source().orElseThrow(), pair.target().orElseThrow())
        .equals(List.of("compression"));
  }

  private static boolean differIn(Pair pair, String member) {
    return !pair.source().orElseThrow().get(member).equals(pair.target().orElseThrow().get(member));
  }

  private static boolean any(Pair pair, String member, JsonValue value) {
    return Stream.of(pair.source(), pair.target())
        .flatMap(Optional::stream)
        .anyMatch(definition -> definition.get(member).equals(value));
  }

  private static JsonObject unsaid(ObjectId id, Optional<JsonObject> said) {
    return PartialObject.unsaid(id, said.orElseThrow());
  }

  /** Such as {@code index `pages_odd` of `pages`}. */
  private static String name(ObjectId id) {
    String kind = id.kind().label().replace('_', ' ');
    return kind
        + (id.name().isEmpty() ? "" : " " + Words.name(id.name()))
        + (id.table().isEmpty() || id.table().equals(id.name())
            ? ""
            : " of " + Words.name(id.table()))
        + tool(id).map(tool -> " (created by " + tool + ")").orElse("");
  }

  private static Optional<String> tool(ObjectId id) {
    return id.kind() == ObjectKind.COLUMN
        ? SyncTools.ofColumn(id.table(), id.name())
        : SyncTools.ofTable(id.name());
  }
}
