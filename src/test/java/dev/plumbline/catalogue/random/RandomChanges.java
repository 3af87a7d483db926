package dev.plumbline.catalogue.random;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** One change to a model. */
final class RandomChanges {
  private RandomChanges() {}

  static void change(RandomSide model, Random random) {
    String name = model.anyTable(random);
    switch (random.nextInt(24)) {
      case 0 -> {
        // Without a licence, Directus 12 has room for 25.
        if (model.tables().size() < 12) {
          model.tables().put("n" + random.nextInt(3), RandomTable.any(random));
        }
      }
      case 1 -> {
        if (model.tables().size() > 2) {
          model.dropTable(name);
        }
      }
      case 2, 3 ->
          model
              .table(name)
              .columns()
              .put(RandomRelations.free(model, name, "f"), RandomColumn.any(random));
      case 4, 5 -> anyColumn(model, random, (table, field) -> model.dropColumn(table, field));
      case 6 -> rename(model, random);
      case 7 -> toAlias(model, random);
      case 8 -> {
        if (model.tables().size() < 12) {
          RandomRelations.add(model, random);
        }
      }
      case 9 -> {
        if (!model.relations().isEmpty()) {
          model.dropRelation(any(model.relations(), random));
        }
      }
      case 10 -> relation(model, random);
      case 11 -> collectionMeta(model.table(name), random);
      default -> column(model, random);
    }
  }

  private interface OfColumn {
    void change(String table, String field);
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static void anyColumn(RandomSide model, Random random, OfColumn change) {
    String name = model.anyTable(random);
    List<String> fields = List.copyOf(model.table(name).columns().keySet());
    if (!fields.isEmpty()) {
      change.change(name, any(fields, random));
    }
  }

  private static void rename(RandomSide model, Random random) {
    anyColumn(
        model,
        random,
        (table, field) -> {
          RandomColumn column = model.table(table).columns().get(field);
          if (column != null && !model.isRelated(table, field)) {
            model.dropColumn(table, field);
            model.table(table).columns().put(RandomRelations.free(model, table, "m"), column);
          }
        });
  }

  private static void toAlias(RandomSide model, Random random) {
    anyColumn(
        model,
        random,
        (table, field) -> {
          model.dropColumn(table, field);
          model.table(table).aliases().put(field, "alias,no-data");
        });
  }

  private static void relation(RandomSide model, Random random) {
    if (model.relations().isEmpty()) {
      return;
    }
    RandomRelation relation = any(model.relations(), random);
    int index = model.relations().indexOf(relation);
    if (relation.isToAny()) {
      model.relations().set(index, relation.allowing(List.of(model.anyTable(random))));
    } else if (random.nextBoolean()) {
      model
          .relations()
          .set(
              index,
              relation.deleting(relation.onDelete().equals("CASCADE") ? "SET NULL" : "CASCADE"));
    } else {
      model.relations().set(index, relation.deselecting("delete"));
    }
  }

  private static void collectionMeta(RandomTable table, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> table.meta().put("note", "'note " + random.nextInt(3) + "'");
      case 1 -> table.meta().put("singleton", "true");
      case 2 -> table.meta().put("hidden", "true");
      case 3 -> table.meta().put("accountability", "NULL");
      case 4 -> table.meta().put("display_template", "'{{id}}'");
      default -> {
        for (String field : table.columns().keySet()) {
          table.meta().put("archive_field", RandomSql.text(field));
          table.meta().put("archive_value", "'7'");
          return;
        }
      }
    }
  }

  /** Those with a relation keep the type of the key. */
  private static void column(RandomSide model, Random random) {
    anyColumn(
        model,
        random,
        (table, field) -> {
          Map<String, RandomColumn> columns = model.table(table).columns();
          RandomColumn column = columns.get(field);
          if (column == null) {
            return;
          }
          boolean isRelated = model.isRelated(table, field) || field.equals("collection");
          columns.put(field, isRelated ? related(column, random) : changed(column, random));
        });
  }

  private static RandomColumn related(RandomColumn column, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> column.meta("note", "'n" + random.nextInt(3) + "'");
      case 1 -> column.indexed(!column.indexed());
      default -> column.meta("readonly", "true");
    };
  }

  private static RandomColumn changed(RandomColumn column, Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> column.typed(RandomType.any(random));
      case 1, 2 -> column.typed(column.type().near(random));
      case 3, 4, 5 -> resized(column, random);
      case 6 -> column.nullable(random.nextInt(3) != 0);
      case 7 -> column.type().isComparable() ? column.unique(!column.unique()) : column;
      case 8 -> column.type().isComparable() ? column.indexed(!column.indexed()) : column;
      case 9 ->
          column.standard(
              column.standard().isEmpty()
                  ? column.type().defaultValue(random, column.length())
                  : "");
      case 10 -> column.meta("note", "'note " + random.nextInt(3) + "'");
      default ->
          column.type() == RandomType.STRING
              ? column.meta("special", random.nextBoolean() ? "'conceal'" : "'cast-csv'")
              : column.meta("hidden", "true");
    };
  }

  /** Of what has no size, the type. */
  private static RandomColumn resized(RandomColumn column, Random random) {
    return switch (column.type()) {
      case STRING, CHARACTER ->
          column.sized(1 + random.nextInt(40), column.precision(), column.scale());
      case DECIMAL -> {
        // With as many digits before the point, so that values are rounded and not too large.
        int scale = random.nextInt(5);
        yield column.sized(
            column.length(),
            column.precision() - column.scale() + scale + random.nextInt(2),
            scale);
      }
      default -> column.typed(column.type().near(random));
    };
  }
}
