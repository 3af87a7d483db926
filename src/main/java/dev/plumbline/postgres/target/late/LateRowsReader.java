package dev.plumbline.postgres.target.late;

import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.shape.WriteGuard;
import dev.plumbline.postgres.target.statement.RowStream;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Adds the rows that a backup lacks to the database into which it was restored. */
public final class LateRowsReader {
  private static final String NEW_ROWS = "pg_temp.plumbline_rows";
  private static final String ALL_KEYS = "pg_temp.plumbline_keys";

  private final TargetTransaction former;
  private final Path file;
  private final ZipInputStream zip;

  private LateRowsReader(TargetTransaction former, Path file, ZipInputStream zip) {
    this.former = former;
    this.file = file;
    this.zip = zip;
  }

  /**
   * Makes the rows of the tables in a file as they were when it was written.
   *
   * @param files how it is read
   * @throws StatementFailedException if the file is damaged, or PostgreSQL refuses something
   */
  public static void add(TargetTransaction former, Path file, BackupFiles files)
      throws StatementFailedException {
    // Other tables are as they were before: a foreign key may not hold, and need not.
    former.set("session_replication_role", "replica");
    try (ZipInputStream zip = new ZipInputStream(files.open(file))) {
      new LateRowsReader(former, file, zip).add();
    } catch (IOException e) {
      throw new StatementFailedException(file + " cannot be read, or is damaged: " + e);
    }
  }

  private void add() throws IOException, StatementFailedException {
    int number = 1;
    String entry = next();
    while (entry.equals(LateRowsWriter.PART + number)) {
      DataInputStream data = new DataInputStream(zip);
      replace(
          new LatePart(data.readUTF(), data.readUTF(), texts(data), texts(data), data.readUTF()),
          number);
      number++;
      entry = next();
    }
    requireSame(entry, LateRowsWriter.SEQUENCES);
    sequences(new DataInputStream(zip));
  }

  private void replace(LatePart part, int number) throws IOException, StatementFailedException {
    WriteGuard guard = WriteGuard.of(former, part.schema(), Set.of(part.table()));
    requireSame(next(), LateRowsWriter.ROWS + number);
    load(NEW_ROWS, part, part.columns());
    if (part.key().isEmpty()) {
      former.execute(part.table(), "DELETE FROM ONLY " + part.sql() + part.where(""));
    } else {
      requireSame(next(), LateRowsWriter.KEYS + number);
      load(ALL_KEYS, part, part.key());
      deleteOld(part);
    }
    former.execute(
        part.table(),
        "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s"
            .formatted(part.sql(), part.columnList(), part.columnList(), NEW_ROWS));
    guard.restore();
  }

  private String next() throws IOException {
    ZipEntry entry = zip.getNextEntry();
    if (entry == null) {
      throw new IOException("its end is missing");
    }
    return entry.getName();
  }

  private static void requireSame(String entry, String expected) throws IOException {
    if (!entry.equals(expected)) {
      throw new IOException("it has " + entry + " instead of " + expected);
    }
  }

  private static List<String> texts(DataInputStream data) throws IOException {
    int size = data.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(data.readUTF());
    }
    return texts;
  }

  private void load(String into, LatePart part, List<String> columns)
      throws StatementFailedException {
    String list = TableShape.list(columns);
    former.execute(into, "DROP TABLE IF EXISTS " + into);
    former.execute(
        into,
        "CREATE TABLE %s AS SELECT %s FROM ONLY %s WITH NO DATA".formatted(into, list, part.sql()));
    RowStream.read("rows in " + file, zip, former, into + " (" + list + ")");
  }

  /**
   * Those that are new, and those that somebody has deleted since the backup. As text, so that it
   * does not matter where the operators of a type are.
   */
  private void deleteOld(LatePart part) throws StatementFailedException {
    String equal =
        part.key().stream()
            .map(column -> new Identifier(column).sql())
            .map(column -> "k.%s::text = t.%s::text".formatted(column, column))
            .collect(Collectors.joining(" AND "));
    String known = "EXISTS (SELECT FROM %s k WHERE " + equal + ")";
    former.execute(
        part.table(),
        "DELETE FROM ONLY %s t".formatted(part.sql())
            + part.where(
                "(NOT " + known.formatted(ALL_KEYS) + " OR " + known.formatted(NEW_ROWS) + ")"));
  }

  private void sequences(DataInputStream data) throws IOException, StatementFailedException {
    int size = data.readInt();
    for (int i = 0; i < size; i++) {
      String name = data.readUTF();
      long value = data.readLong();
      boolean isCalled = data.readBoolean();
      former.rows(
          name, "SELECT setval(?::regclass, ?, ?)", row -> row.getLong(1), name, value, isCalled);
    }
    if (data.read() >= 0 || zip.getNextEntry() != null) {
      throw new IOException("it has more than expected");
    }
  }
}
