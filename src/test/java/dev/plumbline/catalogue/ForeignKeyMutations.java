package dev.plumbline.catalogue;

import java.util.List;

/** Foreign keys that do not hold, or do not fit their relation. */
final class ForeignKeyMutations {
  private ForeignKeyMutations() {}

  static List<Mutation> all() {
    return List.of(
        Mutation.sql(
                "a foreign key is not validated",
                issue("REFERENCES issues (id) ON DELETE SET NULL NOT VALID"),
                issue("REFERENCES issues (id) ON DELETE SET NULL"),
                "high foreign_key_changed products.products_issue_foreign validated")
            .disagreeing("high foreign_key_not_validated products.issue products_issue_foreign"),
        Mutation.sql(
                "a foreign key points to another table than its relation",
                issue("REFERENCES categories (id) ON DELETE SET NULL NOT VALID"),
                issue("REFERENCES issues (id) ON DELETE SET NULL"),
                "high relation_constraint_removed products.issue schema",
                "medium field_foreign_key_changed products.issue schema.foreign_key_table")
            .disagreeing(
                "high foreign_key_not_validated products.issue products_issue_foreign",
                "high foreign_key_to_other_table products.issue products_issue_foreign"),
        Mutation.sql(
                "a foreign key has another type than its key",
                "ALTER TABLE products ALTER COLUMN issue TYPE bigint",
                "ALTER TABLE products ALTER COLUMN issue TYPE integer",
                "medium field_type_changed products.issue type")
            .disagreeing("medium foreign_key_type_differs products.issue products_issue_foreign"),
        Mutation.superuser(
                "the triggers of a table are disabled",
                "ALTER TABLE products DISABLE TRIGGER ALL",
                "ALTER TABLE products ENABLE TRIGGER ALL",
                "high foreign_key_changed order_lines.order_lines_product_foreign enabled",
                "high foreign_key_changed products.products_issue_foreign enabled",
                "high foreign_key_changed products.products_picture_foreign enabled")
            .disagreeing("high foreign_key_disabled products"),
        Mutation.superuser(
                "the triggers of one foreign key are disabled",
                disable("DISABLE"),
                disable("ENABLE"),
                "high foreign_key_changed products.products_issue_foreign enabled")
            .disagreeing("high foreign_key_disabled products.issue products_issue_foreign"));
  }

  private static String issue(String references) {
    return """
    ALTER TABLE products DROP CONSTRAINT products_issue_foreign,
      ADD CONSTRAINT products_issue_foreign FOREIGN KEY (issue) %s
    """
        .formatted(references);
  }

  private static String disable(String how) {
    return """
    DO $$ DECLARE t record; BEGIN
      FOR t IN SELECT tgname FROM pg_trigger g JOIN pg_constraint c ON c.oid = g.tgconstraint
                WHERE c.conname = 'products_issue_foreign' AND g.tgrelid = 'products'::regclass
      LOOP EXECUTE format('ALTER TABLE products %s TRIGGER %%I', t.tgname); END LOOP;
    END $$
    """
        .formatted(how);
  }
}
