package dev.plumbline.catalogue.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Adds relations of all kinds. */
final class RandomRelations {
  private RandomRelations() {}

  static void add(RandomSide model, Random random) {
    String many = model.anyTable(random);
    String one = model.anyTable(random);
    switch (random.nextInt(8)) {
      case 0 -> toOne(model, random, many, many);
      case 1 -> toOne(model, random, many, "directus_files");
      case 2 -> toOne(model, random, many, "directus_users");
      case 3 -> toMany(model, many, one, "m2m");
      case 4 -> toMany(model, many, "directus_files", "files");
      case 5 -> toAny(model, random, many);
      case 6 -> onColumn(model, random);
      default -> toOne(model, random, many, one);
    }
  }

  /** A column, its relation and, for half of them, the alias on the other side. */
  private static void toOne(RandomSide model, Random random, String many, String one) {
    String field = free(model, many, "r");
    model.table(many).columns().put(field, column(model.keyOf(one), special(one)));
    RandomRelation relation =
        RandomRelation.of(many, field, one)
            .deleting(random.nextInt(4) == 0 ? "CASCADE" : "SET NULL");
    model.relations().add(random.nextBoolean() ? shown(model, relation, "o2m") : relation);
  }

  private static String special(String one) {
    return switch (one) {
      case "directus_files" -> "file";
      case "directus_users" -> "user-created";
      default -> "m2o";
    };
  }

  private static RandomColumn column(RandomType key, String special) {
    return RandomColumn.of(key).meta("special", "'" + special + "'");
  }

  private static RandomRelation shown(RandomSide model, RandomRelation relation, String special) {
    if (!model.tables().containsKey(relation.one())) {
      return relation;
    }
    String alias = free(model, relation.one(), "list");
    model.table(relation.one()).aliases().put(alias, special);
    return relation.shownIn(alias);
  }

  private static void toMany(RandomSide model, String from, String to, String special) {
    String junction = freeTable(model, from);
    RandomTable table = new RandomTable(RandomType.INTEGER);
    table.columns().put("one_id", RandomColumn.of(model.keyOf(from)));
    table.columns().put("other_id", RandomColumn.of(model.keyOf(to)));
    table.meta().put("hidden", "true");
    model.tables().put(junction, table);
    model
        .relations()
        .add(shown(model, RandomRelation.of(junction, "one_id", from).across("other_id"), special));
    model.relations().add(RandomRelation.of(junction, "other_id", to).across("one_id"));
  }

  private static void toAny(RandomSide model, Random random, String from) {
    List<String> allowed = new ArrayList<>(model.tables().keySet());
    allowed.removeIf(name -> random.nextBoolean());
    if (allowed.isEmpty()) {
      allowed.add(from);
    }
    String junction = freeTable(model, from);
    RandomTable table = new RandomTable(RandomType.INTEGER);
    table.columns().put("one_id", RandomColumn.of(model.keyOf(from)));
    table.columns().put("item", RandomColumn.of(RandomType.STRING));
    table.columns().put("collection", RandomColumn.of(RandomType.STRING));
    table.meta().put("hidden", "true");
    model.tables().put(junction, table);
    model
        .relations()
        .add(shown(model, RandomRelation.of(junction, "one_id", from).across("item"), "m2a"));
    model
        .relations()
        .add(RandomRelation.of(junction, "item", "").across("one_id").allowing(allowed));
  }

  /** On a column that is there already: what it has may reference nothing. */
  private static void onColumn(RandomSide model, Random random) {
    String many = model.anyTable(random);
    String one = model.anyTable(random);
    for (Map.Entry<String, RandomColumn> column : model.table(many).columns().entrySet()) {
      RandomColumn value = column.getValue();
      boolean isText = model.keyOf(one) == RandomType.STRING;
      if (value.type() == model.keyOf(one)
          && value.standard().isEmpty()
          && (!isText || value.length() >= 10)
          && value.nullable()
          && !model.isRelated(many, column.getKey())) {
        model.relations().add(RandomRelation.of(many, column.getKey(), one));
        return;
      }
    }
  }

  static String free(RandomSide model, String table, String prefix) {
    int number = 0;
    while (model.table(table).hasField(prefix + number)) {
      number++;
    }
    return prefix + number;
  }

  private static String freeTable(RandomSide model, String from) {
    int number = 0;
    while (model.tables().containsKey(from + "_j" + number)) {
      number++;
    }
    return from + "_j" + number;
  }
}
