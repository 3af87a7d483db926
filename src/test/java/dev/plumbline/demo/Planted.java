package dev.plumbline.demo;

import dev.plumbline.lab.LabEnvironment;
import java.util.List;

/**
 * What is wrong below the API of staging and production: made by SQL while Directus runs, as an
 * import, a migration or somebody in a hurry does it. Everything that is reported about an
 * environment is here, and each statement that plants something has one that repairs it.
 */
public final class Planted {
  private Planted() {}

  /**
   * Records that break a rule.
   *
   * @param code of the check
   * @param subject collection or field
   * @param rows how many
   */
  public record Violation(String code, String subject, long rows) {}

  /**
   * Metadata that the catalog contradicts.
   *
   * @param code of the mismatch
   * @param subject table, collection or field
   */
  public record Disagreement(String code, String subject) {}

  public static final List<Violation> IN_STAGING =
      List.of(
          new Violation("half_empty_junction_row", "articles_files", 1),
          new Violation("not_a_choice", "orders.status", 1),
          new Violation("permission_of_missing_collection", "directus_permissions.collection", 1));

  public static final List<Violation> IN_PRODUCTION =
      List.of(
          new Violation("m2a_collection_missing", "articles_sections.item", 1),
          new Violation("m2a_item_missing", "articles_sections.item", 1),
          new Violation("duplicate_junction_row", "articles_tags", 2),
          new Violation("duplicate_junction_row", "articles_translations", 2),
          new Violation("file_without_binary", "directus_files.id", 1),
          new Violation("mojibake", "articles.teaser", 1),
          new Violation("half_empty_junction_row", "articles_files", 3),
          new Violation("not_a_choice", "orders.status", 2),
          new Violation("orphaned_reference", "articles.issue", 5),
          new Violation("permission_of_missing_collection", "directus_permissions.collection", 1),
          new Violation("permission_of_missing_field", "directus_permissions.fields", 1),
          new Violation("required_empty", "pages.title", 1),
          new Violation("required_null", "order_lines.product", 2),
          new Violation("sequence_behind", "pages.id", 1),
          new Violation("tree_cycle", "categories.parent", 2),
          new Violation("validation_broken", "products.sku", 1));

  public static final List<Disagreement> MISMATCHES_IN_STAGING =
      List.of(new Disagreement("untracked_table", "newsletter_bounces"));

  public static final List<Disagreement> MISMATCHES_IN_PRODUCTION =
      List.of(
          new Disagreement("ghost_field", "customers.interests"),
          new Disagreement("relation_without_foreign_key", "articles.issue"));

  private static final String POLICY =
      "(SELECT id FROM directus_policies WHERE name = 'Editorial')";

  private static final String PLANT_IN_STAGING =
      """
      UPDATE articles_files SET articles_id = NULL WHERE id = 7;
      UPDATE orders SET status = 'refunded' WHERE number = 'O-00011';
      INSERT INTO directus_permissions (policy, collection, action, fields)
        VALUES (%s, 'events_2019', 'read', '*');
      CREATE TABLE newsletter_bounces (id bigint PRIMARY KEY, email text, bounced_at timestamptz);
      """
          .formatted(POLICY);

  private static final String REPAIR_STAGING =
      """
      DELETE FROM articles_files WHERE articles_id IS NULL;
      UPDATE orders SET status = 'cancelled' WHERE status = 'refunded';
      DELETE FROM directus_permissions WHERE collection = 'events_2019';
      DROP TABLE newsletter_bounces;
      """;

  private static final String PLANT_IN_PRODUCTION =
      """
      -- Made for one report and forgotten; no snapshot carries an index over two columns.
      CREATE INDEX order_lines_by_product ON order_lines (product, "order");

      -- The import went faster without it, and then an issue was deleted.
      ALTER TABLE articles DROP CONSTRAINT articles_issue_foreign;
      DELETE FROM issues WHERE id = 8;

      -- A column that nobody seemed to use.
      ALTER TABLE customers DROP COLUMN interests;

      -- A photographer wanted three pictures gone.
      UPDATE articles_files SET articles_id = NULL WHERE id IN (5, 6, 7);

      -- A script was run twice.
      INSERT INTO articles_tags (articles_id, tags_slug, sort)
        SELECT articles_id, tags_slug, 9 FROM articles_tags WHERE id = 1;
      INSERT INTO articles_translations (articles_id, languages_code, title)
        SELECT articles_id, languages_code, 'Noch einmal' FROM articles_translations WHERE id = 4;

      -- Sections of articles: one lost its picture, one was to become a video.
      DELETE FROM section_image WHERE id = 25;
      UPDATE articles_sections SET collection = 'section_video' WHERE id = 1;

      -- The shop's old system spoke of other states and was careless.
      UPDATE orders SET status = 'refunded' WHERE number IN ('O-00003', 'O-00017');
      UPDATE order_lines SET product = NULL WHERE id IN (2, 3);
      UPDATE products SET sku = 'pr-7' WHERE sku = 'PR-0007';

      -- Texts came through a tool that took UTF-8 for Latin-1.
      UPDATE articles SET teaser = 'A cafÃ© in winter' WHERE slug = 'a-6';
      UPDATE pages SET title = '' WHERE id = 5;

      -- With its key; the sequence does not know.
      INSERT INTO pages (id, title, path, sort) VALUES (15, 'Imprint', '/imprint', 15);

      -- Two categories are each below the other.
      UPDATE categories SET parent = 13 WHERE id = 4;

      -- Left over from a collection and a field that are gone.
      INSERT INTO directus_permissions (policy, collection, action, fields)
        VALUES (%1$s, 'events_2019', 'read', '*'), (%1$s, 'authors', 'update', 'name,nickname');
      """
          .formatted(POLICY);

  private static final String REPAIR_PRODUCTION =
      """
      DROP INDEX order_lines_by_product;
      UPDATE articles SET issue = NULL WHERE issue = 8;
      ALTER TABLE articles ADD CONSTRAINT articles_issue_foreign
        FOREIGN KEY (issue) REFERENCES issues (id) ON DELETE SET NULL;
      ALTER TABLE customers ADD COLUMN interests text;
      DELETE FROM articles_files WHERE articles_id IS NULL OR directus_files_id IS NULL;
      DELETE FROM articles_tags WHERE sort = 9;
      DELETE FROM articles_translations WHERE title = 'Noch einmal';
      DELETE FROM articles_sections WHERE collection = 'section_video'
        OR (collection = 'section_image' AND item = '25');
      UPDATE orders SET status = 'cancelled' WHERE status = 'refunded';
      DELETE FROM order_lines WHERE product IS NULL;
      UPDATE products SET sku = 'PR-0007' WHERE sku = 'pr-7';
      UPDATE articles SET teaser = 'A café in winter' WHERE slug = 'a-6';
      UPDATE pages SET title = 'Imprint' WHERE id = 5;
      SELECT setval(pg_get_serial_sequence('pages', 'id'), (SELECT max(id) FROM pages));
      UPDATE categories SET parent = 1 WHERE id = 4;
      DELETE FROM directus_permissions WHERE collection = 'events_2019' OR fields = 'name,nickname';
      """;

  /** Plants {@link #IN_STAGING} and {@link #MISMATCHES_IN_STAGING}. */
  public static void inStaging(LabEnvironment staging) {
    staging.sql(PLANT_IN_STAGING);
    staging.directus().clearCache();
  }

  /** Plants {@link #IN_PRODUCTION} and {@link #MISMATCHES_IN_PRODUCTION}. */
  public static void inProduction(LabEnvironment production) {
    production.sql(PLANT_IN_PRODUCTION);
    production.deleteBinary(firstFile(production));
    production.directus().clearCache();
  }

  /** Takes everything back. */
  public static void repairStaging(LabEnvironment staging) {
    staging.sql(REPAIR_STAGING);
    staging.directus().clearCache();
  }

  /** Takes everything back; the file whose binary is gone is deleted. */
  public static void repairProduction(LabEnvironment production) {
    production.directus().delete("/files/" + firstFile(production));
    production.sql(REPAIR_PRODUCTION);
    production.directus().clearCache();
  }

  private static String firstFile(LabEnvironment environment) {
    return environment
        .database()
        .owner()
        .value("SELECT id FROM directus_files WHERE filename_download = 'winter.svg'");
  }
}
