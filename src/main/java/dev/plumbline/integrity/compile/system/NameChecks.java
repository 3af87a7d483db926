package dev.plumbline.integrity.compile.system;

import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.SharedNames;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.IsNull;
import dev.plumbline.integrity.ReferencingRows;
import dev.plumbline.integrity.ViolationSentence;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.Uniqueness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Things of one kind that have the same name. Directus allows them; whoever copies configuration
 * from one environment to another finds a thing by its name.
 */
final class NameChecks {
  private static final String POLICIES = "directus_policies";
  private static final String NAME = "name";

  /** Policies that differ in one of these grant different access. */
  private static final List<String> ACCESS =
      List.of("admin_access", "app_access", "enforce_tfa", "ip_access");

  private static final List<ReferencingRows> OF_POLICIES =
      List.of(
          new ReferencingRows("permission", "directus_permissions", "policy", "id"),
          new ReferencingRows("user", "directus_access", "policy", "user"),
          new ReferencingRows("role", "directus_access", "policy", "role"));

  private final CheckInputs inputs;
  private final ExistingSystemTables tables;
  private final CheckCollector into;

  NameChecks(CheckInputs inputs, ExistingSystemTables tables, CheckCollector into) {
    this.inputs = inputs;
    this.tables = tables;
    this.into = into;
  }

  void compile() {
    policies(SystemCheck.DUPLICATE_NAME, false);
    policies(SystemCheck.CONFLICTING_POLICIES, true);
    names("directus_roles", NAME, "parent");
    names("directus_flows", NAME, "folder");
    names("directus_dashboards", NAME);
    names("directus_folders", NAME, "parent", "type");
    names("directus_translations", "key", "language");
    names("directus_operations", "key", "flow");
    bookmarks();
  }

  private void policies(CheckCode code, boolean differing) {
    CheckId id = ExistingSystemTables.id(code, POLICIES, NAME);
    if (tables.have(id, POLICIES, NAME)) {
      List<String> flags = present(POLICIES, ACCESS);
      if (!differing || !flags.isEmpty()) {
        add(id, NAME, Optional.empty(), List.of(), flags, differing, OF_POLICIES);
      }
    }
  }

  /**
   * @param within columns, some of which only some versions of Directus have
   */
  private void names(String table, String name, String... within) {
    CheckId id = ExistingSystemTables.id(SystemCheck.DUPLICATE_NAME, table, name);
    if (tables.have(id, table, name)) {
      List<String> columns = present(table, List.of(within));
      add(id, name, Optional.empty(), columns, List.of(), false, List.of());
    }
  }

  /** Those that are shared: how users name their own is their business. */
  private void bookmarks() {
    String table = "directus_presets";
    CheckId id = ExistingSystemTables.id(SystemCheck.DUPLICATE_NAME, table, "bookmark");
    if (tables.have(id, table, "bookmark", "collection", "role", "user")) {
      Condition shared = new IsNull(tables.operand(table, "user"));
      List<String> within = List.of("collection", "role");
      add(id, "bookmark", Optional.of(shared), within, List.of(), false, List.of());
    }
  }

  private void add(
      CheckId id,
      String name,
      Optional<Condition> only,
      List<String> within,
      List<String> flags,
      boolean differing,
      List<ReferencingRows> attached) {
    Table table = inputs.table(id.collection()).orElseThrow();
    List<String> all = new ArrayList<>(within);
    all.add(name);
    if (Uniqueness.isEnforced(table, all)) {
      return;
    }
    into.add(
        new SharedNames(
            id,
            table.name(),
            table.primaryKey(),
            name,
            only,
            within,
            flags,
            differing,
            attached.stream()
                .filter(other -> inputs.obstacle(other.table(), other.column()).isEmpty())
                .filter(other -> inputs.obstacle(other.table(), other.counted()).isEmpty())
                .toList()));
  }

  private List<String> present(String table, List<String> columns) {
    return columns.stream().filter(column -> inputs.column(table, column).isPresent()).toList();
  }

  /** Says what has the same name, and where it matters. */
  static String sentence(ViolationSentence parts) {
    return switch (parts.table()) {
      case "directus_policies" -> alike(parts, "policy", "policies", "name");
      case "directus_roles" -> alike(parts, "role", "roles", "name and parent");
      case "directus_flows" -> alike(parts, "flow", "flows", "name");
      case "directus_dashboards" -> alike(parts, "dashboard", "dashboards", "name");
      case "directus_folders" -> alike(parts, "folder", "folders", "name and parent");
      case "directus_presets" -> alike(parts, "bookmark", "bookmarks", "name, collection and role");
      case "directus_translations" ->
          alike(parts, "custom translation", "custom translations", "language and key");
      case "directus_operations" -> alike(parts, "operation", "operations", "flow and key");
      default -> parts.rows("has", "have") + "the same " + parts.field() + " as another row";
    };
  }

  private static String alike(ViolationSentence parts, String noun, String nouns, String what) {
    return parts.some(noun, nouns)
        + parts.verb("has", "have")
        + "the same "
        + what
        + " as another "
        + noun;
  }
}
