package dev.plumbline.mismatch.rules.catalog;

import static dev.plumbline.mismatch.PlanEffect.ABOUT_ROWS;
import static dev.plumbline.mismatch.PlanEffect.CONTRADICTION;
import static dev.plumbline.mismatch.PlanEffect.HAZARD_OF_ITS_OWN;
import static dev.plumbline.mismatch.PlanEffect.HIDDEN_FROM_DIRECTUS;
import static dev.plumbline.mismatch.PlanEffect.NEVER_IN_A_PLAN;
import static dev.plumbline.mismatch.PlanEffect.NOT_OF_DIRECTUS;
import static dev.plumbline.mismatch.PlanEffect.SNAPSHOT_SAYS_LESS;
import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.INFO;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.mismatch.PlanEffect;
import dev.plumbline.model.ContentModel;
import dev.plumbline.severity.Severity;

/**
 * What of tables, columns and indexes Directus does not see as it is. A constant is the one place
 * where a mismatch is registered.
 */
// Functions without state: Error Prone cannot see that they are immutable.
@SuppressWarnings("ImmutableEnumChecker")
public enum CatalogMismatch implements MismatchCode {
  UNLOGGED_TABLE(
      HIGH,
      ABOUT_ROWS,
      "A table of Directus is unlogged: a crash of the server empties it.",
      TableRules::apply),
  ROW_SECURITY_FORCED(
      HIGH,
      ABOUT_ROWS,
      "Row-level security also applies to the owner of a table,"
          + " so it may hide rows from Directus."),
  ROW_SECURITY_ENABLED(LOW, ABOUT_ROWS, "Row-level security is enabled on a table of Directus."),
  TRIGGER_DISABLED(MEDIUM, ABOUT_ROWS, "A trigger on a table of Directus does not fire."),
  COLLATION_VERSION_MISMATCH(
      HIGH,
      ABOUT_ROWS,
      "The version of a collation changed after indexes were built: the indexes"
          + " may be corrupt.",
      DatabaseRules::apply),
  OTHER_DIRECTUS_SCHEMA(
      INFO, NOT_OF_DIRECTUS, "Another schema of the database also has the tables of a Directus."),
  ROLE_MISSING(
      MEDIUM,
      HAZARD_OF_ITS_OWN,
      "The server has no role with the configured name of Directus's role.",
      RoleRules::apply),
  ROLE_CANNOT_USE_SCHEMA(
      HIGH, HIDDEN_FROM_DIRECTUS, "Directus's role may not use the schema of its tables."),
  ROLE_CANNOT_CREATE_TABLES(
      MEDIUM, HAZARD_OF_ITS_OWN, "Directus's role may not create tables in its schema."),
  ROLE_CANNOT_READ_TABLE(
      HIGH, HIDDEN_FROM_DIRECTUS, "Directus's role may not read a table that it uses."),
  ROLE_CANNOT_WRITE_TABLE(
      HIGH,
      HAZARD_OF_ITS_OWN,
      "Directus's role may read a table that it uses, but not write all of it."),
  ROLE_CANNOT_ALTER_TABLE(
      MEDIUM, HAZARD_OF_ITS_OWN, "Directus's role does not own a table that it uses."),
  ROW_SECURITY_APPLIES(HIGH, ABOUT_ROWS, "Row-level security hides rows from Directus's role."),
  TYPE_UNKNOWN(
      MEDIUM,
      NEVER_IN_A_PLAN,
      "The column has a type that Directus does not know.",
      TypeRules::apply),
  TYPE_CONTRADICTED(
      HIGH, CONTRADICTION, "The column has a type that cannot hold the values of its field."),
  TYPE_UNCHECKED(
      LOW,
      SNAPSHOT_SAYS_LESS,
      "The column has a type that accepts values which are not valid for its field."),
  TYPE_APPROXIMATED(
      MEDIUM, NEVER_IN_A_PLAN, "The column has a type that Directus treats as a narrower type."),
  LENGTH_MISSING(MEDIUM, NEVER_IN_A_PLAN, "A varchar or char has no length; Directus reads -5."),
  NULLABILITY_NOT_SHOWN(
      MEDIUM,
      SNAPSHOT_SAYS_LESS,
      "A column forbids null, but not by NOT NULL, so Directus does not see it.",
      ColumnRules::apply),
  DEFAULT_IS_EXPRESSION(
      MEDIUM,
      NEVER_IN_A_PLAN,
      "The default of a column is an expression that Directus treats as a text."),
  DEFAULT_MISREAD(
      MEDIUM,
      NEVER_IN_A_PLAN,
      "Directus shows a default that differs from the default of the column."),
  IDENTITY_NOT_SHOWN(
      LOW, SNAPSHOT_SAYS_LESS, "A column is an identity column, and Directus does not see it."),
  UNIQUENESS_NOT_SHOWN(
      MEDIUM,
      SNAPSHOT_SAYS_LESS,
      "A column is unique by an index without a constraint, so Directus does not see it.",
      IndexRules::apply),
  PARTIAL_UNIQUENESS_NOT_SHOWN(
      LOW,
      SNAPSHOT_SAYS_LESS,
      "A unique index has a condition or an expression, so Directus does not see it."),
  INDEX_INVALID(
      MEDIUM, ABOUT_ROWS, "An index is invalid: it slows down writes and is not used by queries."),
  INDEX_PARTIAL(MEDIUM, HAZARD_OF_ITS_OWN, "Directus shows a partial index as a full index."),
  INDEX_NAMED_DIFFERENTLY(
      MEDIUM, HAZARD_OF_ITS_OWN, "An index does not have the name that Directus expects.");

  private final Declaration declaration;
  private final Rule rule;

  /** Adds what does not agree. */
  @FunctionalInterface
  private interface Rule {
    void apply(ContentModel model, MismatchCollector into);
  }

  /** Of one that is found by the class of another constant. */
  CatalogMismatch(Severity severity, PlanEffect effect, String meaning) {
    this(severity, effect, meaning, (model, into) -> {});
  }

  CatalogMismatch(Severity severity, PlanEffect effect, String meaning, Rule rule) {
    this.declaration = Declaration.of(name(), severity, effect, meaning);
    this.rule = rule;
  }

  public static void apply(ContentModel model, MismatchCollector into) {
    for (CatalogMismatch mismatch : values()) {
      mismatch.rule.apply(model, into);
    }
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
