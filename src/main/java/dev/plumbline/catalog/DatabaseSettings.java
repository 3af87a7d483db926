package dev.plumbline.catalog;

import java.util.Map;

/** The settings that change what values mean or which of them Directus may write. */
public final class DatabaseSettings {
  public static final String COLLATION = "collation";

  /** Of the library that sorts; not known of every server, and none where bytes are compared. */
  public static final String COLLATION_VERSION = "collation_version";

  public static final String CHARACTER_TYPE = "character_type";
  public static final String ENCODING = "encoding";
  public static final String MONEY = "lc_monetary";

  /**
   * Each with what it usually is: an inventory says nothing of one that is as usual. The time zone
   * of the server itself is hidden from our sessions, because the driver sets its own.
   */
  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("TimeZone", "UTC or the server's own"),
          Map.entry("DateStyle", "iso, mdy"),
          Map.entry("IntervalStyle", "postgres"),
          Map.entry("bytea_output", "hex"),
          Map.entry("extra_float_digits", "1"),
          Map.entry("standard_conforming_strings", "on"),
          Map.entry("default_text_search_config", "english"),
          Map.entry("search_path", "\"$user\", public"),
          Map.entry("row_security", "on"),
          Map.entry("session_replication_role", "origin"),
          Map.entry("default_transaction_read_only", "off"),
          Map.entry("default_transaction_isolation", "read committed"),
          Map.entry("statement_timeout", "0"),
          Map.entry("lock_timeout", "0"),
          Map.entry("idle_in_transaction_session_timeout", "0"),
          Map.entry(MONEY, "C"),
          Map.entry(ENCODING, "UTF8"),
          Map.entry(COLLATION, "C"),
          Map.entry(CHARACTER_TYPE, "that of the collation"));

  private DatabaseSettings() {}

  /** What a setting usually is. */
  public static String usual(String name) {
    return USUAL.getOrDefault(name, "default");
  }

  /** Whether a difference of it is reported. */
  public static boolean isKnown(String name) {
    return USUAL.containsKey(name);
  }
}
