package dev.plumbline.postgres.target.rollback.row;

import java.util.ArrayList;
import java.util.List;

/** What a person must know about rows; never what is in them. */
public final class RowNotes {
  private final List<String> notes = new ArrayList<>();

  public void add(String note) {
    notes.add(note);
  }

  /**
   * @param one what is said of a single row, such as "was saved"
   * @param several what is said of more, such as "were saved"
   */
  public void rows(long count, String table, String one, String several) {
    notes.add(text(count, table) + " " + (count == 1 ? one : several));
  }

  static String text(long count, String table) {
    return count == 1
        ? "1 row of `%s`".formatted(table)
        : "%d rows of `%s`".formatted(count, table);
  }

  public List<String> all() {
    return List.copyOf(notes);
  }
}
