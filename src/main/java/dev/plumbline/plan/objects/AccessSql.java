package dev.plumbline.plan.objects;

import dev.plumbline.hazard.RemedySql;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Triggers, row-level security and grants. */
final class AccessSql {
  /** As an inventory writes a privilege: {@code UPDATE (title) WITH GRANT OPTION}. */
  private static final Pattern PRIVILEGE =
      Pattern.compile("(\\w+)(?: \\((.*)\\))?( WITH GRANT OPTION)?", Pattern.DOTALL);

  private AccessSql() {}

  static Optional<String> trigger(ObjectId id, JsonObject definition) {
    return SqlParts.text(definition, "definition")
        .map(text -> text + firing(id, definition.get("firing").textOr("origin")));
  }

  private static String firing(ObjectId id, String firing) {
    String what =
        switch (firing) {
          case "always" -> "ENABLE ALWAYS";
          case "replica" -> "ENABLE REPLICA";
          case "disabled" -> "DISABLE";
          default -> "";
        };
    return what.isEmpty()
        ? ""
        : "; " + SqlParts.alter(id.table(), what + " TRIGGER " + RemedySql.name(id.name()));
  }

  static String rowSecurity(String table, JsonObject definition) {
    return SqlParts.alter(
        table,
        "%s ROW LEVEL SECURITY, %sFORCE ROW LEVEL SECURITY"
            .formatted(
                SqlParts.is(definition, "enabled") ? "ENABLE" : "DISABLE",
                SqlParts.is(definition, "forced") ? "" : "NO "));
  }

  static Optional<String> policy(ObjectId id, JsonObject definition) {
    boolean isHidden =
        List.of("using", "check").stream().anyMatch(part -> SqlParts.isHidden(definition, part));
    if (isHidden) {
      return Optional.empty();
    }
    return Optional.of(
        "CREATE POLICY %s ON %s AS %s FOR %s TO %s%s%s"
            .formatted(
                RemedySql.name(id.name()),
                RemedySql.name(id.table()),
                SqlParts.is(definition, "permissive") ? "PERMISSIVE" : "RESTRICTIVE",
                definition.get("command").textOr("ALL"),
                SqlParts.texts(definition.get("roles")).stream()
                    .map(SqlParts::role)
                    .collect(Collectors.joining(", ")),
                SqlParts.text(definition, "using").map(text -> " USING (" + text + ")").orElse(""),
                SqlParts.text(definition, "check")
                    .map(text -> " WITH CHECK (" + text + ")")
                    .orElse("")));
  }

  static Optional<String> grant(String table, String grantee, JsonValue privileges) {
    List<String> statements = new ArrayList<>();
    for (String privilege : SqlParts.texts(privileges)) {
      Matcher matcher = PRIVILEGE.matcher(privilege);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String column = matcher.group(2);
      statements.add(
          "GRANT %s%s ON %s TO %s%s"
              .formatted(
                  matcher.group(1),
                  column == null ? "" : " (" + RemedySql.name(column) + ")",
                  RemedySql.name(table),
                  SqlParts.role(grantee),
                  matcher.group(3) == null ? "" : " WITH GRANT OPTION"));
    }
    return statements.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", statements));
  }

  /** Also those on columns, which PostgreSQL revokes with those on the table. */
  static String revoke(ObjectId id) {
    return "REVOKE ALL ON %s FROM %s"
        .formatted(RemedySql.name(id.table()), SqlParts.role(id.name()));
  }
}
