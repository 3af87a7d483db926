package dev.plumbline.postgres.scan.traversal.statistics;

/** How the rows of a table are read. {@code docs/scanning.md} says which one when. */
public enum TraversalStrategy {
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
