package dev.plumbline.postgres.target.rehearsal;

import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.run.rehearsal.TableChange;
import dev.plumbline.run.rehearsal.TableChange.AddColumn;
import dev.plumbline.run.rehearsal.TableChange.AddForeignKey;
import dev.plumbline.run.rehearsal.TableChange.ConvertColumn;
import dev.plumbline.run.rehearsal.TableChange.CreateIndex;
import dev.plumbline.run.rehearsal.TableChange.CreateTable;
import dev.plumbline.run.rehearsal.TableChange.DropColumn;
import dev.plumbline.run.rehearsal.TableChange.DropTable;
import dev.plumbline.run.rehearsal.TableChange.ForbidNull;
import dev.plumbline.run.rehearsal.TableChange.MakeUnique;
import dev.plumbline.run.rehearsal.TableChange.NewColumn;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that make a change, as Directus makes it. Tables are found by the {@code
 * search_path}; what is created has names of PostgreSQL's own choice, because no row minds a name.
 */
final class ChangeSql {
  /** What Directus writes without quotes; everything else is a text to it. */
  private static final Set<String> FUNCTIONS = Set.of("gen_random_uuid()");

  private static final Set<String> NOW = Set.of("now()", "current_timestamp");
  private static final Pattern NOW_ROUNDED =
      Pattern.compile("CURRENT_TIMESTAMP\\(([0-9])\\)", Pattern.CASE_INSENSITIVE);

  /** What a foreign key may do, as in a snapshot and in SQL. */
  private static final Set<String> ACTIONS =
      Set.of("NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT");

  private ChangeSql() {}

  static List<String> of(TableChange change) {
    String table = new Identifier(change.table()).sql();
    return switch (change) {
      case CreateTable create -> List.of(create(table, create));
      // Directus drops the foreign keys to it one by one.
      case DropTable ignored -> List.of("DROP TABLE " + table + " CASCADE");
      case AddColumn add -> List.of(alter(table, "ADD COLUMN " + column(add.column())));
      case DropColumn drop -> List.of(alter(table, "DROP COLUMN " + name(drop.column())));
      case ConvertColumn convert -> convert(table, name(convert.column()), convert.form());
      case ForbidNull forbid ->
          List.of(alter(table, "ALTER COLUMN " + name(forbid.column()) + " SET NOT NULL"));
      case MakeUnique unique -> List.of(alter(table, "ADD UNIQUE (" + name(unique.column()) + ")"));
      case CreateIndex index ->
          List.of("CREATE INDEX ON %s (%s)".formatted(table, name(index.column())));
      case AddForeignKey key -> List.of(alter(table, foreignKey(key)));
    };
  }

  private static String name(String name) {
    return new Identifier(name).sql();
  }

  private static String alter(String table, String what) {
    return "ALTER TABLE " + table + " " + what;
  }

  private static String create(String table, CreateTable create) {
    return "CREATE TABLE %s (%s)"
        .formatted(
            table,
            Stream.concat(
                    create.columns().stream()
                        .map(column -> name(column.name()) + " " + column.form().sql()),
                    create.key().stream().map(key -> "PRIMARY KEY (" + name(key) + ")"))
                .collect(Collectors.joining(", ")));
  }

  private static String column(NewColumn column) {
    return name(column.name())
        + " "
        + column.form().sql()
        + value(column.value(), column.form().kind())
        + (column.isRequired() ? " NOT NULL" : "");
  }

  private static List<String> convert(String table, String column, ColumnForm form) {
    String alter = "ALTER COLUMN " + column + " ";
    return List.of(
        alter(table, alter + "DROP DEFAULT"),
        alter(table, alter + "DROP NOT NULL"),
        alter(table, alter + "TYPE %2$s USING (%1$s::%2$s)".formatted(column, form.sql())));
  }

  /** Without a column, it references the primary key. */
  private static String foreignKey(AddForeignKey key) {
    return "ADD FOREIGN KEY (%s) REFERENCES %s%s%s"
        .formatted(
            name(key.column()),
            name(key.related()),
            key.onUpdate().map(action -> " ON UPDATE " + action(action)).orElse(""),
            key.onDelete().map(action -> " ON DELETE " + action(action)).orElse(""));
  }

  /** What is not an action in SQL is none in PostgreSQL either. */
  private static String action(String action) {
    String known = action.toUpperCase(Locale.ROOT);
    return ACTIONS.contains(known) ? known : "NO ACTION";
  }

  private static String value(JsonValue value, Kind kind) {
    return switch (value) {
      case JsonNull ignored -> "";
      case JsonBoolean(boolean flag) -> text(Boolean.toString(flag));
      case JsonNumber number -> text(CanonicalJson.text(number));
      case JsonString(String text) -> text(text, kind);
      case JsonArray array -> text(CanonicalJson.write(array));
      case JsonObject object -> text(CanonicalJson.write(object));
    };
  }

  private static String text(String text, Kind kind) {
    if (NOW.contains(text.toLowerCase(Locale.ROOT))) {
      return " DEFAULT CURRENT_TIMESTAMP";
    }
    var rounded = NOW_ROUNDED.matcher(text);
    if (rounded.matches()) {
      return " DEFAULT CURRENT_TIMESTAMP(" + rounded.group(1) + ")";
    }
    if (FUNCTIONS.contains(text)) {
      return " DEFAULT " + text;
    }
    // Of a text that is not "false", Directus makes true.
    return text(kind == Kind.BOOLEAN ? Boolean.toString(!text.equals("false")) : text);
  }

  private static String text(String text) {
    return " DEFAULT '" + text.replace("'", "''") + "'";
  }
}
