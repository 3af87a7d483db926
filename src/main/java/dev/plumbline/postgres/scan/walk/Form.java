package dev.plumbline.postgres.scan.walk;

/** How the rows of a table are gone through. {@code docs/scanning.md} tells which one when. */
public enum Form {
  /** All in one statement. */
  WHOLE,
  /** By ranges of pages, in the order of the file. */
  PAGES,
  /** By ranges of the primary key. */
  KEYS,
  /** By the parents: an index on the child's column is probed between two of their keys. */
  GAPS,
  /** By the parents: two indexes are merged. */
  MERGE
}
