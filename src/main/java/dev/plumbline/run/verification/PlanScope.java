package dev.plumbline.run.verification;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.Step.Action;
import dev.plumbline.plan.step.Step.Proof;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a plan is about: which values it changes, and what goes along with what it drops. */
public final class PlanScope {
  /** In which Directus removes the names of what it drops. */
  private static final Set<String> NAMES =
      Set.of(
          "meta.archive_field",
          "meta.sort_field",
          "meta.item_duplication_fields",
          "meta.group",
          "meta.one_field",
          "meta.junction_field",
          "meta.one_allowed_collections");

  private final Map<ItemKey, Set<String>> paths = new TreeMap<>();
  private final Set<String> droppedCollections = new TreeSet<>();
  private final Set<String> createdCollections = new TreeSet<>();
  private final Set<ItemKey> droppedFields = new TreeSet<>();

  /** Fields whose values are lost: dropped, made anew, or of another type. */
  private final Set<ItemKey> converted = new TreeSet<>();

  /** Fields that come, or become another kind of field: with all that belongs to them. */
  private final Set<ItemKey> wholeFields = new TreeSet<>();

  private final SortedMap<String, Set<String>> columns = new TreeMap<>();
  private final List<Unreachable> unreachable;
  private final List<Hazard> hazards;

  private PlanScope(List<Unreachable> unreachable, List<Hazard> hazards) {
    this.unreachable = unreachable;
    this.hazards = hazards;
  }

  public static PlanScope of(
      List<Step> steps, List<Unreachable> unreachable, List<Hazard> hazards) {
    PlanScope scope = new PlanScope(unreachable, hazards);
    steps.forEach(scope::add);
    return scope;
  }

  /** All that a plan is about. */
  public static PlanScope of(Plan.Contents plan) {
    return of(plan.steps(), plan.unreachable(), plan.hazards());
  }

  /**
   * The tables that steps are about, each with the columns whose values a step may change, add or
   * drop.
   */
  public static SortedMap<String, Set<String>> touched(List<Step> steps) {
    return Collections.unmodifiableSortedMap(of(steps, List.of(), List.of()).columns);
  }

  /** The entity that a proof is about. */
  static ItemKey key(Proof proof) {
    String subject = proof.subject();
    // Names of tables with a dot are no collections.
    int dot = subject.indexOf('.');
    String collection = dot < 0 ? subject : subject.substring(0, dot);
    String field = dot < 0 ? "" : subject.substring(dot + 1);
    return switch (proof.kind()) {
      case "field" -> ItemKey.ofField(collection, field);
      case "system_field" -> ItemKey.ofSystemField(collection, field);
      case "relation" -> ItemKey.ofRelation(collection, field);
      default -> ItemKey.ofCollection(subject);
    };
  }

  private void add(Step step) {
    for (Proof proof : step.proofs()) {
      ItemKey key = key(proof);
      paths.computeIfAbsent(key, any -> new TreeSet<>()).add(proof.path());
      Set<String> ofTable = columns.computeIfAbsent(key.collection(), any -> new TreeSet<>());
      boolean isWhole = proof.path().isEmpty() || step.action() == Action.RECREATE;
      switch (key.section()) {
        case COLLECTIONS -> {
          if (isWhole) {
            (step.action() == Action.DROP ? droppedCollections : createdCollections)
                .add(key.collection());
          }
        }
        case FIELDS -> {
          if (isWhole) {
            wholeFields.add(key);
            ofTable.add(key.field());
          }
          if (step.action() == Action.DROP) {
            droppedFields.add(key);
          }
          if (losesValues(step.action(), proof.path())) {
            converted.add(key);
          }
          if (!proof.path().startsWith("meta.")) {
            ofTable.add(key.field());
          }
        }
        case SYSTEM_FIELDS, RELATIONS -> {}
      }
    }
  }

  private static boolean losesValues(Action action, String path) {
    return switch (action) {
      case DROP, RECREATE -> true;
      case CREATE, CHANGE ->
          path.equals("schema.data_type")
              || path.equals("schema.max_length")
              || path.startsWith("schema.numeric_");
    };
  }

  boolean isTouched(String table) {
    return columns.containsKey(table);
  }

  /** Whether the backup of the run has the rows of a table in any case. */
  boolean isInBackup(String table) {
    return isTouched(table)
        || hazards.stream().noneMatch(hazard -> hazard.code() == HazardCode.BACKUP_NARROWED);
  }

  /** Whether a step may make PostgreSQL write the whole table anew. */
  boolean changesColumns(String table) {
    return !columns.getOrDefault(table, Set.of()).isEmpty();
  }

  /**
   * The tables in which values are lost: those that are dropped, and those of which a column is
   * dropped or gets another type.
   */
  public SortedSet<String> losing() {
    TreeSet<String> losing = new TreeSet<>(droppedCollections);
    converted.stream().map(ItemKey::collection).forEach(losing::add);
    columns.forEach(
        (table, ofTable) -> {
          if (ofTable.stream().anyMatch(column -> isConvertedUnseen(table, column))) {
            losing.add(table);
          }
        });
    return Collections.unmodifiableSortedSet(losing);
  }

  private boolean isConvertedUnseen(String table, String column) {
    String subject = ItemKey.ofField(table, column).text();
    return hazards.stream()
        .anyMatch(
            hazard ->
                hazard.code() == HazardCode.TYPE_CHANGES_UNSEEN
                    && hazard.subject().equals(subject));
  }

  public boolean isDropped(String collection) {
    return droppedCollections.contains(collection);
  }

  public boolean isCreated(String collection) {
    return createdCollections.contains(collection);
  }

  boolean losesFields(String collection) {
    return droppedFields.stream().anyMatch(key -> key.collection().equals(collection));
  }

  /** Whether a step is about the column itself, or about its relation. */
  boolean isOfColumn(String table, String column) {
    return columns.getOrDefault(table, Set.of()).contains(column)
        || paths.containsKey(ItemKey.ofRelation(table, column))
        || paths.containsKey(ItemKey.ofSystemField(table, column));
  }

  /** Whether a step says so of exactly this value. */
  boolean isPlanned(ItemKey key, String path) {
    Set<String> planned = paths.getOrDefault(key, Set.of());
    return planned.contains("") || planned.contains(path) || wholeFields.contains(key);
  }

  /**
   * Whether carrying the plan out explains that a value is another one now.
   *
   * @param path empty for the entity as a whole
   * @param before what it was; JSON null if the entity did not exist
   */
  public boolean explains(ItemKey key, String path, Optional<String> related, JsonValue before) {
    return isPlanned(key, path) || goesAlong(key, path, related, before);
  }

  /** Whether a plan says of it that it stays different. */
  boolean staysDifferent(String subject, String path) {
    return unreachable.stream()
        .filter(one -> one.subject().equals(subject))
        .map(Unreachable::path)
        .anyMatch(
            said ->
                said.isEmpty() || path.equals(said) || path.startsWith(said.replace("_table", "")));
  }

  /**
   * Whether Directus changes the value together with something that is planned.
   *
   * @param before the value that it had; JSON null of a whole
   */
  boolean goesAlong(ItemKey key, String path, Optional<String> related, JsonValue before) {
    boolean isOfDroppedOrCreated =
        isDropped(key.collection())
            || isCreated(key.collection())
            || related.filter(this::isDropped).isPresent()
            || wholeFields.contains(ItemKey.ofField(key.collection(), key.field()));
    boolean isOfRelation =
        path.startsWith("schema.foreign_key_")
            && paths.containsKey(ItemKey.ofRelation(key.collection(), key.field()));
    boolean isForeignKey = path.startsWith("schema.foreign_key_") && isNamed(before);
    return isOfDroppedOrCreated
        || isOfRelation
        || isForeignKey
        || (NAMES.contains(path) && (isNamed(before) || staysDifferent(key.text(), path)))
        || isSaidByHazard(key, path);
  }

  /** Whether a value names something that is dropped. */
  private boolean isNamed(JsonValue value) {
    String text = CanonicalJson.write(value);
    return Stream.concat(droppedCollections.stream(), droppedFields.stream().map(ItemKey::field))
        .anyMatch(name -> text.contains(CanonicalJson.write(JsonValue.of(name))));
  }

  private boolean isSaidByHazard(ItemKey key, String path) {
    return hazards.stream()
        .filter(hazard -> hazard.subject().equals(key.text()))
        .anyMatch(
            hazard ->
                (hazard.code() == HazardCode.DEFAULT_REWRITTEN
                        && path.equals("schema.default_value"))
                    || (hazard.code() == HazardCode.TYPE_CHANGES_UNSEEN
                        && !path.startsWith("meta.")));
  }

  /** Whether the definition of an object names a collection that is dropped. */
  boolean isOfDropped(JsonValue definition) {
    String text = CanonicalJson.write(definition);
    return droppedCollections.stream()
        .anyMatch(name -> text.contains(CanonicalJson.write(JsonValue.of(name))));
  }
}
