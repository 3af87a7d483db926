package dev.plumbline.integrity.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.Condition.All;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Contains;
import dev.plumbline.integrity.Condition.ItemNotIn;
import dev.plumbline.integrity.Condition.ListForm;
import dev.plumbline.integrity.Condition.Not;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.Condition.Operand.OfColumn;
import dev.plumbline.integrity.Condition.Operand.OfJson;
import dev.plumbline.integrity.Condition.Where;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SystemChecksTest {
  @Test
  void whatDirectusWritesAboutOthersIsChecked() {
    assertThat(Model.bootstrapped().compile().uncheckable()).isEmpty();
    assertThat(Model.bootstrapped().compile().checks())
        .extracting(check -> check.id().text())
        .filteredOn(id -> !id.startsWith("orphaned_"))
        .containsExactly(
            "comment_of_missing_item/directus_comments.collection",
            "comment_of_missing_item/directus_comments.item",
            "conflicting_policies/directus_policies.name",
            "duplicate_name/directus_dashboards.name",
            "duplicate_name/directus_flows.name",
            "duplicate_name/directus_folders.name",
            "duplicate_name/directus_operations.key",
            "duplicate_name/directus_policies.name",
            "duplicate_name/directus_presets.bookmark",
            "duplicate_name/directus_roles.name",
            "duplicate_name/directus_translations.key",
            "duplicate_permission/directus_permissions.action",
            "file_without_binary/directus_files.id",
            "flow_of_missing_collection/directus_flows.options",
            "flow_operation_missing/directus_flows.operation",
            "operation_of_missing_collection/directus_operations.options",
            "operation_of_missing_field/directus_operations.options",
            "operation_of_missing_role/directus_operations.options",
            "operation_triggers_flow_of_other_trigger/directus_operations.options",
            "operation_triggers_inactive_flow/directus_operations.options",
            "operation_triggers_missing_flow/directus_operations.options",
            "operation_unreachable/directus_operations.flow",
            "panel_of_missing_collection/directus_panels.options",
            "panel_of_missing_field/directus_panels.options",
            "permission_of_missing_collection/directus_permissions.collection",
            "permission_of_missing_field/directus_permissions.fields",
            "permission_preset_of_missing_field/directus_permissions.presets",
            "permission_rule_of_missing_field/directus_permissions",
            "preset_of_missing_collection/directus_presets.collection",
            "preset_of_missing_field/directus_presets",
            "revision_of_missing_collection/directus_revisions.collection",
            "share_of_missing_item/directus_shares.collection",
            "share_of_missing_item/directus_shares.item",
            "version_of_missing_field/directus_versions.delta",
            "version_of_missing_item/directus_versions.collection",
            "version_of_missing_item/directus_versions.item");
  }

  @Test
  void tableOfDirectusThatIsMissingIsReportedByEachCheckOnIt() {
    assertThat(Model.empty().compile().checks()).isEmpty();
    assertThat(Model.empty().compile().uncheckable())
        .hasSize(33)
        .allMatch(one -> one.detail().endsWith(" does not exist."));
    assertThat(Model.bootstrapped().drop("directus_presets").compile().uncheckable())
        .extracting(Model::text)
        .containsExactly(
            "duplicate_name/directus_presets.bookmark: The table directus_presets does not exist.",
            "preset_of_missing_collection/directus_presets.collection: The table directus_presets does not exist.",
            "preset_of_missing_field/directus_presets: The table directus_presets does not exist.");
  }

  @Test
  void flowWhoseOperationAForeignKeyKeepsIsNotChecked() {
    assertThat(
            Model.bootstrapped()
                .foreignKey("directus_flows", "operation", "directus_operations")
                .compile()
                .checks())
        .extracting(check -> check.id().text())
        .doesNotContain("flow_operation_missing/directus_flows.operation");
  }

  @Test
  void nameOfACollectionIsATableAFolderOrOneOfDirectus() {
    Model model =
        Model.bootstrapped()
            .table("articles", "id integer pk")
            .collection("folder", "{}")
            .collection("ghost", "{}")
            .field("ghost.title", "{}");
    OfColumn collection = new OfColumn("collection", Category.TEXT);

    All broken = (All) broken(model, "preset_of_missing_collection/directus_presets.collection");
    assertThat(((NotIn) broken.conditions().getFirst()).values())
        .contains("articles", "folder", "directus_files")
        .doesNotContain("ghost");
    assertThat(broken.conditions().getLast())
        .isEqualTo(new Not(new Contains(collection, Where.AT_THE_START, "directus_", false)));
  }

  @Test
  void collectionsInOptionsAreReadWhereTheyMeanSomething() {
    Model model = Model.bootstrapped();

    assertThat(
            ((All) broken(model, "flow_of_missing_collection/directus_flows.options")).conditions())
        .first()
        .isEqualTo(
            new Not(new NotIn(new OfColumn("trigger", Category.TEXT), List.of("event", "manual"))));
    assertThat(
            ((All) broken(model, "flow_of_missing_collection/directus_flows.options")).conditions())
        .last()
        .isInstanceOfSatisfying(
            ItemNotIn.class,
            item -> {
              assertThat(item.operand()).isEqualTo(new OfJson("options", List.of("collections")));
              assertThat(item.list()).isEqualTo(ListForm.JSON);
            });
    assertThat(
            ((All) broken(model, "panel_of_missing_collection/directus_panels.options"))
                .conditions())
        .first()
        .isEqualTo(
            new Not(
                new Contains(
                    new OfJson("options", List.of("collection")), Where.ANYWHERE, "{{", false)));
  }

  @Test
  void itemsAreLookedUpInCollectionsOfOneKeyThatAreNoSingletons() {
    Model model =
        Model.bootstrapped()
            .table("articles", "id integer pk")
            .table("pairs", "a integer pk", "b integer pk")
            .table("site", "id integer pk")
            .collection("site", "{'singleton': true}")
            .sqlTable("untracked", "id integer pk");

    assertThat(check(model, "comment_of_missing_item/directus_comments.item"))
        .isInstanceOfSatisfying(
            AnyOrphans.class,
            any ->
                assertThat(any.targets())
                    .extracting(Target::collection)
                    .containsExactly("articles", "directus_files"));
  }

  @Test
  void filesAreAskedForByStorageLocation() {
    Model model =
        Model.bootstrapped()
            .surroundings(
                new CheckContext(
                    new TreeSet<>(), Optional.of(new TreeSet<>(List.of("local", "s3")))));

    assertThat(model.compile().checks())
        .filteredOn(check -> check.table().equals("directus_files"))
        .extracting(check -> check.id().text())
        .containsExactly(
            "file_without_binary/directus_files.id/local",
            "file_without_binary/directus_files.id/s3",
            "storage_not_served/directus_files.storage/local",
            "storage_not_served/directus_files.storage/s3");
  }

  @Test
  void secretOfDirectusIsComparedWhereItMayBeRead() {
    Model model = Model.bootstrapped().sqlTable("directus_users", "id uuid pk", "token varchar");
    String id = "concealed_value_overwritten/directus_users.token";
    assertThat(model.check(id).definition()).isNotEmpty();

    CheckContext hidden =
        new CheckContext(new TreeSet<>(List.of("directus_users.token")), Optional.empty());
    assertThat(model.surroundings(hidden).compile().checks())
        .noneMatch(check -> check.id().text().equals(id));
  }

  private static Check check(Model model, String id) {
    return model.check(id);
  }

  private static Object broken(Model model, String id) {
    return ((Rows) check(model, id)).broken();
  }
}
