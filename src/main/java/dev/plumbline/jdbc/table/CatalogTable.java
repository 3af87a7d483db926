package dev.plumbline.jdbc.table;

import dev.plumbline.jdbc.form.InventoryForm;
import dev.plumbline.jdbc.form.MismatchForm;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.MonitorStore.BelievedCatalog;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code catalog_reading}. */
public final class CatalogTable {
  private CatalogTable() {}

  /** Stores it once; with the counts that an earlier version did not store. */
  public static void store(Connection connection, BelievedCatalog believed) throws SQLException {
    String hex = believed.fingerprint().hex();
    if (Sql.of(
            "SELECT 1 FROM catalog_reading WHERE fingerprint = ? AND mismatch_counts IS NOT NULL",
            hex)
        .first(connection, row -> true)
        .isEmpty()) {
      CatalogReading reading = believed.reading();
      Sql.of(
              """
              INSERT INTO catalog_reading (fingerprint, inventory, mismatches, mismatch_counts)
              VALUES (?, ?, ?, ?::integer[])
              ON CONFLICT (fingerprint) DO UPDATE SET mismatch_counts = excluded.mismatch_counts
              """,
              hex,
              InventoryForm.write(reading.inventory()),
              MismatchForm.write(reading.disagreements()),
              Arrays.stream(Severity.values())
                  .map(reading.disagreements().countBySeverity()::get)
                  .toList())
          .update(connection);
    }
  }

  public static Map<Fingerprint, Map<Severity, Integer>> mismatchCounts(Connection connection)
      throws SQLException {
    Map<Fingerprint, Map<Severity, Integer>> counts = new HashMap<>();
    List<Fingerprint> old = new ArrayList<>();
    Sql.of("SELECT fingerprint, mismatch_counts FROM catalog_reading")
        .list(
            connection,
            row -> {
              Fingerprint fingerprint = new Fingerprint(Sql.text(row, "fingerprint"));
              Array array = row.getArray("mismatch_counts");
              return array == null
                  ? old.add(fingerprint)
                  : counts.put(fingerprint, bySeverity((Integer[]) array.getArray())) == null;
            });
    for (Fingerprint fingerprint : old) {
      disagreements(connection, fingerprint)
          .ifPresent(stored -> counts.put(fingerprint, stored.countBySeverity()));
    }
    return counts;
  }

  private static Map<Severity, Integer> bySeverity(Integer[] stored) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    int place = 0;
    for (Severity severity : Severity.values()) {
      counts.put(severity, stored[place++]);
    }
    return counts;
  }

  public static Optional<CatalogReading> read(Connection connection, Fingerprint fingerprint)
      throws SQLException {
    String where = "the catalog " + fingerprint;
    return Sql.of("SELECT * FROM catalog_reading WHERE fingerprint = ?", fingerprint.hex())
        .first(
            connection,
            row -> {
              Disagreements disagreements = MismatchForm.read(row.getBytes("mismatches"), where);
              return new CatalogReading(
                  InventoryForm.read(row.getBytes("inventory"), where),
                  disagreements.mismatches(),
                  disagreements.harmless());
            });
  }

  public static Optional<Disagreements> disagreements(
      Connection connection, Fingerprint fingerprint) throws SQLException {
    return Sql.of("SELECT mismatches FROM catalog_reading WHERE fingerprint = ?", fingerprint.hex())
        .first(
            connection,
            row -> MismatchForm.read(row.getBytes("mismatches"), "the catalog " + fingerprint));
  }
}
