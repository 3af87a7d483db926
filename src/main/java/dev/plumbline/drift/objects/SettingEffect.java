package dev.plumbline.drift.objects;

import dev.plumbline.catalog.DatabaseSettings;
import dev.plumbline.drift.objects.InventoryMatcher.Pair;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.severity.Severity;
import java.util.Map;
import java.util.Set;

/**
 * What it means that a setting differs.
 *
 * @param sentence a clause for a person
 */
record SettingEffect(Severity severity, String sentence) {
  private static final SettingEffect OTHER =
      new SettingEffect(Severity.LOW, "the same statement may have another effect");

  private static final ObjectId COLLATION =
      new ObjectId(ObjectKind.SETTING, "", DatabaseSettings.COLLATION);
  private static final ObjectId VERSION =
      new ObjectId(ObjectKind.SETTING, "", DatabaseSettings.COLLATION_VERSION);

  private static final Map<String, SettingEffect> EFFECTS =
      Map.ofEntries(
          effect(
              "TimeZone",
              Severity.MEDIUM,
              "a date or timestamp without time zone that the database fills in has"
                  + " another local time"),
          effect(
              "DateStyle",
              Severity.LOW,
              "dates such as 01/02/2026 are read or written in another order"),
          effect("IntervalStyle", Severity.LOW, "intervals are written in another form"),
          effect("bytea_output", Severity.LOW, "binary values are written in another form"),
          effect("extra_float_digits", Severity.LOW, "floating-point numbers are rounded"),
          effect(
              "standard_conforming_strings",
              Severity.MEDIUM,
              "a backslash in a text means something else"),
          effect("default_text_search_config", Severity.LOW, "text searches find different words"),
          effect(
              "search_path",
              Severity.INFO,
              "types and functions in other schemas are found in one environment only"),
          effect(
              "row_security",
              Severity.MEDIUM,
              "where policies hide rows, a statement fails instead of returning fewer rows"),
          effect(
              "session_replication_role",
              Severity.HIGH,
              "where it is replica, foreign keys and triggers do not run"),
          effect(
              "default_transaction_read_only",
              Severity.MEDIUM,
              "where it is on, Directus cannot write"),
          effect(
              "default_transaction_isolation",
              Severity.LOW,
              "concurrent writes may fail in one environment only"),
          effect("statement_timeout", Severity.INFO, "slow requests fail in one environment only"),
          effect(
              "lock_timeout",
              Severity.INFO,
              "requests that wait for a lock fail in one environment only"),
          effect(
              "idle_in_transaction_session_timeout",
              Severity.INFO,
              "idle transactions are ended in one environment only"),
          effect(
              "lc_monetary",
              Severity.LOW,
              "values of the type money are read and written differently"),
          effect(
              "encoding", Severity.MEDIUM, "not every character can be stored in both databases"),
          effect("collation", Severity.LOW, "texts are sorted and compared in another order"),
          effect(
              DatabaseSettings.COLLATION_VERSION,
              Severity.INFO,
              "another version of the library may sort and compare texts in another order"),
          effect(
              "character_type",
              Severity.LOW,
              "upper and lower case are distinguished differently"));

  static SettingEffect of(String name) {
    return EFFECTS.getOrDefault(name, OTHER);
  }

  /**
   * Whether a pair is worth reporting: the version of a collation only where both are known and the
   * collation itself is the same.
   */
  static boolean isComparable(Pair pair, Set<ObjectId> differing) {
    return !pair.id().equals(VERSION)
        || (pair.source().isPresent()
            && pair.target().isPresent()
            && !differing.contains(COLLATION));
  }

  private static Map.Entry<String, SettingEffect> effect(
      String name, Severity severity, String sentence) {
    return Map.entry(name, new SettingEffect(severity, sentence));
  }
}
