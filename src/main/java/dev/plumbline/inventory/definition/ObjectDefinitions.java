package dev.plumbline.inventory.definition;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnDetails;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.Check;
import dev.plumbline.catalog.Catalog.Constraint.Exclusion;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Origin;
import dev.plumbline.catalog.TableDetails.Grant;
import dev.plumbline.catalog.TableDetails.PartitionOf;
import dev.plumbline.catalog.TableDetails.Policy;
import dev.plumbline.catalog.TableDetails.RowSecurity;
import dev.plumbline.catalog.TableDetails.Server;
import dev.plumbline.catalog.TableDetails.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the parts of tables are, as data. */
public final class ObjectDefinitions {
  private ObjectDefinitions() {}

  public static ObjectDefinition of(Column column) {
    ObjectDefinition definition =
        new ObjectDefinition()
            .with("type", SqlText.ofType(column.type()))
            .with("extension", column.type().origin().flatMap(Origin::extension))
            .with("nullable", column.nullable())
            .with("collation", column.collation());
    return value(details(definition, column), column);
  }

  /** What few columns have. */
  static ObjectDefinition details(ObjectDefinition definition, Column column) {
    return definition
        .with("notNull", notNull(column.details()))
        .with("compression", column.details().compression());
  }

  private static Optional<String> notNull(ColumnDetails details) {
    List<String> words = new ArrayList<>();
    if (details.notValid()) {
      words.add("NOT VALID");
    }
    if (details.notInherited()) {
      words.add("NO INHERIT");
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
  }

  /** What the column holds when nobody says what. */
  static ObjectDefinition value(ObjectDefinition definition, Column column) {
    return switch (column.value()) {
      case ColumnValue.Unset ignored -> definition;
      case ColumnValue.Default(String expression) ->
          definition.with("default", DefaultMeaning.of(column, expression).map(SqlText::shown));
      case ColumnValue.Generated(String expression, boolean virtual) ->
          definition.with("generated", SqlText.shown(expression)).when(virtual, "virtual");
      case ColumnValue.Identity(boolean always) -> definition.with("identity", identity(always));
    };
  }

  static String identity(boolean always) {
    return always ? "always" : "by default";
  }

  public static ObjectDefinition of(Constraint constraint) {
    ObjectDefinition definition = new ObjectDefinition().with("columns", constraint.columns());
    return switch (constraint) {
      case PrimaryKey key -> definition.with("primaryKey", true).with("definition", key.special());
      case Unique unique -> definition.with("definition", unique.definition());
      case Check check ->
          definition
              .with("expression", SqlText.shown(check.expression()))
              .with("validated", check.validated())
              .when(!check.enforced(), "notEnforced")
              .when(!check.inherited(), "notInherited");
      case Exclusion exclusion ->
          definition.with("definition", SqlText.shown(exclusion.definition()));
      case ForeignKey key ->
          holds(definition, key)
              .with(
                  "references",
                  new ObjectDefinition()
                      .with("table", key.referencedTable())
                      .with("columns", key.referencedColumns())
                      .json())
              .with("onUpdate", key.onUpdate().sql())
              .with("onDelete", key.onDelete().sql())
              .with(
                  "setOnDelete",
                  key.setOnDelete().equals(key.columns()) ? List.of() : key.setOnDelete())
              .when(key.period(), "period");
    };
  }

  /** How far a foreign key holds, and whether it is about a table that is not ours. */
  public static ObjectDefinition holds(ObjectDefinition definition, ForeignKey key) {
    Enforcement enforcement = key.enforcement();
    return definition
        .when(key.elsewhere(), "otherSchema")
        .with("validated", enforcement.validated())
        .with("enabled", enforcement.enabled())
        .with("deferrable", enforcement.deferrable())
        .when(!enforcement.enforced(), "notEnforced")
        .when(enforcement.deferred(), "deferred")
        .when(enforcement.matchFull(), "matchFull");
  }

  public static ObjectDefinition of(Index index, String table) {
    return new ObjectDefinition()
        .with("columns", index.columns().stream().flatMap(Optional::stream).distinct().toList())
        .with("unique", index.unique())
        .with("valid", index.form().valid())
        .with(
            "definition",
            SqlText.shown(
                SqlText.ofIndex(index.form().definition(), table, index.form().method())));
  }

  public static ObjectDefinition of(Trigger trigger) {
    return new ObjectDefinition()
        .with("definition", SqlText.shown(trigger.definition()))
        .with("firing", trigger.firing().name().toLowerCase(Locale.ROOT));
  }

  public static ObjectDefinition of(RowSecurity security) {
    return security.enabled() || security.forced()
        ? new ObjectDefinition()
            .with("enabled", security.enabled())
            .with("forced", security.forced())
        : new ObjectDefinition();
  }

  public static ObjectDefinition of(Policy policy) {
    return new ObjectDefinition()
        .with("permissive", policy.permissive())
        .with("command", policy.command())
        .with("roles", policy.roles())
        .with("using", policy.using().map(SqlText::shown))
        .with("check", policy.check().map(SqlText::shown));
  }

  public static ObjectDefinition of(PartitionOf partition) {
    return new ObjectDefinition()
        .with("table", partition.table())
        .with("bounds", partition.bounds())
        .when(partition.detaching(), "detaching");
  }

  public static ObjectDefinition of(Server server) {
    return new ObjectDefinition()
        .with("name", server.name())
        .with("type", server.type())
        .with("version", server.version())
        .with("options", server.options())
        .with("wrapper", server.wrapper())
        .with("handler", server.handler())
        .with("wrapperOptions", server.wrapperOptions());
  }

  /** The privileges of each grantee, sorted; such as {@code UPDATE (title) WITH GRANT OPTION}. */
  public static Map<String, List<String>> privileges(List<Grant> grants) {
    Map<String, List<String>> byGrantee = new TreeMap<>();
    for (Grant grant : grants) {
      byGrantee
          .computeIfAbsent(grant.grantee(), name -> new ArrayList<>())
          .add(
              grant.privilege()
                  + grant.column().map(column -> " (" + column + ")").orElse("")
                  + (grant.grantable() ? " WITH GRANT OPTION" : ""));
    }
    byGrantee.values().forEach(privileges -> privileges.sort(null));
    return byGrantee;
  }
}
