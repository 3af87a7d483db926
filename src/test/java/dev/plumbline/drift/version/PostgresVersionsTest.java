package dev.plumbline.drift.version;

import static dev.plumbline.drift.change.ChangeCode.CHECK_CONSTRAINT_CHANGED;
import static dev.plumbline.drift.change.ChangeCode.EXTENSION_CHANGED;
import static dev.plumbline.drift.change.ChangeCode.FIELD_DEFAULT_CHANGED;
import static dev.plumbline.drift.change.ChangeCode.GRANT_CHANGED;
import static dev.plumbline.drift.change.ChangeCode.ROUTINE_CHANGED;
import static dev.plumbline.drift.change.ChangeCode.TABLE_CHANGED;
import static dev.plumbline.drift.change.ChangeCode.VIEW_CHANGED;
import static dev.plumbline.inventory.ObjectKind.CHECK_CONSTRAINT;
import static dev.plumbline.inventory.ObjectKind.COLUMN;
import static dev.plumbline.inventory.ObjectKind.DOMAIN;
import static dev.plumbline.inventory.ObjectKind.EXTENSION;
import static dev.plumbline.inventory.ObjectKind.GRANT;
import static dev.plumbline.inventory.ObjectKind.INDEX;
import static dev.plumbline.inventory.ObjectKind.MATERIALIZED_VIEW;
import static dev.plumbline.inventory.ObjectKind.ROUTINE;
import static dev.plumbline.inventory.ObjectKind.TABLE;
import static dev.plumbline.inventory.ObjectKind.VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.drift.objects.SideBuilder;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.severity.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresVersionsTest {
  private static SideBuilder side(
      String postgres, ObjectKind kind, String name, String definition) {
    boolean isFree = kind.isTable() || List.of(EXTENSION, ROUTINE, DOMAIN).contains(kind);
    return new SideBuilder()
        .tracks("pages", "id", "title")
        .on(postgres)
        .has(kind, isFree ? "" : "pages", name, definition);
  }

  /** Each way round the same. */
  private static List<Change> changes(SideBuilder one, SideBuilder other) {
    List<Change> changes = Differ.diff(one.build(), other.build()).changes();
    assertThat(Differ.diff(other.build(), one.build()).changes())
        .extracting(Change::code, Change::severity)
        .isEqualTo(changes.stream().map(c -> tuple(c.code(), c.severity())).toList());
    return changes;
  }

  private static void assertAlike(
      ObjectKind kind, String name, String older, String one, String newer, String other) {
    assertThat(changes(side(older, kind, name, one), side(newer, kind, name, other))).isEmpty();
    // One version explains nothing.
    assertThat(changes(side(newer, kind, name, one), side(newer, kind, name, other)))
        .singleElement()
        .satisfies(change -> assertThat(change.severity()).isNotEqualTo(Severity.INFO));
  }

  private static void assertChanged(
      ChangeCode code, Severity severity, SideBuilder one, SideBuilder other) {
    assertThat(changes(one, other))
        .singleElement()
        .satisfies(change -> assertThat(change.code()).isEqualTo(code))
        .satisfies(change -> assertThat(change.severity()).isEqualTo(severity));
  }

  @Test
  void theSameViewIsNoChange() {
    for (ObjectKind kind : List.of(VIEW, MATERIALIZED_VIEW)) {
      assertAlike(
          kind,
          "titles",
          "15.18",
          "{\"columns\":{},\"definition\":\" SELECT pages.title\\n   FROM pages;\"}",
          "16.4 (Debian 16.4-1)",
          "{\"columns\":{},\"definition\":\" SELECT title\\n   FROM pages;\"}");
    }
  }

  @Test
  void anotherViewIsTheOrdinaryChange() {
    assertChanged(
        VIEW_CHANGED,
        Severity.MEDIUM,
        side("15.18", VIEW, "v", "{\"definition\":\" SELECT pages.title FROM pages;\"}"),
        side("16.4", VIEW, "v", "{\"definition\":\" SELECT id FROM pages;\"}"));
  }

  @Test
  void whatOnlyTheTypesOfColumnsDecideIsInfo() {
    List<Change> changes =
        changes(
            side("13.9", VIEW, "v", "{\"definition\":\" SELECT btrim((t.c)::text) AS b FROM t;\"}"),
            side("18.0", VIEW, "v", "{\"definition\":\" SELECT TRIM(BOTH FROM c) AS b FROM t;\"}"));

    assertThat(changes)
        .singleElement()
        .satisfies(change -> assertThat(change.code()).isEqualTo(VIEW_CHANGED))
        .satisfies(change -> assertThat(change.severity()).isEqualTo(Severity.INFO))
        .satisfies(change -> assertThat(change.path()).isEqualTo("definition"))
        .satisfies(
            change ->
                assertThat(change.message())
                    .contains("printed differently by PostgreSQL 13 and 18"));
  }

  @Test
  void aDoubtBesideARealDifferenceIsTheOrdinaryChange() {
    assertChanged(
        VIEW_CHANGED,
        Severity.MEDIUM,
        side(
            "13.9",
            VIEW,
            "v",
            "{\"definition\":\" SELECT btrim((t.c)::text) AS b FROM t;\",\"options\":\"security_barrier=true\"}"),
        side("18.0", VIEW, "v", "{\"definition\":\" SELECT TRIM(BOTH FROM c) AS b FROM t;\"}"));
  }

  @Test
  void theSameExpressionIsNoChangeWhereverItStands() {
    String call = "\"(btrim(title) <> ''::text)\"";
    String syntax = "\"(TRIM(BOTH FROM title) <> ''::text)\"";
    assertAlike(
        CHECK_CONSTRAINT,
        "c",
        "13.9",
        "{\"expression\":" + call + "}",
        "14.2",
        "{\"expression\":" + syntax + "}");
    assertAlike(
        DOMAIN,
        "d",
        "13.9",
        "{\"checks\":[" + call + "]}",
        "17.1",
        "{\"checks\":[" + syntax + "]}");
    assertAlike(
        INDEX,
        "i",
        "13.9",
        "{\"definition\":\"USING btree (btrim(title))\"}",
        "18.0",
        "{\"definition\":\"USING btree (TRIM(BOTH FROM title))\"}");
    assertAlike(
        COLUMN,
        "at",
        "13.9",
        "{\"tracked\":false,\"default\":\"timezone('utc'::text, now())\"}",
        "18.0",
        "{\"tracked\":false,\"default\":\"(now() AT TIME ZONE 'utc'::text)\"}");
    assertAlike(
        TABLE,
        "whole",
        "13.9",
        "{\"columns\":{\"at\":{\"default\":\"timezone('utc'::text, now())\"}}}",
        "18.0",
        "{\"columns\":{\"at\":{\"default\":\"(now() AT TIME ZONE 'utc'::text)\"}}}");
  }

  @Test
  void namesDoNotCountWhereTheVersionsExplainTheRest() {
    String old = "{\"definition\":\"USING btree (btrim(title))\"}";
    String now = "{\"definition\":\"USING btree (TRIM(BOTH FROM title))\"}";
    assertThat(changes(side("13.9", INDEX, "i", old), side("18.0", INDEX, "j", now))).isEmpty();
    SideBuilder other = side("18.0", INDEX, "j", now);
    assertThat(Differ.diff(side("18.0", INDEX, "i", old).build(), other.build()).changes())
        .hasSize(2);
  }

  /** The snapshots show the two prints, the inventories too: the catalog decides. */
  @Test
  void theSameDefaultOfAFieldIsNoChange() {
    assertThat(changes(withDefault("13.9", OLD), withDefault("18.0", NEW))).isEmpty();
    assertThat(changes(withDefault("18.0", OLD), withDefault("18.0", NEW))).isNotEmpty();
    assertThat(changes(withDefault("13.9", OLD), withDefault("18.0", NEW.replace("utc", "cet"))))
        .extracting(Change::severity)
        .containsExactly(Severity.MEDIUM);
  }

  private static final String OLD = "timezone('utc'::text, now())";
  private static final String NEW = "(now() AT TIME ZONE 'utc'::text)";

  /** Nobody knows what type a function gives. */
  @Test
  void aDefaultThatCannotBeDecidedIsInfo() {
    List<Change> changes =
        changes(
            withDefault("13.9", "btrim((f())::text)"), withDefault("18.0", "TRIM(BOTH FROM f())"));

    assertThat(changes)
        .singleElement()
        .satisfies(change -> assertThat(change.code()).isEqualTo(FIELD_DEFAULT_CHANGED))
        .satisfies(change -> assertThat(change.severity()).isEqualTo(Severity.INFO))
        .satisfies(
            change ->
                assertThat(change.message())
                    .contains("printed differently by PostgreSQL 13 and 18"));
  }

  @Test
  void theTypesOfColumnsDecide() {
    String old = "{\"expression\":\"(btrim((name)::text) <> ''::text)\"}";
    String now = "{\"expression\":\"(TRIM(BOTH FROM name) <> ''::text)\"}";
    String column = "{\"tracked\":false,\"type\":\"%s\"}";
    for (String type : List.of("character varying(255)", "character(3)", "name")) {
      assertThat(
              changes(
                  side("13.9", CHECK_CONSTRAINT, "c", old)
                      .has(COLUMN, "pages", "name", column.formatted(type)),
                  side("18.0", CHECK_CONSTRAINT, "c", now)
                      .has(COLUMN, "pages", "name", column.formatted(type))))
          .isEmpty();
    }
    assertChanged(
        CHECK_CONSTRAINT_CHANGED,
        Severity.INFO,
        side("13.9", CHECK_CONSTRAINT, "c", old),
        side("18.0", CHECK_CONSTRAINT, "c", now));
  }

  @Test
  void constraintsOfAWholeTableAreComparedInAnyOrder() {
    String check = "{\"columns\":[\"a\"],\"expression\":\"%s\"}";
    String table = "{\"columns\":{},\"constraints\":[%s]}";
    String old = check.formatted("(btrim(a) <> ''::text)");
    String now = check.formatted("(TRIM(BOTH FROM a) <> ''::text)");
    String other = check.formatted("(a <> 'm'::text)");
    assertAlike(
        TABLE,
        "whole",
        "13.9",
        table.formatted(old + "," + other),
        "18.0",
        table.formatted(other + "," + now));
    assertChanged(
        TABLE_CHANGED,
        Severity.MEDIUM,
        side("13.9", TABLE, "whole", table.formatted(old + "," + other)),
        side("18.0", TABLE, "whole", table.formatted(now + "," + now)));
  }

  @Test
  void whatExtractGivesInAViewIsOfTheVersion() {
    String view =
        "{\"columns\":{\"y\":{\"type\":\"%s\",\"nullable\":true}},\"definition\":\" SELECT %s AS y FROM t;\"}";
    String old = view.formatted("double precision", "date_part('year'::text, t.d)");
    assertAlike(VIEW, "v", "13.9", old, "16.1", view.formatted("numeric", "EXTRACT(year FROM d)"));
    assertChanged(
        VIEW_CHANGED,
        Severity.MEDIUM,
        side("13.9", VIEW, "v", old),
        side("16.1", VIEW, "v", view.formatted("bigint", "EXTRACT(year FROM d)")));
  }

  private static SideBuilder withDefault(String postgres, String expression) {
    return new SideBuilder()
        .tracks("pages", "id")
        .defaults("pages", "at", expression)
        .on(postgres)
        .has(COLUMN, "pages", "at", "{\"columns\":[\"at\"],\"default\":\"" + expression + "\"}");
  }

  @Test
  void maintainIsNoPrivilegeOfOlderVersions() {
    assertAlike(
        GRANT,
        "ann",
        "16.4",
        "{\"privileges\":[\"SELECT\",\"UPDATE\"]}",
        "17.1",
        "{\"privileges\":[\"MAINTAIN\",\"SELECT\",\"UPDATE\"]}");
    assertAlike(
        TABLE,
        "whole",
        "16.4",
        "{\"columns\":{},\"grants\":{\"ann\":[\"SELECT\"]}}",
        "17.1",
        "{\"columns\":{},\"grants\":{\"ann\":[\"MAINTAIN WITH GRANT OPTION\",\"SELECT\"]}}");
    assertChanged(
        GRANT_CHANGED,
        Severity.HIGH,
        side("16.4", GRANT, "ann", "{\"privileges\":[\"DELETE\"]}"),
        side("17.1", GRANT, "ann", "{\"privileges\":[\"MAINTAIN\",\"SELECT\"]}"));
    assertChanged(
        GRANT_CHANGED,
        Severity.HIGH,
        side("17.1", GRANT, "ann", "{\"privileges\":[\"SELECT\"]}"),
        side("18.1", GRANT, "ann", "{\"privileges\":[\"MAINTAIN\",\"SELECT\"]}"));
  }

  @Test
  void anExtensionOfTheServerHasTheVersionOfTheServer() {
    String old = "{\"schema\":\"public\",\"version\":\"1.5\"}";
    assertAlike(
        EXTENSION, "pg_trgm", "13.9", old, "18.0", "{\"schema\":\"public\",\"version\":\"1.6\"}");
    assertChanged(
        EXTENSION_CHANGED,
        Severity.LOW,
        side("13.9", EXTENSION, "vector", old),
        side("18.0", EXTENSION, "vector", "{\"schema\":\"public\",\"version\":\"1.6\"}"));
  }

  @Test
  void aFunctionIsAnotherInEveryVersionButForDefaultsThatArePrintedOtherwise() {
    assertFunction(Severity.MEDIUM, "15.3", "16.1", "{\"language\":\"sql\",\"sha256\":\"%s\"}");
    assertFunction(Severity.MEDIUM, "13.3", "18.1", "{\"language\":\"plpgsql\",\"sha256\":\"%s\"}");
    assertAlike(
        ROUTINE,
        "f(timestamp)",
        "13.9",
        "{\"sha256\":\"a\",\"defaults\":\"1, timezone('utc'::text, now())\"}",
        "14.2",
        "{\"sha256\":\"a\",\"defaults\":\"1, (now() AT TIME ZONE 'utc'::text)\"}");
  }

  private static void assertFunction(Severity severity, String one, String other, String text) {
    assertChanged(
        ROUTINE_CHANGED,
        severity,
        side(one, ROUTINE, "f()", text.formatted("aa")),
        side(other, ROUTINE, "f()", text.formatted("bb")));
  }
}
