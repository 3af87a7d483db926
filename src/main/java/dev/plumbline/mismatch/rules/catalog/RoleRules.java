package dev.plumbline.mismatch.rules.catalog;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DirectusRole;
import dev.plumbline.catalog.DirectusRole.Limit;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.ContentModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the role that Directus connects as may not do with the tables that Directus uses; one
 * mismatch a table, of the gravest kind, or one of all tables where it is the same with each.
 */
public final class RoleRules {
  /** What fails, the gravest first. */
  private enum Kind {
    READ(CatalogMismatch.ROLE_CANNOT_READ_TABLE),
    WRITE(CatalogMismatch.ROLE_CANNOT_WRITE_TABLE),
    ALTER(CatalogMismatch.ROLE_CANNOT_ALTER_TABLE);

    private final CatalogMismatch code;

    Kind(CatalogMismatch code) {
      this.code = code;
    }
  }

  private final ContentModel model;
  private final DirectusRole role;
  private final MismatchCollector collector;

  private RoleRules(ContentModel model, DirectusRole role, MismatchCollector collector) {
    this.model = model;
    this.role = role;
    this.collector = collector;
  }

  static void apply(ContentModel model, MismatchCollector collector) {
    model
        .objects()
        .properties()
        .role()
        .ifPresent(role -> new RoleRules(model, role, collector).apply());
  }

  private void apply() {
    if (!role.exists()) {
      collector.add(
          CatalogMismatch.ROLE_MISSING,
          "",
          "the server has no role %s, which database.directus-role sets, so its privileges are unknown"
              .formatted(name()));
      return;
    }
    if (!role.usesSchema()) {
      // Whatever else it may not do changes nothing before that is granted.
      collector.add(
          CatalogMismatch.ROLE_CANNOT_USE_SCHEMA,
          "",
          "%s has no USAGE on the schema, so Directus finds none of its tables; grant it"
              .formatted(who()));
      return;
    }
    if (!role.createsTables()) {
      collector.add(
          CatalogMismatch.ROLE_CANNOT_CREATE_TABLES,
          "",
          "%s has no CREATE on the schema: content works, but creating a collection or upgrading"
                  .formatted(who())
              + " Directus fails; grant it");
    }
    Map<Kind, List<Limit>> limits = new EnumMap<>(Kind.class);
    for (Limit limit : role.limits()) {
      if (model.status(limit.table()).isUsed()) {
        kind(limit)
            .ifPresent(kind -> limits.computeIfAbsent(kind, key -> new ArrayList<>()).add(limit));
      }
    }
    long tables =
        model.usedTables().stream().filter(table -> table.kind() == Catalog.Kind.TABLE).count();
    limits.forEach(
        (kind, of) -> {
          if (of.size() > 1 && of.size() == tables) {
            collector.add(kind.code, "", ofAll(kind, of));
          } else {
            of.forEach(limit -> collector.add(kind.code, limit.table(), ofOne(kind, limit)));
          }
        });
  }

  /** The gravest; empty if the table has none. */
  private static Optional<Kind> kind(Limit limit) {
    if (limit.lacks("SELECT")) {
      return Optional.of(Kind.READ);
    }
    if (!limit.privileges().isEmpty()
        || !limit.sequences().isEmpty()
        || !limit.functions().isEmpty()) {
      return Optional.of(Kind.WRITE);
    }
    return limit.owner().map(owner -> Kind.ALTER);
  }

  private String ofOne(Kind kind, Limit limit) {
    String table = limit.table();
    return switch (kind) {
      case READ ->
          "`%s`: %s may not %s: the API shows the collection without fields, and requests for its items answer 403;"
                  .formatted(table, who(), String.join(", ", missing(limit)))
              + " "
              + grant(limit);
      case WRITE ->
          "`%s`: %s may not %s: items are shown, but %s answers 500; "
                  .formatted(table, who(), String.join(", ", missing(limit)), failing(limit))
              + grant(limit);
      case ALTER ->
          "`%s` belongs to `%s`, and %s is not a member of it: content works, but every change of its"
                  .formatted(table, limit.owner().orElseThrow(), who())
              + " fields that touches the table answers 500; ALTER TABLE "
              + quoted(table)
              + " OWNER TO "
              + quoted(role.name());
    };
  }

  /** As after a restore by another role. */
  private String ofAll(Kind kind, List<Limit> limits) {
    String to = " TO " + quoted(role.name());
    String grant =
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA …"
            + to
            + "; GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA …"
            + to;
    return switch (kind) {
      case READ ->
          "%s may not read any of the %d tables that Directus uses: Directus answers every request with an error; "
                  .formatted(who(), limits.size())
              + grant;
      case WRITE ->
          "%s may read the %d tables that Directus uses, but not write to them fully: creating, updating or deleting answers 500; "
                  .formatted(who(), limits.size())
              + grant;
      case ALTER ->
          "none of the %d tables that Directus uses belongs to %s or to a role of which it is a member (an owner is `%s`): content works, but fields cannot be changed and Directus cannot be upgraded; ALTER TABLE … OWNER"
                  .formatted(limits.size(), who(), limits.getFirst().owner().orElseThrow())
              + to
              + " for each of them";
    };
  }

  private static List<String> missing(Limit limit) {
    List<String> missing = new ArrayList<>();
    missing.addAll(limit.privileges());
    limit.sequences().forEach(sequence -> missing.add("use the sequence `" + sequence + "`"));
    limit.functions().forEach(function -> missing.add("call `" + function + "`"));
    limit.owner().ifPresent(owner -> missing.add("alter it (its owner is `" + owner + "`)"));
    return missing;
  }

  /** What does not work, where items can be read. */
  private static String failing(Limit limit) {
    List<String> failing = new ArrayList<>();
    if (limit.lacks("INSERT") || !limit.sequences().isEmpty() || !limit.functions().isEmpty()) {
      failing.add("creating");
    }
    if (limit.lacks("UPDATE")) {
      failing.add("updating");
    }
    if (limit.lacks("DELETE")) {
      failing.add("deleting");
    }
    return String.join(" and ", failing);
  }

  private String grant(Limit limit) {
    List<String> grants = new ArrayList<>();
    String to = " TO " + quoted(role.name());
    if (!limit.privileges().isEmpty()) {
      grants.add(
          "GRANT " + String.join(", ", limit.privileges()) + " ON " + quoted(limit.table()) + to);
    }
    limit
        .sequences()
        .forEach(sequence -> grants.add("GRANT USAGE, UPDATE ON SEQUENCE " + sequence + to));
    limit.functions().forEach(function -> grants.add("GRANT EXECUTE ON FUNCTION " + function + to));
    return String.join("; ", grants);
  }

  /** Whoever reads it must know whether the role may be the wrong one. */
  private String who() {
    return "Directus's role "
        + name()
        + (role.configured() ? "" : " (guessed: it owns `directus_fields`)");
  }

  private String name() {
    return "`" + role.name() + "`";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
