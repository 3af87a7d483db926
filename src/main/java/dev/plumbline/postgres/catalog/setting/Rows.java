package dev.plumbline.postgres.catalog.setting;

import dev.plumbline.postgres.session.ReadSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Flat queries, each parameter of which is the object id of the schema. */
public record Rows(ReadSession session) {
  /** So that not all rows of a large schema are held twice. */
  private static final int FETCH_SIZE = 2000;

  /** Anything with columns, of our schema. */
  public static final String TABLES =
      "(SELECT oid FROM pg_class WHERE relnamespace = ?::oid AND relkind IN ('r', 'p', 'v', 'm', 'f'))";

  /** What ours refer to, also in another schema. */
  public static final String REFERENCED =
      "(SELECT confrelid FROM pg_constraint WHERE contype = 'f' AND connamespace = ?::oid)";

  /** What is done with a row. */
  public interface Row {
    void accept(ResultSet row) throws SQLException;
  }

  /** Object ids of those members of extensions that are rows of this table. */
  public static String ofExtensions(String catalogTable) {
    return """
    (SELECT objid FROM pg_depend
      WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
        AND classid = '%s'::regclass)"""
        .formatted(catalogTable);
  }

  /** An array of texts. */
  public static List<String> texts(ResultSet row, int column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }

  /**
   * A column of the catalog that not every version has.
   *
   * @param major the first version that has it
   * @param otherwise what stands for it in versions before
   */
  public String since(int major, String column, String otherwise) {
    return session.number() >= major * 10_000 ? column : otherwise;
  }

  public void each(String sql, Row reader) throws SQLException {
    try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
      int parameters = (int) sql.chars().filter(c -> c == '?').count();
      for (int parameter = 1; parameter <= parameters; parameter++) {
        statement.setLong(parameter, session.schema());
      }
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reader.accept(row);
        }
      }
    }
  }
}
