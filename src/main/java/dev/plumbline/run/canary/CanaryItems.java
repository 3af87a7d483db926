package dev.plumbline.run.canary;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The items of the collections that a plan created. Folders have none.
 *
 * @param items by collection
 * @param leftOut collections in which no item is created and why, a sentence each
 */
public record CanaryItems(List<CanaryItem> items, List<String> leftOut) {
  /** With which Directus makes the value itself when an item is created. */
  private static final Set<String> MADE =
      Set.of("uuid", "date-created", "user-created", "role-created");

  /** With which it is not stored as it was sent. */
  private static final Set<String> NOT_AS_SENT =
      Set.of(
          "hash",
          "conceal",
          "encrypt",
          "date-updated",
          "user-updated",
          "role-updated",
          "file",
          "m2o",
          "user-created",
          "role-created",
          "date-created");

  public CanaryItems {
    items = List.copyOf(items);
    leftOut = List.copyOf(leftOut);
  }

  /** No item can be created, for a reason in one clause. */
  private static final class LeftOutException extends Exception {
    private static final long serialVersionUID = 1L;

    LeftOutException(String reason) {
      super(reason);
    }
  }

  /**
   * @param after the target as the plan left it
   * @param text by which a person recognizes an item
   */
  public static CanaryItems of(Plan.Contents plan, Snapshot after, String text) {
    PlanScope scope = PlanScope.of(plan);
    List<CanaryItem> items = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    after.collections().stream()
        .filter(one -> one.schema().isPresent() && scope.isCreated(one.collection()))
        .sorted(Comparator.comparing(Collection::collection))
        .forEach(
            collection -> {
              try {
                items.add(new Maker(collection, after, text).item());
              } catch (LeftOutException e) {
                leftOut.add(
                    "no item was created in "
                        + Words.name(collection.collection())
                        + ": "
                        + e.getMessage());
              }
            });
    return new CanaryItems(items, leftOut);
  }

  /** Makes the item of one collection. */
  private record Maker(Collection collection, Snapshot after, String text) {
    CanaryItem item() throws LeftOutException {
      JsonObject meta = collection.meta() instanceof JsonObject object ? object : JsonObject.EMPTY;
      if (meta.get("singleton").equals(JsonValue.of(true))) {
        throw new LeftOutException("it is a singleton");
      }
      if (meta.get("accountability").isNull()) {
        throw new LeftOutException(
            "Directus does not record who changes its items, so it could not be found again after a crash");
      }
      List<Field> fields =
          after.fields().stream()
              .filter(field -> field.collection().equals(collection.collection()))
              .sorted(Comparator.comparing(Field::field))
              .toList();
      for (Field field : fields) {
        if (!meta(field).get("validation").isNull()) {
          throw new LeftOutException(
              Words.name(field.field()) + " has a validation, so nobody knows what it accepts");
        }
      }
      Field key = key(fields);
      JsonObject values = JsonObject.EMPTY;
      if (!isMade(key)) {
        values = values.with(key.field(), keyValue(key));
      }
      for (Field field : fields) {
        if (!field.equals(key) && isRequired(field)) {
          values = values.with(field.field(), required(field));
        }
      }
      Optional<Field> changed =
          fields.stream()
              .filter(field -> !field.equals(key) && isFree(field))
              // A text is what a person recognizes.
              .min(Comparator.comparing(field -> isText(field) ? 0 : 1));
      if (changed.isEmpty()) {
        return new CanaryItem(collection.collection(), key.field(), values, Optional.empty());
      }
      Field field = changed.get();
      return new CanaryItem(
          collection.collection(),
          key.field(),
          values.with(field.field(), CanaryValues.first(field, text).orElseThrow()),
          Optional.of(
              new CanaryItem.Change(
                  field.field(), CanaryValues.second(field, text).orElseThrow())));
    }

    private static Field key(List<Field> fields) throws LeftOutException {
      List<Field> keys = fields.stream().filter(field -> is(field, "is_primary_key")).toList();
      if (keys.size() != 1) {
        throw new LeftOutException("it has no primary key of one field");
      }
      return keys.getFirst();
    }

    private JsonValue keyValue(Field key) throws LeftOutException {
      return switch (key.type()) {
        case "uuid", "string", "text" ->
            CanaryValues.first(key, text)
                .orElseThrow(() -> new LeftOutException(cannotFill(key, "it is too short")));
        default -> throw new LeftOutException(cannotFill(key, "nobody makes its values"));
      };
    }

    private JsonValue required(Field field) throws LeftOutException {
      if (isReference(field)) {
        throw new LeftOutException(cannotFill(field, "it must reference another item"));
      }
      if (special(field).stream().anyMatch(NOT_AS_SENT::contains)) {
        throw new LeftOutException(cannotFill(field, "Directus does not store it as it is sent"));
      }
      return CanaryValues.first(field, text)
          .orElseThrow(
              () ->
                  new LeftOutException(
                      cannotFill(field, "there is no value of type " + field.type() + " for it")));
    }

    private static String cannotFill(Field field, String why) {
      return "its field " + Words.name(field.field()) + " is required, and " + why;
    }

    private static boolean isMade(Field field) {
      return is(field, "has_auto_increment")
          || is(field, "is_generated")
          || !schema(field).get("default_value").isNull()
          || special(field).stream().anyMatch(MADE::contains);
    }

    private static boolean isRequired(Field field) {
      boolean isNeeded =
          schema(field).get("is_nullable").equals(JsonValue.of(false))
              || meta(field).get("required").equals(JsonValue.of(true));
      return isNeeded && field.schema().isPresent() && !isMade(field);
    }

    /** Whether it can have any value of its type. */
    private boolean isFree(Field field) {
      return field.schema().isPresent()
          && !is(field, "is_generated")
          && !is(field, "has_auto_increment")
          && !isReference(field)
          && special(field).stream().noneMatch(NOT_AS_SENT::contains)
          && CanaryValues.first(field, text).isPresent()
          && !CanaryValues.first(field, text).equals(CanaryValues.second(field, text));
    }

    /** Also one without a foreign key, and the collection of a many-to-any. */
    private boolean isReference(Field field) {
      return !schema(field).get("foreign_key_table").isNull()
          || after.relations().stream()
              .filter(relation -> relation.collection().equals(field.collection()))
              .anyMatch(relation -> isOf(relation, field.field()));
    }

    private static boolean isOf(Snapshot.Relation relation, String field) {
      JsonObject meta = relation.meta() instanceof JsonObject object ? object : JsonObject.EMPTY;
      return relation.field().equals(field)
          || meta.get("one_collection_field").equals(JsonValue.of(field));
    }

    private static boolean isText(Field field) {
      return field.type().equals("string") || field.type().equals("text");
    }

    private static boolean is(Field field, String key) {
      return schema(field).get(key).equals(JsonValue.of(true));
    }

    private static JsonObject schema(Field field) {
      return field.schema().orElse(JsonObject.EMPTY);
    }

    private static JsonObject meta(Field field) {
      return field.meta() instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private static List<String> special(Field field) {
      return meta(field).get("special") instanceof JsonArray(List<JsonValue> items)
          ? items.stream()
              .filter(JsonString.class::isInstance)
              .map(item -> item.textOr(""))
              .toList()
          : List.of();
    }
  }
}
