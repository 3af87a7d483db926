package dev.plumbline.drift.objects.prints;

import java.util.Optional;

/** The types of the columns that a text may name. */
@FunctionalInterface
public interface ColumnTypes {
  /** Nothing is known of any column. */
  ColumnTypes NONE = (qualifier, column) -> Optional.empty();

  /**
   * The type, without length and precision, such as {@code character varying}; empty if it is not
   * known.
   *
   * @param qualifier of the column, as it is printed; empty if there is none
   */
  Optional<String> of(String qualifier, String column);
}
