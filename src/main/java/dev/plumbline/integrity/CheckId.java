package dev.plumbline.integrity;

import java.util.Optional;

/**
 * The identity of a check over many scans.
 *
 * @param field empty if it is about the collection as a whole
 * @param detail distinguishes checks of one code and field; mostly empty
 */
public record CheckId(CheckCode code, String collection, Optional<String> field, String detail)
    implements Comparable<CheckId> {
  /** Stable, unique. */
  public String text() {
    return code.label() + "/" + subject() + (detail.isEmpty() ? "" : "/" + detail);
  }

  /** {@code collection} or {@code collection.field}. */
  public String subject() {
    return collection + field.map(name -> "." + name).orElse("");
  }

  @Override
  public int compareTo(CheckId other) {
    return text().compareTo(other.text());
  }
}
