package dev.plumbline.postgres.target.late;

import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.BackupOutput;
import dev.plumbline.postgres.target.statement.RowStream;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the rows of a table that a backup lacks. The file has, for each part, what it is, its new
 * rows, and the keys of all rows: a row of the backup without a key there was deleted since.
 */
final class LateRowsWriter {
  static final String PART = "part";
  static final String ROWS = "rows";
  static final String KEYS = "keys";
  static final String SEQUENCES = "sequences";

  private static final long IDS = 1L << 32;

  private static final String OWNED =
      """
      SELECT format('%I.%I', n.nspname, s.relname)
        FROM pg_depend d
        JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
        JOIN pg_namespace n ON n.oid = s.relnamespace
       WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
         AND d.refobjid = ?::oid AND d.deptype IN ('a', 'i')
       ORDER BY 1
      """;

  private final TargetTransaction session;
  private final Optional<Long> horizon;
  private final BackupFiles files;

  /**
   * @param horizon the oldest transaction, in 64 bits, of which the backup may lack rows
   * @param files how it is written
   */
  LateRowsWriter(TargetTransaction session, Optional<Long> horizon, BackupFiles files) {
    this.session = session;
    this.horizon = horizon;
    this.files = files;
  }

  /**
   * Writes the whole file, or leaves what was there before.
   *
   * @return the number of rows that the backup lacks
   */
  long write(GuardedTable table, Path file) throws StatementFailedException {
    Path unfinished = BackupFiles.extended(file, ".unfinished");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(unfinished);
      long rows;
      try (BackupOutput output = files.create(unfinished)) {
        ZipOutputStream zip = new ZipOutputStream(output);
        zip.setLevel(Deflater.BEST_SPEED);
        rows = write(table, zip);
        zip.finish();
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return rows;
    } catch (IOException e) {
      throw new StatementFailedException(unfinished + " cannot be written: " + e);
    } finally {
      delete(unfinished);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It only takes space.
    }
  }

  private long write(GuardedTable table, ZipOutputStream zip)
      throws IOException, StatementFailedException {
    long written = 0;
    String rows = "the rows of `" + table.name() + "`";
    int number = 0;
    for (LatePart part : table.parts()) {
      number++;
      zip.putNextEntry(new ZipEntry(PART + number));
      DataOutputStream data = new DataOutputStream(zip);
      data.writeUTF(part.schema());
      data.writeUTF(part.table());
      texts(data, part.columns());
      texts(data, part.key());
      data.writeUTF(part.condition());
      data.flush();
      zip.putNextEntry(new ZipEntry(ROWS + number));
      written += RowStream.write(rows, session, part.query(part.columnList(), since(part)), zip);
      if (!part.key().isEmpty()) {
        zip.putNextEntry(new ZipEntry(KEYS + number));
        RowStream.write(rows, session, part.query(part.keyList(), ""), zip);
      }
    }
    zip.putNextEntry(new ZipEntry(SEQUENCES));
    sequences(table, new DataOutputStream(zip));
    zip.closeEntry();
    return written;
  }

  /** Of a frozen row {@code age} may be anything; then it is saved although it is not new. */
  private String since(LatePart part) {
    return part.key().isEmpty() || horizon.isEmpty()
        ? ""
        : "age(xmin) <= age('%d'::xid)".formatted(horizon.get() % IDS);
  }

  private static void texts(DataOutputStream data, List<String> texts) throws IOException {
    data.writeInt(texts.size());
    for (String text : texts) {
      data.writeUTF(text);
    }
  }

  private void sequences(GuardedTable table, DataOutputStream data)
      throws IOException, StatementFailedException {
    String object = "the sequences of `" + table.name() + "`";
    List<String> owned = session.rows(object, OWNED, row -> row.getString(1), table.oid());
    data.writeInt(owned.size());
    for (String sequence : owned) {
      Position position =
          session.one(
              object,
              "SELECT last_value, is_called FROM " + sequence,
              row -> new Position(row.getLong(1), row.getBoolean(2)));
      data.writeUTF(sequence);
      data.writeLong(position.value());
      data.writeBoolean(position.isCalled());
    }
    data.flush();
  }

  private record Position(long value, boolean isCalled) {}
}
