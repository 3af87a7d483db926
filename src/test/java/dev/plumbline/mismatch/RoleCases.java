package dev.plumbline.mismatch;

import dev.plumbline.catalog.DirectusRole;
import dev.plumbline.catalog.DirectusRole.Limit;
import dev.plumbline.catalog.TableDetails.RowSecurity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the role that Directus connects as may not do. */
public final class RoleCases {
  private static final List<String> ALL = List.of("SELECT", "INSERT", "UPDATE", "DELETE");

  private RoleCases() {}

  public static List<Case> all() {
    return List.of(
        Case.of(
            "the library of collations has changed",
            below -> below.stale("").stale("de_DE"),
            "collation_version_mismatch",
            "collation_version_mismatch de_DE"),
        Case.of(
            "another schema has the tables of a Directus",
            below -> below.otherDirectus("Old"),
            "other_directus_schema Old"),
        Case.of("the role may do everything", below -> below.role(role())),
        Case.of(
            "the role has no privilege on a table of another owner",
            below -> below.role(role(limit("tags", ALL, Optional.of("migrator")))),
            "role_cannot_read_table tags"),
        Case.of(
            "the role may only read",
            below -> below.role(role(limit("tags", ALL.subList(1, 4), Optional.of("migrator")))),
            "role_cannot_write_table tags"),
        Case.of(
            "the role may not delete",
            below -> below.role(role(limit("tags", List.of("DELETE"), Optional.empty()))),
            "role_cannot_write_table tags"),
        Case.of(
            "the role may not take numbers",
            below ->
                below.role(
                    role(
                        new Limit(
                            "tags", List.of(), List.of("s"), List.of(), Optional.empty(), false))),
            "role_cannot_write_table tags"),
        Case.of(
            "the role may not call what gives a default",
            below ->
                below.role(
                    role(
                        new Limit(
                            "tags",
                            List.of(),
                            List.of(),
                            List.of("f()"),
                            Optional.empty(),
                            false))),
            "role_cannot_write_table tags"),
        Case.of(
            "the role does not own a table",
            below -> below.role(role(limit("tags", List.of(), Optional.of("migrator")))),
            "role_cannot_alter_table tags"),
        Case.of(
            "the role may not read one of Directus's own tables",
            below -> below.role(role(limit("directus_users", ALL, Optional.empty()))),
            "role_cannot_read_table directus_users"),
        Case.of(
            "the role may not read a table that is no collection",
            below ->
                below
                    .table("extra", "id integer")
                    .role(role(limit("extra", ALL, Optional.empty()))),
            "untracked_table extra"),
        Case.of(
            "the role may not use the schema",
            below -> below.role(new DirectusRole("cms", true, true, false, false, List.of())),
            "role_cannot_use_schema"),
        Case.of(
            "the role may not use the schema, nor any table of it",
            below -> below.role(new DirectusRole("cms", true, true, false, false, all(ALL))),
            "role_cannot_use_schema"),
        Case.of(
            "the role may read no table",
            below -> below.role(new DirectusRole("cms", true, true, true, true, all(ALL))),
            "role_cannot_read_table"),
        Case.of(
            "the role may write no table",
            below ->
                below.role(new DirectusRole("cms", true, true, true, true, all(ALL.subList(1, 4)))),
            "role_cannot_write_table"),
        Case.of(
            "the role owns no table",
            below -> below.role(new DirectusRole("cms", true, true, true, true, all(List.of()))),
            "role_cannot_alter_table"),
        Case.of(
            "the role may create no tables",
            below -> below.role(new DirectusRole("cms", true, true, true, false, List.of())),
            "role_cannot_create_tables"),
        Case.of(
            "the configured role is not there",
            below -> below.role(DirectusRole.missing("cms")),
            "role_missing"),
        Case.of(
            "row-level security applies to the role",
            below ->
                below
                    .details("tags", CollectionCases.details(false, security(false)))
                    .role(role(hidden("tags", Optional.of("migrator")))),
            "role_cannot_alter_table tags",
            "row_security_applies tags"),
        Case.of(
            "row-level security is forced on a role that it does not apply to",
            below ->
                below.details("tags", CollectionCases.details(false, security(true))).role(role()),
            "row_security_enabled tags"));
  }

  private static RowSecurity security(boolean forced) {
    return new RowSecurity(true, forced, List.of());
  }

  private static DirectusRole role(Limit... limits) {
    return new DirectusRole("cms", false, true, true, true, List.of(limits));
  }

  private static Limit limit(String table, List<String> privileges, Optional<String> owner) {
    return new Limit(table, privileges, List.of(), List.of(), owner, false);
  }

  /** Of each table that Directus uses. */
  private static List<Limit> all(List<String> privileges) {
    return Stream.of(
            "articles",
            "articles_tags",
            "authors",
            "blocks",
            "directus_users",
            "quotes",
            "tags",
            "texts")
        .map(table -> limit(table, privileges, Optional.of("postgres")))
        .toList();
  }

  private static Limit hidden(String table, Optional<String> owner) {
    return new Limit(table, List.of(), List.of(), List.of(), owner, true);
  }
}
