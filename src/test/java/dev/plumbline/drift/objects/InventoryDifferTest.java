package dev.plumbline.drift.objects;

import static dev.plumbline.inventory.ObjectKind.CHECK_CONSTRAINT;
import static dev.plumbline.inventory.ObjectKind.COLUMN;
import static dev.plumbline.inventory.ObjectKind.ENUM;
import static dev.plumbline.inventory.ObjectKind.EXTENSION;
import static dev.plumbline.inventory.ObjectKind.FOREIGN_KEY;
import static dev.plumbline.inventory.ObjectKind.GRANT;
import static dev.plumbline.inventory.ObjectKind.INDEX;
import static dev.plumbline.inventory.ObjectKind.PARTITION;
import static dev.plumbline.inventory.ObjectKind.PARTITIONED_TABLE;
import static dev.plumbline.inventory.ObjectKind.POLICY;
import static dev.plumbline.inventory.ObjectKind.ROUTINE;
import static dev.plumbline.inventory.ObjectKind.ROW_SECURITY;
import static dev.plumbline.inventory.ObjectKind.SEQUENCE;
import static dev.plumbline.inventory.ObjectKind.TABLE;
import static dev.plumbline.inventory.ObjectKind.TRIGGER;
import static dev.plumbline.inventory.ObjectKind.UNIQUE_CONSTRAINT;
import static dev.plumbline.inventory.ObjectKind.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Difference;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.severity.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InventoryDifferTest {
  private static SideBuilder pages() {
    return new SideBuilder().tracks("pages", "id", "title");
  }

  @Test
  void aSettingOfOneSideOnlyIsAnotherThanTheUsualOne() {
    Side source =
        pages().has(ObjectKind.SETTING, "", "TimeZone", "{\"value\":\"Asia/Tokyo\"}").build();

    assertThat(Differ.diff(source, pages().build()).changes())
        .singleElement()
        .satisfies(change -> assertThat(change.code()).isEqualTo(ChangeCode.SETTING_CHANGED))
        .satisfies(change -> assertThat(change.severity()).isEqualTo(Severity.MEDIUM))
        .satisfies(
            change ->
                assertThat(change.message())
                    .contains("UTC or the server's own", "in the target", "Asia/Tokyo"));
  }

  @Test
  void aFlowIsComparedByKeysAndItsWebhookByItsId() {
    Side source = flow("1", "{'a':{'resolve':'c'},'c':{'resolve':'b'}}");
    Side target = flow("2", "{'a':{'resolve':'b','reject':'c'}}");

    assertThat(Differ.diff(source, target).changes())
        .singleElement()
        .satisfies(change -> assertThat(change.code()).isEqualTo(ChangeCode.FLOW_CHANGED))
        .satisfies(
            change ->
                assertThat(change.message())
                    .isEqualTo(
                        "flow `swap`: its webhook URL is /flows/trigger/1 in the"
                            + " source, /flows/trigger/2 in the target, so a caller of one"
                            + " cannot call the other; after `a` the next operation is `c`"
                            + " in the source, `b` in the target; if `a` fails, next is"
                            + " nothing in the source, `c` in the target; after `c` the next"
                            + " operation is `b` in the source, nothing in the target"));
    assertThat(reported(source, pages().build())).isEmpty();
    assertThat(reported(pages().build(), target)).isEmpty();
  }

  @Test
  void aFlowWithAnotherTriggerHasNoUrlToCompare() {
    Side webhook =
        pages().has(ObjectKind.FLOW, "", "hook", "{\"webhook\":\"1\",\"first\":\"a\"}").build();
    Side event = pages().has(ObjectKind.FLOW, "", "hook", "{\"first\":\"a\"}").build();

    assertThat(reported(webhook, event)).isEmpty();
    assertThat(reported(event, webhook)).isEmpty();
  }

  private static Side flow(String id, String links) {
    return pages()
        .has(
            ObjectKind.FLOW,
            "",
            "swap",
            ("{'webhook':'" + id + "','first':'a','links':" + links + "}").replace('\'', '"'))
        .build();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SETTING", "FLOW"})
  void anObjectOfOneSideOnlyIsOneChange(ObjectKind kind) {
    String whole = "{\"references\":{},\"tracked\":false}";
    Side with = pages().has(kind, isTable(kind) ? "" : "pages", "odd", whole).build();
    Side without = pages().build();

    assertThat(reported(with, without)).hasSize(1).allMatch(line -> isOf(line, kind, "_added"));
    assertThat(reported(without, with)).hasSize(1).allMatch(line -> isOf(line, kind, "_removed"));
    assertThat(Differ.diff(with, without).changes())
        .allMatch(change -> change.neverConverges().isPresent())
        .allMatch(change -> change.message().endsWith("is missing in the target"))
        .allMatch(change -> change.after().equals(JsonText.read(whole)));
  }

  private static boolean isTable(ObjectKind kind) {
    return kind.isTable();
  }

  private static boolean isOf(String line, ObjectKind kind, String suffix) {
    return line.contains(" " + kind.label() + suffix + " ");
  }

  @Test
  void aChangedMemberIsThePath() {
    Side source = pages().has(CHECK_CONSTRAINT, "pages", "odd", "{\"a\":1,\"b\":2}").build();
    Side target = pages().has(CHECK_CONSTRAINT, "pages", "odd", "{\"a\":1,\"b\":3}").build();

    Change change = Differ.diff(source, target).changes().getFirst();

    assertThat(change.path()).isEqualTo("b");
    assertThat(change.before()).isEqualTo(JsonValue.of(3));
    assertThat(change.after()).isEqualTo(JsonValue.of(2));
    assertThat(change.message())
        .isEqualTo("`b` of check constraint `odd` of `pages`: 3 in the target, 2 in the source");
  }

  @Test
  void severalChangedMembersAreOneChangeOfTheWhole() {
    Side source = pages().has(ENUM, "", "mood", "{\"a\":1,\"b\":2}").build();
    Side target = pages().has(ENUM, "", "mood", "{\"a\":2,\"c\":3}").build();

    Change change = Differ.diff(source, target).changes().getFirst();

    assertThat(Differ.diff(source, target).changes()).hasSize(1);
    assertThat(change.path()).isEmpty();
    assertThat(change.before()).isInstanceOf(JsonValue.JsonObject.class);
    assertThat(change.message()).isEqualTo("enum `mood` differs in `a`, `b`, `c`");
  }

  @Test
  void withoutInventoryNothingIsComparedAndItIsReported() {
    Side with = pages().has(EXTENSION, "", "pg_trgm", "{}").build();

    Difference difference = Differ.diff(with, pages().withoutDatabase());

    assertThat(difference.changes()).isEmpty();
    assertThat(difference.catalogCompared()).isFalse();
    assertThat(Differ.diff(with, pages().build()).catalogCompared()).isTrue();
  }

  @Test
  void objectsOfATableThatOneSideLacksAreReportedWithIt() {
    Side source =
        pages()
            .tracks("extra", "id")
            .has(INDEX, "extra", "i", "{\"columns\":[\"id\"]}")
            .has(TRIGGER, "extra", "t", "{}")
            .has(SEQUENCE, "extra", "extra_id_seq", "{\"columns\":[\"id\"]}")
            .has(TABLE, "", "log", "{\"columns\":[]}")
            .has(GRANT, "log", "reader", "{}")
            .build();

    assertThat(reported(source, pages().build()))
        .containsExactly("low collection_added extra", "low table_added log");
  }

  @Test
  void objectsOfATableThatIsAViewOnTheOtherSideAreReportedWithIt() {
    Side source = pages().has(TABLE, "", "log", "{}").has(INDEX, "log", "i", "{}").build();
    Side target = pages().has(VIEW, "", "log", "{}").build();

    assertThat(reported(source, target))
        .containsExactly("low table_added log", "medium view_removed log");
  }

  @Test
  void aTableThatOneSideTracksIsReportedByTheCollection() {
    Side source = pages().tracks("log", "id").has(TRIGGER, "log", "t", "{}").build();
    Side target = pages().has(TABLE, "", "log", "{\"columns\":[\"id\"]}").build();

    assertThat(reported(source, target))
        .containsExactly("low collection_added log", "medium trigger_added log.t");
  }

  @Test
  void whatDirectusDoesNotKnowOfATrackedTableOrColumnIsAChangeOfIt() {
    Side source =
        pages()
            .has(TABLE, "pages", "pages", "{\"unlogged\":true}")
            .has(COLUMN, "pages", "title", "{\"collation\":\"C\",\"columns\":[\"title\"]}")
            .build();

    assertThat(reported(source, pages().build()))
        .containsExactly(
            "high table_changed pages unlogged", "medium column_changed pages.title collation");
    assertThat(reported(pages().build(), source))
        .containsExactly(
            "high table_changed pages unlogged", "medium column_changed pages.title collation");
  }

  /** The snapshot shows no tables of Directus's own. */
  @Test
  void whatIsReportedOfASystemTableHidesNothingElseOfIt() {
    Side target =
        pages()
            .has(TABLE, "directus_activity", "directus_activity", "{\"unlogged\":true}")
            .has(TRIGGER, "directus_activity", "t", "{}")
            .has(GRANT, "directus_activity", "reader", "{}")
            .build();

    assertThat(reported(pages().build(), target))
        .containsExactly(
            "high table_changed directus_activity unlogged",
            "high grant_removed directus_activity.reader",
            "high trigger_removed directus_activity.t");
  }

  @Test
  void aTableWithOtherColumnsIsLessGraveThanOneThatIsUnlogged() {
    Side source = pages().has(TABLE, "", "log", "{\"columns\":[\"a\"],\"unlogged\":false}").build();
    Side columns =
        pages().has(TABLE, "", "log", "{\"columns\":[\"b\"],\"unlogged\":false}").build();
    Side unlogged =
        pages().has(TABLE, "", "log", "{\"columns\":[\"a\"],\"unlogged\":true}").build();

    assertThat(reported(source, columns)).containsExactly("medium table_changed log columns");
    assertThat(reported(source, unlogged)).containsExactly("high table_changed log unlogged");
    assertThat(
            reported(
                pages().has(TABLE, "", "log", "{\"grants\":{}}").build(),
                pages().has(TABLE, "", "log", "{\"grants\":{\"public\":[\"SELECT\"]}}").build()))
        .containsExactly("high table_changed log grants");
  }

  @Test
  void aColumnThatOneSideTracksIsReportedByTheField() {
    Side source = new SideBuilder().tracks("pages", "id", "title", "note").build();
    Side target =
        pages().has(COLUMN, "pages", "note", "{\"tracked\":false,\"columns\":[\"note\"]}").build();

    assertThat(reported(source, target)).containsExactly("low field_added pages.note");
    assertThat(reported(target, source)).containsExactly("critical field_removed pages.note");
  }

  @Test
  void aColumnThatNobodyTracksIsReported() {
    Side source =
        pages()
            .has(COLUMN, "pages", "secret", "{\"tracked\":false,\"columns\":[\"secret\"]}")
            .build();

    assertThat(reported(source, pages().build()))
        .containsExactly("medium column_added pages.secret");
    assertThat(reported(pages().build(), source))
        .containsExactly("high column_removed pages.secret");
  }

  @Test
  void anObjectThatSpeaksOfAColumnOfOneSideIsReportedByTheField() {
    Side source =
        new SideBuilder()
            .tracks("pages", "id", "title", "note")
            .has(INDEX, "pages", "i", "{\"columns\":[\"title\",\"note\",null]}")
            .has(CHECK_CONSTRAINT, "pages", "c", "{\"columns\":[\"title\"]}")
            .build();
    Side target = pages().has(INDEX, "pages", "i", "{\"columns\":[\"title\"]}").build();

    assertThat(reported(source, target))
        .containsExactly("medium check_constraint_added pages.c", "low field_added pages.note");
  }

  @Test
  void namesOfIndexesAndConstraintsDoNotCount() {
    Side source =
        pages()
            .has(INDEX, "pages", "a", "{\"columns\":[\"id\",\"title\"]}")
            .has(FOREIGN_KEY, "pages", "a", "{\"columns\":[\"id\"],\"references\":{}}")
            .build();
    Side target =
        pages()
            .has(INDEX, "pages", "b", "{\"columns\":[\"id\",\"title\"]}")
            .has(FOREIGN_KEY, "pages", "b", "{\"columns\":[\"id\"],\"references\":{}}")
            .build();

    assertThat(reported(source, target)).isEmpty();
  }

  @Test
  void namesThatAreTurnedAroundDoNotCount() {
    Side source =
        pages().has(INDEX, "pages", "a", "{\"x\":1}").has(INDEX, "pages", "b", "{\"x\":2}").build();
    Side target =
        pages().has(INDEX, "pages", "a", "{\"x\":2}").has(INDEX, "pages", "b", "{\"x\":1}").build();

    assertThat(reported(source, target)).isEmpty();
  }

  @Test
  void anIndexThatIsThereTwiceIsReported() {
    Side source =
        pages().has(INDEX, "pages", "a", "{\"x\":1}").has(INDEX, "pages", "b", "{\"x\":1}").build();
    Side target = pages().has(INDEX, "pages", "c", "{\"x\":1}").build();

    assertThat(reported(source, target)).hasSize(1);
  }

  @Test
  void namesOfEverythingElseCount() {
    Side source = pages().has(TRIGGER, "pages", "a", "{}").build();
    Side target = pages().has(TRIGGER, "pages", "b", "{}").build();

    assertThat(reported(source, target))
        .containsExactly("medium trigger_added pages.a", "high trigger_removed pages.b");
  }

  @Test
  void betweenVersionsTheTablesOfDirectusDifferInWhatDirectusMade() {
    SideBuilder newer =
        pages()
            .runs("12.4.0")
            .has(INDEX, "directus_users", "i", "{}")
            .has(COLUMN, "directus_users", "x", "{\"collation\":\"C\"}")
            .has(SEQUENCE, "directus_activity", "directus_activity_id_seq", "{}")
            .has(TRIGGER, "directus_users", "t", "{}")
            .has(CHECK_CONSTRAINT, "directus_users", "c", "{}")
            .has(POLICY, "directus_users", "p", "{}")
            .has(GRANT, "directus_users", "reader", "{}")
            .has(ROUTINE, "", "directus_touch()", "{}");

    assertThat(reported(newer.build(), pages().runs("11.17.4").build()))
        .containsExactly(
            "high directus_version_changed  directus",
            "low routine_added directus_touch()",
            "medium check_constraint_added directus_users.c",
            "high policy_added directus_users.p",
            "high grant_added directus_users.reader",
            "medium trigger_added directus_users.t");
    assertThat(reported(newer.build(), pages().build())).hasSize(8);
  }

  @Test
  void withinOneVersionTheTablesOfDirectusAreCompared() {
    String column = "{\"columns\":[\"erp\"],\"system\":true,\"type\":\"text\"}";
    Side source =
        users()
            .has(COLUMN, "directus_users", "erp", column)
            .has(INDEX, "directus_users", "i", "{\"columns\":[\"erp\"]}")
            .has(TABLE, "directus_x", "directus_x", "{\"system\":true}")
            .has(COLUMN, "directus_x", "id", "{\"columns\":[\"id\"],\"system\":true}")
            .has(GRANT, "directus_x", "public", "{}")
            .build();

    assertThat(reported(source, users().build()))
        .containsExactly("medium column_added directus_users.erp", "low table_added directus_x");
    assertThat(reported(users().build(), source))
        .containsExactly("high column_removed directus_users.erp", "high table_removed directus_x");
  }

  @Test
  void aTableThatLostItsPrimaryKeyIsReportedWithAllThatBelongsToIt() {
    SideBuilder parts =
        users()
            .has(UNIQUE_CONSTRAINT, "directus_users", "u", "{\"columns\":[\"id\"]}")
            .has(TRIGGER, "directus_users", "t", "{}");
    Side whole =
        pages().has(TABLE, "directus_users", "directus_users", "{\"columns\":{\"id\":{}}}").build();

    assertThat(reported(parts.build(), whole))
        .containsExactly("medium table_changed directus_users");
  }

  /** Whoever edits the metadata of such a column makes it a field. */
  @Test
  void aUniqueConstraintThatTheFieldTellsOnOneSideIsReportedByTheField() {
    Side field = users().tracks("directus_users", "erp").build();
    Side own =
        users()
            .tracks("directus_users")
            .has(COLUMN, "directus_users", "erp", "{\"columns\":[\"erp\"],\"system\":true}")
            .has(UNIQUE_CONSTRAINT, "directus_users", "u", "{\"columns\":[\"erp\"]}")
            .build();

    assertThat(reported(field, own)).containsExactly("low field_added directus_users.erp");
  }

  @Test
  void metadataOfWhatIsDirectusOwnIsNoDifference() {
    SideBuilder rows =
        users()
            .tracks("directus_users", "email")
            .tracks("directus_sync_id_map", "id")
            .relates("directus_users", "role");

    assertThat(reported(rows.withoutDatabase(), users().withoutDatabase())).isEmpty();
    assertThat(reported(users().withoutDatabase(), rows.withoutDatabase())).isEmpty();
    // Until 12 a field of this name is custom.
    assertThat(
            reported(
                users().runs("11.17.4").tracks("directus_folders", "type").withoutDatabase(),
                users().runs("11.17.4").withoutDatabase()))
        .containsExactly("low field_added directus_folders.type");
  }

  private static SideBuilder users() {
    return pages()
        .has(TABLE, "directus_users", "directus_users", "{\"system\":true}")
        .has(COLUMN, "directus_users", "id", "{\"columns\":[\"id\"],\"system\":true}");
  }

  @Test
  void whatAPartitionHasFromItsParentIsReportedOfTheParent() {
    SideBuilder source = events().has(INDEX, "events", "i", "{\"columns\":[\"id\"]}");
    for (String part : List.of("events_1", "events_2")) {
      source.has(INDEX, part, part + "_i", "{\"columns\":[\"id\"]}").has(TRIGGER, part, "t", "{}");
    }
    source.has(TRIGGER, "events", "t", "{}").has(TRIGGER, "events_2", "own", "{}");

    assertThat(reported(source.build(), events().build()))
        .containsExactly(
            "low index_added events.i",
            "medium trigger_added events.t",
            "medium trigger_added events_2.own");
  }

  @Test
  void partitionsOfATableThatOneSideLacksAreReportedWithIt() {
    assertThat(reported(events().has(INDEX, "events_1", "i", "{}").build(), pages().build()))
        .containsExactly("low partitioned_table_added events", "low collection_added events_2");
  }

  /** Directus tracks one of its two partitions. */
  private static SideBuilder events() {
    return pages()
        .tracks("events_2", "id")
        .has(PARTITIONED_TABLE, "", "events", "{\"columns\":{\"id\":{}}}")
        .has(PARTITION, "", "events_1", "{\"columns\":{},\"partitionOf\":{\"table\":\"events\"}}")
        .has(PARTITION, "events_2", "events_2", "{\"table\":\"events\",\"bounds\":\"2\"}");
  }

  @Test
  void aTrackedTableThatIsAPartitionOnOneSideIsAChangeOfIt() {
    Side plain =
        pages()
            .tracks("events_2", "id")
            .has(PARTITIONED_TABLE, "", "events", "{\"columns\":{\"id\":{}}}")
            .has(
                PARTITION,
                "",
                "events_1",
                "{\"columns\":{},\"partitionOf\":{\"table\":\"events\"}}")
            .build();

    assertThat(reported(events().build(), plain))
        .containsExactly("high partition_changed events_2");
  }

  @Test
  void aForeignKeyThatDoesNotFullyHoldIsAChangeOfIt() {
    Side holds = pages().relates("pages", "title").build();
    Side unchecked =
        pages()
            .relates("pages", "title")
            .has(
                FOREIGN_KEY,
                "pages",
                "fk",
                "{\"columns\":[\"title\"],\"validated\":false,\"enabled\":true,\"deferrable\":false}")
            .build();

    assertThat(reported(holds, unchecked))
        .containsExactly("high foreign_key_changed pages.fk validated");
    assertThat(Differ.diff(holds, unchecked).changes().getFirst().after())
        .isEqualTo(JsonValue.of(true));
    assertThat(reported(pages().build(), unchecked))
        .containsExactly("high relation_removed pages.title");
  }

  @Test
  void aForeignKeyWhoseRelationOneSideLacksIsReportedByTheRelation() {
    Side known = pages().relates("pages", "title").build();
    String whole = "\"references\":{\"table\":\"tags\",\"columns\":[\"id\"]}}";
    Side unknown =
        pages().has(FOREIGN_KEY, "pages", "fk", "{\"columns\":[\"title\"]," + whole).build();
    Side another =
        pages().has(FOREIGN_KEY, "pages", "fk", "{\"columns\":[\"id\",\"title\"]," + whole).build();

    assertThat(reported(known, unknown)).containsExactly("medium relation_added pages.title");
    assertThat(reported(unknown, known)).containsExactly("high relation_removed pages.title");
    assertThat(reported(known, another))
        .containsExactly("high foreign_key_removed pages.fk", "medium relation_added pages.title");
  }

  @Test
  void aViewThatOneSideListsAsACollectionIsReportedByTheCollection() {
    Side listed = pages().lists("totals").has(VIEW, "totals", "totals", "{\"columns\":{}}").build();
    Side not = pages().has(VIEW, "", "totals", "{\"columns\":{}}").build();

    assertThat(reported(listed, not)).containsExactly("info collection_added totals");
  }

  /** Such as one with a primary key of two columns: Directus reports it without its columns. */
  @Test
  void aCollectionThatDirectusCannotUseIsReportedByTheCollectionAlone() {
    Side with = pages().tracks("pairs").has(TABLE, "pairs", "pairs", "{\"columns\":{}}").build();
    Side folder = pages().lists("pairs").build();

    assertThat(reported(pages().build(), with))
        .containsExactly("critical collection_removed pairs");
    assertThat(reported(with, pages().build())).containsExactly("low collection_added pairs");
    assertThat(reported(folder, with))
        .containsExactly("critical collection_table_removed pairs schema");
  }

  @Test
  void aViewThatBothListIsReportedWhereOneSideHasNone() {
    Side with =
        pages().lists("totals").has(VIEW, "totals", "totals", "{\"columns\":{\"a\":{}}}").build();
    Side without = pages().lists("totals").build();
    Side other =
        pages().lists("totals").has(VIEW, "totals", "totals", "{\"columns\":{\"b\":{}}}").build();

    assertThat(reported(with, without)).containsExactly("low view_added totals");
    assertThat(reported(with, other)).containsExactly("medium view_changed totals columns");
  }

  @Test
  void aUniqueIndexIsGraverThanAnother() {
    Side unique = pages().has(INDEX, "pages", "i", "{\"unique\":true}").build();
    Side plain = pages().has(INDEX, "pages", "i", "{\"unique\":false}").build();

    assertThat(reported(unique, pages().build())).containsExactly("medium index_added pages.i");
    assertThat(reported(plain, pages().build())).containsExactly("low index_added pages.i");
    assertThat(reported(plain, unique)).containsExactly("medium index_changed pages.i unique");
  }

  @Test
  void aGrantToEverybodyIsGraverThanAnother() {
    Side everybody = pages().has(GRANT, "pages", "public", "{}").build();
    Side reader = pages().has(GRANT, "pages", "reader", "{}").build();

    assertThat(reported(pages().build(), everybody))
        .containsExactly("critical grant_removed pages.public");
    assertThat(reported(reader, pages().build())).containsExactly("high grant_added pages.reader");
  }

  @Test
  void ignoreRulesKnowAnObjectByItsTableAndName() {
    Side source =
        pages()
            .has(INDEX, "pages", "odd", "{}")
            .has(ROW_SECURITY, "pages", "pages", "{}")
            .has(EXTENSION, "", "pg_trgm", "{}")
            .build();
    List<Change> changes = Differ.diff(source, pages().build()).changes();

    assertThat(covered(changes, "pages.*")).containsExactly("pages.odd");
    assertThat(covered(changes, "pages")).containsExactly("pages");
    assertThat(covered(changes, "pg_*")).containsExactly("pg_trgm");
  }

  private static List<String> covered(List<Change> changes, String glob) {
    IgnoreRule rule =
        new IgnoreRule(glob, Optional.empty(), Optional.empty(), "so", Optional.empty());
    return changes.stream().filter(rule::covers).map(change -> change.subject().text()).toList();
  }

  private static List<String> reported(Side source, Side target) {
    return Differ.diff(source, target).changes().stream()
        .map(
            change ->
                (change.severity().label()
                        + " "
                        + change.code().label()
                        + " "
                        + change.subject().text()
                        + " "
                        + change.path())
                    .strip())
        .toList();
  }
}
