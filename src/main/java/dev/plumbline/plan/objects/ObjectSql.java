package dev.plumbline.plan.objects;

import dev.plumbline.hazard.RemedySql;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * SQL that makes an object of the target what it is in the source, with names that PostgreSQL finds
 * by the {@code search_path}. Empty where the inventory does not hold what is needed (a routine's
 * text is only its digest, a text with a credential likewise), and where rows would be lost.
 */
public final class ObjectSql {
  private ObjectSql() {}

  /**
   * @param definition of the source
   */
  public static Optional<String> create(ObjectId id, JsonObject definition) {
    return switch (id.kind()) {
      case CHECK_CONSTRAINT -> ConstraintSql.check(id, definition);
      case UNIQUE_CONSTRAINT, EXCLUSION_CONSTRAINT -> ConstraintSql.written(id, definition);
      case FOREIGN_KEY -> ConstraintSql.foreignKey(id, definition);
      case INDEX -> ConstraintSql.index(id, definition);
      case TRIGGER -> AccessSql.trigger(id, definition);
      case ROW_SECURITY -> Optional.of(AccessSql.rowSecurity(id.table(), definition));
      case POLICY -> AccessSql.policy(id, definition);
      case GRANT -> AccessSql.grant(id.table(), id.name(), definition.get("privileges"));
      case VIEW, MATERIALIZED_VIEW -> SchemaSql.view(id, definition);
      case ENUM -> SchemaSql.enumType(id, definition);
      case DOMAIN -> SchemaSql.domain(id, definition);
      case SEQUENCE -> SchemaSql.sequence("CREATE", id, definition);
      case EXTENSION -> Optional.of(SchemaSql.extension(id, definition));
      case COLUMN -> ColumnSql.create(id, definition);
      case TABLE, PARTITIONED_TABLE, PARTITION, FOREIGN_TABLE, ROUTINE, TYPE, SETTING, FLOW ->
          Optional.empty();
    };
  }

  /** Of what only the target has; never of a table or a column, whose rows would be lost. */
  public static Optional<String> drop(ObjectId id) {
    String name = RemedySql.name(id.name());
    String on = " ON " + RemedySql.name(id.table());
    return switch (id.kind()) {
      case CHECK_CONSTRAINT, UNIQUE_CONSTRAINT, EXCLUSION_CONSTRAINT, FOREIGN_KEY ->
          Optional.of(ConstraintSql.drop(id));
      case INDEX -> Optional.of("DROP INDEX " + name);
      case TRIGGER -> Optional.of("DROP TRIGGER " + name + on);
      case ROW_SECURITY -> Optional.of(AccessSql.rowSecurity(id.table(), JsonObject.EMPTY));
      case POLICY -> Optional.of("DROP POLICY " + name + on);
      case GRANT -> Optional.of(AccessSql.revoke(id));
      case VIEW -> Optional.of("DROP VIEW " + name);
      case MATERIALIZED_VIEW -> Optional.of("DROP MATERIALIZED VIEW " + name);
      case ENUM, DOMAIN, TYPE ->
          // Of two types of one name, that of another schema is named with it.
          id.name().contains(".") ? Optional.empty() : Optional.of("DROP TYPE " + name);
      case EXTENSION -> Optional.of("DROP EXTENSION " + name);
      case SEQUENCE ->
          id.table().isEmpty() ? Optional.of("DROP SEQUENCE " + name) : Optional.empty();
      case COLUMN, TABLE, PARTITIONED_TABLE, PARTITION, FOREIGN_TABLE, ROUTINE, SETTING, FLOW ->
          Optional.empty();
    };
  }

  /**
   * @param before of the target; empty if there is nothing to say of it
   * @param after of the source; likewise
   */
  public static Optional<String> change(ObjectId id, JsonObject before, JsonObject after) {
    return switch (id.kind()) {
      case ROW_SECURITY -> Optional.of(AccessSql.rowSecurity(id.table(), after));
      case VIEW -> create(id, after);
      case ENUM -> SchemaSql.labels(id, before, after);
      case SEQUENCE -> SchemaSql.sequence("ALTER", id, after);
      case EXTENSION -> SchemaSql.extension(id, before, after);
      case COLUMN -> ColumnSql.change(id, before, after);
      case FOREIGN_KEY, CHECK_CONSTRAINT -> validated(id, before, after).or(() -> anew(id, after));
      case UNIQUE_CONSTRAINT,
          EXCLUSION_CONSTRAINT,
          INDEX,
          TRIGGER,
          POLICY,
          GRANT,
          MATERIALIZED_VIEW ->
          anew(id, after);
      // Whoever uses the type uses it still.
      case DOMAIN -> Optional.empty();
      case TABLE, PARTITIONED_TABLE, PARTITION, FOREIGN_TABLE, ROUTINE, TYPE, SETTING, FLOW ->
          Optional.empty();
    };
  }

  private static Optional<String> anew(ObjectId id, JsonObject after) {
    return create(id, after).flatMap(create -> drop(id).map(drop -> drop + "; " + create));
  }

  /** Where only that differs. */
  private static Optional<String> validated(ObjectId id, JsonObject before, JsonObject after) {
    boolean isOnly =
        !SqlParts.is(before, "validated")
            && SqlParts.is(after, "validated")
            && before.without("validated").equals(after.without("validated"));
    return isOnly
        ? Optional.of(
            SqlParts.alter(id.table(), "VALIDATE CONSTRAINT " + RemedySql.name(id.name())))
        : Optional.empty();
  }
}
