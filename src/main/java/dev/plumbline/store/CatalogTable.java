package dev.plumbline.store;

import dev.plumbline.memory.MonitorStore.BelievedCatalog;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.schema.Fingerprint;
import dev.plumbline.store.form.InventoryForm;
import dev.plumbline.store.form.MismatchForm;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The table {@code catalog_reading}. */
final class CatalogTable {
  private CatalogTable() {}

  /** Stores it once. */
  static void store(Connection connection, BelievedCatalog believed) throws SQLException {
    String hex = believed.fingerprint().hex();
    if (Sql.of("SELECT 1 FROM catalog_reading WHERE fingerprint = ?", hex)
        .first(connection, row -> true)
        .isEmpty()) {
      CatalogReading reading = believed.reading();
      Sql.of(
              """
              INSERT INTO catalog_reading (fingerprint, inventory, mismatches)
              VALUES (?, ?, ?) ON CONFLICT DO NOTHING
              """,
              hex,
              InventoryForm.write(reading.inventory()),
              MismatchForm.write(reading.disagreements()))
          .update(connection);
    }
  }

  static Optional<CatalogReading> read(Connection connection, Fingerprint fingerprint)
      throws SQLException {
    String where = "the catalog " + fingerprint;
    return Sql.of("SELECT * FROM catalog_reading WHERE fingerprint = ?", fingerprint.hex())
        .first(
            connection,
            row -> {
              Disagreements told = MismatchForm.read(row.getBytes("mismatches"), where);
              return new CatalogReading(
                  InventoryForm.read(row.getBytes("inventory"), where),
                  told.mismatches(),
                  told.harmless());
            });
  }

  static Optional<Disagreements> disagreements(Connection connection, Fingerprint fingerprint)
      throws SQLException {
    return Sql.of("SELECT mismatches FROM catalog_reading WHERE fingerprint = ?", fingerprint.hex())
        .first(
            connection,
            row -> MismatchForm.read(row.getBytes("mismatches"), "the catalog " + fingerprint));
  }
}
