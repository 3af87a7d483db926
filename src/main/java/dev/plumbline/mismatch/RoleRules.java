package dev.plumbline.mismatch;

import dev.plumbline.mismatch.seen.Names;
import dev.plumbline.schema.surroundings.DirectusRole;
import dev.plumbline.schema.surroundings.DirectusRole.Limit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the role that Directus connects as may not do with the tables that Directus uses; one
 * mismatch a table, of the gravest kind.
 */
final class RoleRules {
  private final Names names;
  private final DirectusRole role;
  private final Told told;

  private RoleRules(Names names, DirectusRole role, Told told) {
    this.names = names;
    this.role = role;
    this.told = told;
  }

  static void tell(Names names, DirectusRole role, Told told) {
    new RoleRules(names, role, told).tell();
  }

  private void tell() {
    if (!role.exists()) {
      told.add(
          MismatchCode.ROLE_MISSING,
          "",
          "the server has no role %s, which database.directus-role names: what Directus may do is"
                  .formatted(name())
              + " not known");
      return;
    }
    if (!role.usesSchema()) {
      told.add(
          MismatchCode.ROLE_CANNOT_USE_SCHEMA,
          "",
          "%s has no USAGE on the schema, so that Directus finds none of its tables; grant it"
              .formatted(who()));
    } else if (!role.createsTables()) {
      told.add(
          MismatchCode.ROLE_CANNOT_CREATE_TABLES,
          "",
          "%s has no CREATE on the schema: content works, but creating a collection or upgrading"
                  .formatted(who())
              + " Directus fails; grant it");
    }
    for (Limit limit : role.limits()) {
      if (names.standing(limit.table()).isUsed()) {
        tell(limit);
      }
    }
  }

  private void tell(Limit limit) {
    List<String> missing = missing(limit);
    String table = limit.table();
    if (limit.lacks("SELECT")) {
      told.add(
          MismatchCode.ROLE_CANNOT_READ_TABLE,
          table,
          "`%s`: %s may not %s: the API shows the collection without fields, and its items answer 403;"
                  .formatted(table, who(), String.join(", ", missing))
              + " "
              + grant(limit));
    } else if (!limit.privileges().isEmpty()
        || !limit.sequences().isEmpty()
        || !limit.functions().isEmpty()) {
      told.add(
          MismatchCode.ROLE_CANNOT_WRITE_TABLE,
          table,
          "`%s`: %s may not %s: items are shown, but %s answers 500; "
                  .formatted(table, who(), String.join(", ", missing), failing(limit))
              + grant(limit));
    } else if (limit.owner().isPresent()) {
      told.add(
          MismatchCode.ROLE_CANNOT_ALTER_TABLE,
          table,
          "`%s` belongs to `%s`, of which %s is no member: content works, but every change of its"
                  .formatted(table, limit.owner().get(), who())
              + " fields that touches the table answers 500; ALTER TABLE "
              + quoted(table)
              + " OWNER TO "
              + quoted(role.name()));
    }
  }

  private static List<String> missing(Limit limit) {
    List<String> missing = new ArrayList<>();
    missing.addAll(limit.privileges());
    limit.sequences().forEach(sequence -> missing.add("take numbers from `" + sequence + "`"));
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

  private String who() {
    return "Directus's role " + name();
  }

  private String name() {
    return "`" + role.name() + "`";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
