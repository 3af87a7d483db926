package dev.plumbline.integrity.compile;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.IndexForm;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Schemas that nobody would make, from a handful of names that meet often. */
final class RandomModel {
  private static final List<String> TABLES =
      List.of("a", "b", "a.b", "with space", "\"quoted\"", "directus_files", "directus_flows", "");
  private static final List<String> COLUMNS =
      List.of("id", "a", "b", "collection", "item", "parent", "options", "operation", "b.c");
  private static final List<String> TYPES =
      List.of(
          "integer",
          "uuid",
          "character varying",
          "text",
          "json",
          "boolean",
          "date",
          "timestamp with time zone",
          "numeric",
          "point",
          "mood[]");
  private static final List<String> KEYS =
      List.of(
          "_and",
          "_or",
          "_eq",
          "_in",
          "_nin",
          "_gt",
          "_between",
          "_regex",
          "_contains",
          "_null",
          "_empty",
          "value",
          "children",
          "choices",
          "presets",
          "allowCustom",
          "required",
          "options",
          "conditions",
          "id",
          "a",
          "b");
  private static final List<String> TEXTS =
      List.of("", "a", "id", "1", "$NOW", "^[", "(a|b)+$", "2020-01-01", "2020-13-01T");
  private static final List<String> SPECIALS =
      List.of("", "translations", "alias,m2m", "cast-csv", "cast-json", "uuid", "hash");
  private static final List<String> INTERFACES =
      List.of("input", "tags", "select-dropdown", "select-multiple-dropdown");

  private final Random random;

  RandomModel(long seed) {
    random = new Random(seed);
  }

  Catalog catalog() {
    List<Table> tables = new ArrayList<>();
    for (String name : TABLES) {
      if (random.nextInt(4) > 0) {
        tables.add(
            new Table(
                name,
                random.nextInt(4) > 0 ? Kind.TABLE : pick(List.of(Kind.values())),
                columns(),
                constraints(),
                indexes()));
      }
    }
    return new Catalog(tables);
  }

  Metadata metadata() {
    return new Metadata(
        rows("collection", "singleton"),
        rows(
            "collection",
            "field",
            "special",
            "interface",
            "options",
            "conditions",
            "validation",
            "required",
            "group"),
        rows(
            "many_collection",
            "many_field",
            "one_collection",
            "one_field",
            "one_collection_field",
            "one_allowed_collections",
            "junction_field"));
  }

  private List<JsonObject> rows(String... keys) {
    return many(
        120,
        () -> {
          TreeMap<String, JsonValue> row = new TreeMap<>();
          for (String key : keys) {
            row.put(key, value(key));
          }
          return new JsonObject(row);
        });
  }

  private JsonValue value(String key) {
    if (random.nextInt(12) == 0) {
      return json(0);
    }
    if (key.endsWith("collection")) {
      return JsonValue.of(pick(TABLES));
    }
    if (key.endsWith("collections")) {
      return JsonValue.of(String.join(",", many(4, () -> pick(TABLES))));
    }
    if (key.endsWith("field") || key.equals("group")) {
      return random.nextInt(4) == 0 ? json(3) : JsonValue.of(pick(COLUMNS));
    }
    return switch (key) {
      case "special" -> JsonValue.of(pick(SPECIALS));
      case "interface" -> JsonValue.of(pick(INTERFACES));
      case "options" ->
          json(0) instanceof JsonObject options
              ? options.with("choices", new JsonArray(many(4, () -> json(3))))
              : JsonValue.JsonNull.NULL;
      default -> json(0);
    };
  }

  private JsonValue json(int depth) {
    return switch (random.nextInt(depth > 4 ? 4 : 8)) {
      case 0 -> JsonValue.of(pick(TEXTS));
      case 1 -> JsonValue.of(random.nextBoolean());
      case 2 -> JsonValue.of(random.nextInt(10) / 4.0);
      case 3 -> JsonValue.JsonNull.NULL;
      case 4, 5 -> new JsonArray(many(4, () -> json(depth + 1)));
      default -> {
        TreeMap<String, JsonValue> members = new TreeMap<>();
        many(4, () -> pick(KEYS)).forEach(key -> members.put(key, json(depth + 1)));
        yield new JsonObject(members);
      }
    };
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (String name : COLUMNS) {
      if (random.nextInt(5) > 0) {
        ColumnValue value =
            pick(
                List.of(
                    ColumnValue.Unset.UNSET,
                    new ColumnValue.Default("nextval('s'::regclass)"),
                    new ColumnValue.Default("nextval('"),
                    new ColumnValue.Generated("a"),
                    new ColumnValue.Identity(true)));
        columns.add(
            new Column(
                name,
                new ColumnType(pick(TYPES), -1),
                random.nextBoolean(),
                value,
                random.nextBoolean()));
      }
    }
    return columns;
  }

  private List<Constraint> constraints() {
    List<Constraint> constraints =
        new ArrayList<>(
            many(
                4,
                () ->
                    random.nextInt(4) == 0
                        ? new Unique("u", names())
                        : new ForeignKey(
                            pick(TEXTS),
                            names(),
                            pick(TABLES),
                            random.nextInt(4) == 0,
                            names(),
                            Action.CASCADE,
                            Action.SET_NULL,
                            new Enforcement(random.nextBoolean(), random.nextBoolean(), false))));
    if (random.nextInt(4) > 0) {
      constraints.add(new PrimaryKey("k", random.nextInt(4) > 0 ? List.of("id") : names()));
    }
    return constraints;
  }

  private List<Index> indexes() {
    return many(
        3,
        () -> {
          List<Optional<String>> columns =
              many(3, () -> random.nextBoolean() ? Optional.of(pick(COLUMNS)) : Optional.empty());
          return new Index(
              pick(TEXTS),
              random.nextBoolean(),
              columns,
              new IndexForm(
                  pick(List.of("btree", "gin")),
                  random.nextInt(4),
                  random.nextBoolean(),
                  Optional.empty(),
                  false,
                  ""));
        });
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(many(1, () -> pick(COLUMNS)));
    names.add(pick(COLUMNS));
    return names;
  }

  private <T> List<T> many(int most, Supplier<T> one) {
    List<T> all = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      all.add(one.get());
    }
    return all;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
