package dev.plumbline.mismatch.rules.catalog;

import dev.plumbline.catalog.DatabaseProperties.StaleCollation;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.ContentModel;

/** What is wrong with the database as a whole. */
final class DatabaseRules {
  private DatabaseRules() {}

  static void apply(ContentModel model, MismatchCollector collector) {
    for (StaleCollation collation : model.objects().properties().collations()) {
      collector.add(
          CatalogMismatch.COLLATION_VERSION_MISMATCH, "", collation.name(), stale(collation));
    }
    for (String schema : model.objects().properties().otherDirectus()) {
      collector.add(
          CatalogMismatch.OTHER_DIRECTUS_SCHEMA,
          "",
          schema,
          "schema `%s` of this database also has the tables of a Directus; if it is no longer used, drop it:"
                  .formatted(schema)
              + " a wrong DB_SEARCH_PATH or search_path connects Directus to it by"
              + " mistake");
    }
  }

  private static String stale(StaleCollation collation) {
    boolean isOfDatabase = collation.name().isEmpty();
    return (isOfDatabase ? "the collation of the database" : "collation `" + collation.name() + "`")
        + " has version `%s`, but its indexes were built with version `%s`: they may miss rows and allow"
            .formatted(collation.actual(), collation.recorded())
        + " duplicates; REINDEX, then "
        + (isOfDatabase ? "ALTER DATABASE" : "ALTER COLLATION")
        + " … REFRESH "
        + (isOfDatabase ? "COLLATION VERSION" : "VERSION");
  }
}
