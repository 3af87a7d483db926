package dev.plumbline.postgres.scan.form;

import dev.plumbline.postgres.session.Identifier;

/**
 * What the SQL depends on.
 *
 * @param version {@code server_version_num}
 * @param utf8 whether the database holds its text so
 */
public record Dialect(Identifier schema, int version, boolean utf8) {
  /** The oldest with {@code pg_input_is_valid}. */
  private static final int INPUT_IS_VALID = 160000;

  /** The oldest that reads a range of pages without reading all of them. */
  private static final int PAGE_RANGES = 140000;

  boolean canValidate() {
    return version >= INPUT_IS_VALID;
  }

  public boolean hasPageRanges() {
    return version >= PAGE_RANGES;
  }

  public Phrase table(String table) {
    return Phrase.table(schema, table);
  }
}
