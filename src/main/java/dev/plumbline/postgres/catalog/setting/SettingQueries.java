package dev.plumbline.postgres.catalog.setting;

import dev.plumbline.catalog.DatabaseProperties.StaleCollation;
import dev.plumbline.catalog.DatabaseSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings as they apply to the role of Directus in its database, not to our session: by
 * {@code ALTER ROLE … IN DATABASE … SET}, else {@code ALTER ROLE}, else {@code ALTER DATABASE},
 * else the server's. What our own session, role or driver sets hides the server's value; then it
 * counts as PostgreSQL's default.
 */
public final class SettingQueries {
  /** The nearest last. */
  private static final String ASSIGNED =
      """
      SELECT s.setrole = (SELECT oid FROM pg_roles WHERE rolname = current_user) AS ours,
             s.setrole IN (0, %d) AS theirs, s.setconfig
        FROM pg_db_role_setting s
       WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
       ORDER BY (s.setrole <> 0)::int * 2 + (s.setdatabase <> 0)::int
      """;

  private static final String OF_SERVER = "SELECT name, reset_val, boot_val FROM pg_settings";

  /** By way of JSON, because each version has other columns. */
  private static final String DATABASE =
      """
      SELECT pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
             to_jsonb(d) ->> 'datlocprovider',
             coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'),
             to_jsonb(d) ->> 'datcollversion'
        FROM pg_database d WHERE d.datname = current_database()
      """;

  private static final String VERSION_OF_DATABASE =
      """
      SELECT pg_database_collation_actual_version(oid)
        FROM pg_database WHERE datname = current_database()
      """;

  /** Before a database knew its own: that of the same locale of the C library. */
  private static final String VERSION_OF_LOCALE =
      """
      SELECT pg_collation_actual_version(c.oid)
        FROM pg_collation c JOIN pg_database d ON c.collcollate = d.datcollate
       WHERE d.datname = current_database() AND c.collprovider = 'c'
         AND c.collencoding IN (-1, d.encoding)
       LIMIT 1
      """;

  private static final String STALE =
      """
      WITH used AS MATERIALIZED (
        SELECT c.oid, c.collname, c.collversion FROM pg_collation c
         WHERE c.collversion IS NOT NULL AND c.oid <> 100
           AND (c.oid = ANY (%s)
             OR c.oid IN (SELECT unnest(indcollation) FROM pg_index WHERE indrelid IN %s)))
      SELECT collname, collversion, pg_collation_actual_version(oid) FROM used
      """;

  /** From here on a database knows the version of its collation. */
  private static final int WITH_VERSION = 15;

  /** What the driver sets when it connects, so that {@code reset_val} is its value. */
  private static final Set<String> OF_DRIVER = Set.of("timezone", "extra_float_digits");

  private SettingQueries() {}

  /**
   * @param role object id of the role of Directus; 0 if it is not known
   */
  public static SortedMap<String, String> settings(Rows rows, long role) throws SQLException {
    Set<String> ours = new HashSet<>();
    Map<String, String> theirs = new HashMap<>();
    rows.each(
        ASSIGNED.formatted(role),
        row -> {
          for (String assignment : Rows.texts(row, 3)) {
            int end = assignment.indexOf('=');
            String name = assignment.substring(0, end).toLowerCase(Locale.ROOT);
            if (row.getBoolean(1)) {
              ours.add(name);
            }
            if (row.getBoolean(2)) {
              theirs.put(name, assignment.substring(end + 1));
            }
          }
        });
    SortedMap<String, String> settings = new TreeMap<>();
    rows.each(
        OF_SERVER,
        row -> {
          String name = row.getString(1);
          String key = name.toLowerCase(Locale.ROOT);
          if (DatabaseSettings.isKnown(name)) {
            boolean hidden = OF_DRIVER.contains(key) || ours.contains(key);
            String ofServer = Optional.ofNullable(row.getString(hidden ? 3 : 2)).orElse("");
            settings.put(name, SettingValue.of(name, theirs.getOrDefault(key, ofServer)));
          }
        });
    rows.each(
        DATABASE,
        row -> {
          settings.put(DatabaseSettings.ENCODING, row.getString(1));
          String collation = SettingValue.locale(row.getString(2));
          boolean icu = "i".equals(row.getString(4));
          String locale = Optional.ofNullable(row.getString(5)).orElse(collation);
          settings.put(
              DatabaseSettings.COLLATION, icu ? locale + " (ICU)" : SettingValue.locale(locale));
          String type = SettingValue.locale(row.getString(3));
          settings.put(
              DatabaseSettings.CHARACTER_TYPE,
              icu || type.equals(collation)
                  ? DatabaseSettings.usual(DatabaseSettings.CHARACTER_TYPE)
                  : type);
        });
    rows.each(
        knowsVersion(rows) ? VERSION_OF_DATABASE : VERSION_OF_LOCALE,
        row ->
            Optional.ofNullable(row.getString(1))
                .ifPresent(version -> settings.put(DatabaseSettings.COLLATION_VERSION, version)));
    return settings;
  }

  /**
   * Collations in use whose library has another version than the one that indexes were made by.
   *
   * @param inUse an array of object ids in SQL
   */
  public static List<StaleCollation> stale(Rows rows, String inUse) throws SQLException {
    List<StaleCollation> stale = new ArrayList<>();
    if (knowsVersion(rows)) {
      List<String> recorded = new ArrayList<>();
      rows.each(DATABASE, row -> Optional.ofNullable(row.getString(6)).ifPresent(recorded::add));
      rows.each(
          VERSION_OF_DATABASE,
          row -> {
            for (String version : recorded) {
              add(stale, "", version, row.getString(1));
            }
          });
    }
    rows.each(
        STALE.formatted(inUse, Rows.TABLES),
        row -> add(stale, row.getString(1), row.getString(2), row.getString(3)));
    return stale;
  }

  private static void add(
      List<StaleCollation> stale, String name, String recorded, @Nullable String actual) {
    if (actual != null && !actual.equals(recorded)) {
      stale.add(new StaleCollation(name, recorded, actual));
    }
  }

  private static boolean knowsVersion(Rows rows) {
    return Integer.parseInt(rows.session().version().split("\\D", 2)[0]) >= WITH_VERSION;
  }
}
