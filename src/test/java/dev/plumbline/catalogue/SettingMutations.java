package dev.plumbline.catalogue;

import java.util.List;

/** Settings of the database or of Directus's role in it, which change what values mean. */
final class SettingMutations {
  private static final String DATABASE = "ALTER DATABASE %I";
  private static final String ROLE = "ALTER ROLE directus IN DATABASE %I";

  private SettingMutations() {}

  static List<Mutation> all() {
    return List.of(
        set(DATABASE, "TimeZone", "Europe/Berlin", "medium"),
        set(ROLE, "TimeZone", "Asia/Tokyo", "medium"),
        set(DATABASE, "DateStyle", "German", "low"),
        set(DATABASE, "IntervalStyle", "iso_8601", "low"),
        set(DATABASE, "default_text_search_config", "german", "low"),
        set(ROLE, "bytea_output", "escape", "low"),
        set(ROLE, "statement_timeout", "10min", "info"),
        silent(DATABASE, "TimeZone", "Etc/UTC"),
        silent(ROLE, "standard_conforming_strings", "true"),
        silent(DATABASE, "work_mem", "8MB"),
        silent("ALTER ROLE %I_reader", "statement_timeout", "10min"));
  }

  private static Mutation set(String whose, String name, String value, String severity) {
    return Mutation.superuser(
        of(whose) + " gets another " + name,
        run(whose + " SET " + name + " = %L", value),
        run(whose + " RESET " + name, ""),
        severity + " setting_changed " + name + " value");
  }

  private static Mutation silent(String whose, String name, String value) {
    return Mutation.superuser(
        of(whose) + " gets a " + name + " that changes no value",
        run(whose + " SET " + name + " = %L", value),
        run(whose + " RESET " + name, ""));
  }

  private static String of(String whose) {
    return whose.equals(DATABASE)
        ? "the database"
        : whose.equals(ROLE) ? "Directus's role" : "our role";
  }

  private static String run(String statement, String value) {
    return "DO $$ BEGIN EXECUTE format('%s', current_database()%s); END $$"
        .formatted(statement, value.isEmpty() ? "" : ", '" + value + "'");
  }
}
