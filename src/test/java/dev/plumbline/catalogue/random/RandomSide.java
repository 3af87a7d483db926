package dev.plumbline.catalogue.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Collections and relations of one side; SQL makes them, with their metadata. */
final class RandomSide {
  private final Map<String, RandomTable> tables = new LinkedHashMap<>();
  private final List<RandomRelation> relations = new ArrayList<>();

  /** What else PostgreSQL has: indexes, triggers, views and grants, as SQL. */
  private final List<String> objects = new ArrayList<>();

  /** A few collections, with relations of all kinds. */
  static RandomSide any(Random random) {
    RandomSide model = new RandomSide();
    int count = 3 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      model.tables.put("t" + i, RandomTable.any(random));
    }
    int changes = 3 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      RandomRelations.add(model, random);
    }
    return model;
  }

  RandomSide copy() {
    RandomSide copy = new RandomSide();
    tables.forEach((name, table) -> copy.tables.put(name, table.copy()));
    copy.relations.addAll(relations);
    copy.objects.addAll(objects);
    return copy;
  }

  Map<String, RandomTable> tables() {
    return tables;
  }

  List<RandomRelation> relations() {
    return relations;
  }

  List<String> objects() {
    return objects;
  }

  /** The name of any collection. */
  String anyTable(Random random) {
    return List.copyOf(tables.keySet()).get(random.nextInt(tables.size()));
  }

  RandomTable table(String name) {
    RandomTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException("no table " + name);
    }
    return table;
  }

  /** The type of the key of a collection, which may be one of Directus. */
  RandomType keyOf(String name) {
    return name.startsWith("directus_") ? RandomType.UUID : table(name).key();
  }

  /** Whether a column has a relation. */
  boolean isRelated(String many, String field) {
    return relations.stream().anyMatch(one -> one.many().equals(many) && one.field().equals(field));
  }

  void dropTable(String name) {
    tables.remove(name);
    for (RandomRelation relation : List.copyOf(relations)) {
      if (relation.names(name)) {
        dropRelation(relation);
      } else if (relation.allowed().contains(name)) {
        List<String> rest = new ArrayList<>(relation.allowed());
        rest.remove(name);
        relations.set(relations.indexOf(relation), relation.allowing(rest));
      }
    }
  }

  /** With the alias that shows it; the column stays. */
  void dropRelation(RandomRelation relation) {
    relations.remove(relation);
    if (!relation.oneField().isEmpty() && tables.containsKey(relation.one())) {
      table(relation.one()).aliases().remove(relation.oneField());
    }
  }

  void dropColumn(String name, String field) {
    table(name).columns().remove(field);
    relations.stream()
        .filter(one -> one.many().equals(name) && one.field().equals(field))
        .toList()
        .forEach(this::dropRelation);
  }

  /**
   * @param rows between the tables and their foreign keys, as SQL
   */
  String sql(String rows) {
    StringBuilder sql = new StringBuilder();
    tables.forEach((name, table) -> RandomSql.create(name, table, sql));
    relations.forEach(relation -> RandomSql.relate(this, relation, sql));
    sql.append(rows);
    relations.stream()
        .filter(relation -> !relation.isToAny())
        .forEach(relation -> RandomSql.constrain(relation, sql));
    objects.forEach(object -> sql.append(object).append(";\n"));
    return sql.toString();
  }
}
