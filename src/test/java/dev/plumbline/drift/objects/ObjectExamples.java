package dev.plumbline.drift.objects;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.inventory.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/** Of each kind of object: one that only one side has, and one that both have differently. */
public final class ObjectExamples {
  private ObjectExamples() {}

  public static List<Change> all() {
    List<Change> changes = new ArrayList<>();
    for (ObjectKind kind : ObjectKind.values()) {
      Side none = pages().build();
      Side one = with(kind, one(kind));
      Side other = with(kind, other(kind));
      changes.addAll(Differ.diff(one, other).changes());
      if (!isOnlyEverChanged(kind)) {
        changes.addAll(Differ.diff(one, none).changes());
        changes.addAll(Differ.diff(none, one).changes());
      }
    }
    return changes;
  }

  /** Whether no change of one is that only one side has it. */
  public static boolean isOnlyEverChanged(ObjectKind kind) {
    return kind == ObjectKind.SETTING || kind == ObjectKind.FLOW;
  }

  private static SideBuilder pages() {
    return new SideBuilder().tracks("articles", "id", "title");
  }

  private static Side with(ObjectKind kind, String definition) {
    return pages().has(kind, table(kind), name(kind), definition.replace('\'', '"')).build();
  }

  private static String table(ObjectKind kind) {
    return isOfSchema(kind) ? "" : "articles";
  }

  /** Rather than of a table. */
  static boolean isOfSchema(ObjectKind kind) {
    return switch (kind) {
      case TABLE,
          PARTITIONED_TABLE,
          PARTITION,
          FOREIGN_TABLE,
          VIEW,
          MATERIALIZED_VIEW,
          ROUTINE,
          ENUM,
          DOMAIN,
          TYPE,
          SEQUENCE,
          EXTENSION,
          SETTING,
          FLOW ->
          true;
      case COLUMN,
          CHECK_CONSTRAINT,
          UNIQUE_CONSTRAINT,
          EXCLUSION_CONSTRAINT,
          FOREIGN_KEY,
          INDEX,
          TRIGGER,
          ROW_SECURITY,
          POLICY,
          GRANT ->
          false;
    };
  }

  private static String name(ObjectKind kind) {
    return switch (kind) {
      case TABLE -> "archive";
      case PARTITIONED_TABLE -> "events";
      case PARTITION -> "events_2026";
      case FOREIGN_TABLE -> "orders";
      case VIEW -> "recent_articles";
      case MATERIALIZED_VIEW -> "article_counts";
      case COLUMN -> "search";
      case CHECK_CONSTRAINT -> "articles_title_check";
      case UNIQUE_CONSTRAINT -> "articles_title_id_key";
      case EXCLUSION_CONSTRAINT -> "articles_no_overlap";
      case FOREIGN_KEY -> "articles_author_foreign";
      case INDEX -> "articles_title_id";
      case TRIGGER -> "articles_touch";
      case ROW_SECURITY -> "";
      case POLICY -> "own_articles";
      case GRANT -> "reporting";
      case ROUTINE -> "touch()";
      case ENUM -> "state";
      case DOMAIN -> "email";
      case TYPE -> "address";
      case SEQUENCE -> "invoice_number";
      case EXTENSION -> "pg_trgm";
      case SETTING -> "TimeZone";
      case FLOW -> "publish";
    };
  }

  private static String one(ObjectKind kind) {
    return switch (kind) {
      case GRANT -> "{'grantee': 'reporting', 'privileges': ['SELECT']}";
      case SETTING -> "{'value': 'Europe/Berlin'}";
      case FLOW -> "{'links': {'read': {'resolve': 'send'}}}";
      case COLUMN -> "{'tracked': false, 'columns': ['search'], 'collation': 'C'}";
      case FOREIGN_KEY -> "{'columns': ['id', 'author'], 'references': {}, 'deferrable': true}";
      default -> "{'definition': 'a'}";
    };
  }

  private static String other(ObjectKind kind) {
    return switch (kind) {
      case GRANT -> "{'grantee': 'reporting', 'privileges': ['SELECT', 'UPDATE']}";
      case SETTING -> "{'value': 'UTC'}";
      case FLOW -> "{'links': {'read': {'resolve': 'log'}}}";
      case COLUMN -> "{'tracked': false, 'columns': ['search'], 'collation': 'de_DE'}";
      case FOREIGN_KEY -> "{'columns': ['id', 'author'], 'references': {}}";
      default -> "{'definition': 'b'}";
    };
  }
}
