package dev.plumbline.mismatch;

import static dev.plumbline.mismatch.Below.column;

import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.ColumnValue.Default;
import dev.plumbline.catalog.Catalog.ColumnValue.Generated;
import dev.plumbline.catalog.Catalog.ColumnValue.Identity;
import dev.plumbline.catalog.Catalog.Constraint.Check;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.SchemaObjects.UserType.Domain;
import dev.plumbline.catalog.TableDetails;
import dev.plumbline.catalog.TableDetails.Firing;
import dev.plumbline.catalog.TableDetails.RowSecurity;
import dev.plumbline.catalog.TableDetails.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Null where null is forbidden: columns that nobody fills, and foreign keys that write null. */
public final class NullCases {
  private static final String UNFILLABLE = "required_column_untracked tags.x";
  private static final String UNTRACKED = "untracked_column tags.x";
  private static final String FORBIDDEN = "foreign_key_action_forbidden refs.p refs_p";

  private NullCases() {}

  public static List<Case> all() {
    return Stream.of(required(), actions(), composite(), deselected())
        .flatMap(List::stream)
        .toList();
  }

  static Column notNull(String text, ColumnValue value) {
    Column column = column(text);
    return new Column(column.name(), column.type(), false, value, false);
  }

  static Column notNull(String text) {
    return notNull(text, ColumnValue.Unset.UNSET);
  }

  private static List<Case> required() {
    return List.of(
        untracked("has no default", notNull("x int4range"), UNFILLABLE),
        untracked("has a default", notNull("x text", new Default("'a'::text")), UNTRACKED),
        untracked("has null as default", notNull("x text", new Default("NULL::text")), UNFILLABLE),
        untracked("numbers itself", notNull("x integer", new Identity(false)), UNTRACKED),
        untracked("is computed", notNull("x integer", new Generated("(1 + 1)")), UNTRACKED),
        untracked("may be null", column("x text"), UNTRACKED),
        Case.of(
            "an untracked column has a domain that forbids null",
            b -> b.type(domain(false, Optional.empty())).with("tags", column("x odd")),
            UNFILLABLE),
        Case.of(
            "an untracked column has a domain with a check",
            b ->
                b.type(domain(true, Optional.empty(), "CHECK ((VALUE IS NOT NULL))"))
                    .with("tags", column("x odd")),
            UNFILLABLE),
        Case.of(
            "an untracked column has a domain with a default",
            b -> b.type(domain(false, Optional.of("1"))).with("tags", column("x odd")),
            UNTRACKED),
        Case.of(
            "an untracked column has a check",
            b ->
                b.with("tags", column("x text"))
                    .with("tags", new Check("c", List.of("x"), "(x IS NOT NULL)", true)),
            UNFILLABLE),
        trigger("fills in", "BEFORE INSERT OR UPDATE ON tags FOR EACH ROW", true, UNTRACKED),
        trigger("is disabled", "BEFORE INSERT ON tags FOR EACH ROW", false, UNFILLABLE),
        trigger("comes afterwards", "AFTER INSERT ON tags FOR EACH ROW", true, UNFILLABLE),
        trigger("is of statements", "BEFORE INSERT ON tags FOR EACH STATEMENT", true, UNFILLABLE),
        Case.of(
            "a custom column of users is required",
            b ->
                b.with("directus_users", notNull("erp text"))
                    .with("directus_users", notNull("email text")),
            "required_column_untracked directus_users.erp"));
  }

  private static Case untracked(String name, Column column, String... reported) {
    return Case.of("an untracked column " + name, b -> b.with("tags", column), reported);
  }

  private static Domain domain(boolean nullable, Optional<String> value, String... checks) {
    return new Domain("odd", new ColumnType("integer", -1), nullable, value, List.of(checks));
  }

  private static Case trigger(String name, String when, boolean enabled, String... reported) {
    String definition = "CREATE TRIGGER t " + when + " EXECUTE FUNCTION f()";
    Trigger trigger = new Trigger("t", definition, enabled ? Firing.ORIGIN : Firing.DISABLED);
    Case all =
        Case.of(
            "a required column is untracked and a trigger " + name,
            b ->
                b.with("tags", notNull("x text"))
                    .details(
                        "tags",
                        new TableDetails(
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(trigger),
                            RowSecurity.OFF,
                            List.of())),
            Stream.concat(
                    Stream.of(reported),
                    enabled ? Stream.of() : Stream.of("trigger_disabled tags t"))
                .toArray(String[]::new));
    return all;
  }

  private static List<Case> actions() {
    return List.of(
        refs("sets null", notNull("p integer"), Action.SET_NULL, FORBIDDEN),
        refs("restricts", notNull("p integer"), Action.RESTRICT),
        refs("cascades", notNull("p integer"), Action.CASCADE),
        refs("sets null where it may", column("p integer"), Action.SET_NULL),
        refs("sets a missing default", notNull("p integer"), Action.SET_DEFAULT, FORBIDDEN),
        refs("sets a default", notNull("p integer", new Default("1")), Action.SET_DEFAULT),
        refs(
            "sets null as default",
            notNull("p integer", new Default("NULL::integer")),
            Action.SET_DEFAULT,
            FORBIDDEN),
        Case.of(
            "a foreign key sets null in a domain",
            b ->
                refs(
                    b.type(domain(false, Optional.empty())),
                    column("p odd"),
                    Action.NO_ACTION,
                    Action.SET_NULL),
            FORBIDDEN,
            "foreign_key_type_differs refs.p refs_p",
            "nullability_not_shown refs.p schema.is_nullable",
            "type_unknown refs.p type"),
        Case.of(
            "a foreign key sets null when a key changes",
            b -> refs(b, notNull("p integer"), Action.SET_NULL, Action.NO_ACTION),
            FORBIDDEN),
        Case.of(
            "a foreign key that is not enforced sets null",
            b ->
                refs(b, notNull("p integer"), Action.NO_ACTION, Action.SET_NULL)
                    .enforce("refs", "p", new Enforcement(true, false, false)),
            "foreign_key_disabled refs.p refs_p"),
        checked("(num_nonnulls(p, q) = 1)", FORBIDDEN),
        checked("(num_nonnulls(p, q) >= 1)", FORBIDDEN),
        checked("((p IS NOT NULL) OR (q IS NOT NULL))", FORBIDDEN),
        checked("((p IS NULL) <> (q IS NULL))", FORBIDDEN),
        checked("(num_nonnulls(p, q) <= 1)"),
        checked("((p IS NULL) OR (q IS NULL))"),
        checked("((q > 1) OR (p IS NOT NULL))"),
        checked("(num_nonnulls(q, id) >= 1)"),
        // The key is never null.
        checked("((p IS NOT NULL) OR (id IS NOT NULL))"),
        Case.of(
            "a foreign key of an untracked table sets null",
            b ->
                b.table("refs", "id integer")
                    .with("refs", notNull("p integer"))
                    .with("refs", key(Action.NO_ACTION, Action.SET_NULL)),
            FORBIDDEN,
            "untracked_table refs"),
        Case.of(
            "a relation points to another column than the key",
            b ->
                b.with("authors", column("code integer"))
                    .field("authors", "code", "")
                    .dropForeignKey("articles", "author")
                    .foreignKey("articles", "author", "authors", "code"),
            "foreign_key_to_other_column articles.author articles_author_foreign"),
        Case.of(
            "a relation has a foreign key to another schema",
            b ->
                b.dropForeignKey("articles", "author")
                    .foreignKeyElsewhere("articles", "author", "authors", Enforcement.FULL),
            "foreign_key_to_other_table articles.author articles_author_elsewhere"));
  }

  private static Case refs(String name, Column column, Action onDelete, String... reported) {
    return Case.of(
        "a foreign key " + name + " in " + column.value(),
        b -> refs(b, column, Action.NO_ACTION, onDelete),
        reported);
  }

  private static Below refs(Below b, Column column, Action onUpdate, Action onDelete) {
    return b.tracked("refs", "id integer", "q integer")
        .field("refs", column, "")
        .with("refs", key(onUpdate, onDelete))
        .relation("refs", "p", "'one_collection': 'authors'");
  }

  private static ForeignKey key(Action onUpdate, Action onDelete) {
    return new ForeignKey("refs_p", List.of("p"), "authors", List.of("id"), onUpdate, onDelete);
  }

  private static Case checked(String check, String... reported) {
    return Case.of(
        "a foreign key sets null under " + check,
        b ->
            refs(b, column("p integer"), Action.NO_ACTION, Action.SET_NULL)
                .with(
                    "refs",
                    new Column(
                        "id", new ColumnType("integer", -1), false, ColumnValue.Unset.UNSET, false))
                .with("refs", new Check("one", List.of("p", "q"), check, true)),
        reported);
  }

  private static List<Case> composite() {
    String reported = "foreign_key_action_forbidden pairs pairs_key";
    return List.of(
        Case.of(
            "a foreign key of two columns sets both",
            b -> pairs(b, List.of("tenant", "p")),
            reported),
        Case.of("a foreign key of two columns sets one", b -> pairs(b, List.of("p"))),
        Case.of(
            "a foreign key of two columns sets the wrong one",
            b -> pairs(b, List.of("tenant")),
            reported));
  }

  private static Below pairs(Below b, List<String> set) {
    return b.tracked("pairs", "id integer", "p integer")
        .field("pairs", notNull("tenant integer"), "")
        .with(
            "pairs",
            new ForeignKey(
                "pairs_key",
                List.of("tenant", "p"),
                "authors",
                false,
                List.of("id", "name"),
                Action.NO_ACTION,
                Action.SET_NULL,
                Enforcement.FULL,
                set));
  }

  private static List<Case> deselected() {
    String reported = "relation_deselect_action_forbidden articles.author one_deselect_action";
    return List.of(
        deselected("nullify", "articles", notNull("author integer"), reported),
        deselected("delete", "articles", notNull("author integer")),
        deselected("nullify", "articles", column("author integer")),
        deselected(
            "nullify", "", notNull("author integer"), "alias_without_relation authors.articles"));
  }

  private static Case deselected(String action, String alias, Column column, String... reported) {
    return Case.of(
        "a deselected item is to be " + action + " by " + alias + " with " + column.nullable(),
        b ->
            b.with("articles", column)
                .dropForeignKey("articles", "author")
                .with(
                    "articles",
                    new ForeignKey(
                        "articles_author",
                        List.of("author"),
                        "authors",
                        List.of("id"),
                        Action.NO_ACTION,
                        Action.CASCADE))
                .changeRelation(
                    "articles",
                    "author",
                    "'one_collection': 'authors', 'one_deselect_action': '%s', 'one_field': %s"
                        .formatted(action, alias.isEmpty() ? "null" : "'" + alias + "'")),
        reported);
  }
}
