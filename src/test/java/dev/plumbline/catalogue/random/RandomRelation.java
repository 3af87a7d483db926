package dev.plumbline.catalogue.random;

import java.util.List;

/**
 * A row of {@code directus_relations}, with its foreign key.
 *
 * @param one empty for a many-to-any
 * @param oneField the alias on the other side; empty for none
 * @param junctionField empty for none
 * @param allowed of a many-to-any, whose collection is in the field {@code collection}
 */
record RandomRelation(
    String many,
    String field,
    String one,
    String oneField,
    String junctionField,
    List<String> allowed,
    String onDelete,
    String deselect) {
  RandomRelation {
    allowed = List.copyOf(allowed);
  }

  static RandomRelation of(String many, String field, String one) {
    return new RandomRelation(many, field, one, "", "", List.of(), "SET NULL", "nullify");
  }

  RandomRelation shownIn(String alias) {
    return new RandomRelation(many, field, one, alias, junctionField, allowed, onDelete, deselect);
  }

  RandomRelation across(String other) {
    return new RandomRelation(many, field, one, oneField, other, allowed, onDelete, deselect);
  }

  RandomRelation allowing(List<String> collections) {
    return new RandomRelation(
        many, field, one, oneField, junctionField, collections, onDelete, deselect);
  }

  RandomRelation deleting(String action) {
    return new RandomRelation(many, field, one, oneField, junctionField, allowed, action, deselect);
  }

  RandomRelation deselecting(String action) {
    return new RandomRelation(many, field, one, oneField, junctionField, allowed, onDelete, action);
  }

  boolean isToAny() {
    return one.isEmpty();
  }

  boolean names(String collection) {
    return many.equals(collection) || one.equals(collection);
  }
}
