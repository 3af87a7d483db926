package dev.plumbline.drift.objects;

import static dev.plumbline.inventory.ObjectKind.COLUMN;
import static dev.plumbline.inventory.ObjectKind.SETTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.differ.Differ;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What belongs to a whole database, and columns that tools added to Directus's own tables. */
class SettingChangesTest {
  private static SideBuilder sorted(String collation) {
    return new SideBuilder().tracks("pages", "id").has(SETTING, "", "collation", value(collation));
  }

  private static SideBuilder sorted(String collation, String version) {
    return sorted(collation).has(SETTING, "", "collation_version", value(version));
  }

  private static String value(String text) {
    return "{\"value\":\"" + text + "\"}";
  }

  private static List<String> reported(SideBuilder source, SideBuilder target) {
    return Differ.diff(source.build(), target.build()).changes().stream()
        .map(
            change ->
                "%s %s %s"
                    .formatted(
                        change.severity().label(), change.code().label(), change.subject().text()))
        .toList();
  }

  @Test
  void versionOfACollationIsComparedWhereTheCollationIsTheSame() {
    SideBuilder older = sorted("de_DE.UTF-8", "2.31");

    assertThat(reported(older, sorted("de_DE.UTF-8", "2.36")))
        .containsExactly("info setting_changed collation_version");
    assertThat(reported(older, sorted("de_DE.UTF-8", "2.31"))).isEmpty();
    assertThat(reported(older, sorted("de_CH.UTF-8", "2.36")))
        .containsExactly("low setting_changed collation");
    assertThat(reported(new SideBuilder().tracks("pages", "id"), older))
        .containsExactly("low setting_changed collation");
  }

  /** PostgreSQL before 15 does not know of every collation. */
  @Test
  void versionThatIsNotKnownDiffersFromNone() {
    SideBuilder known = sorted("de_DE.UTF-8", "2.31");

    assertThat(reported(known, sorted("de_DE.UTF-8"))).isEmpty();
    assertThat(reported(sorted("de_DE.UTF-8"), known)).isEmpty();
  }

  @Test
  void columnOfASyncToolIsNamedAsThat() {
    SideBuilder source =
        new SideBuilder()
            .tracks("pages", "id")
            .has(COLUMN, "directus_settings", "mv_hash", "{\"system\":true}");

    assertThat(
            Differ.diff(source.build(), new SideBuilder().tracks("pages", "id").build()).changes())
        .extracting(Change::message)
        .containsExactly(
            "column `mv_hash` of `directus_settings` (created by schema-sync) is"
                + " missing in the target");
  }
}
