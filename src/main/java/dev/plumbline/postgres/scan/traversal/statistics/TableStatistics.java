package dev.plumbline.postgres.scan.traversal.statistics;

/**
 * What PostgreSQL knows of a table without reading it.
 *
 * @param kind {@code pg_class.relkind}; {@code p} also if others inherit from it
 * @param file which file holds it; another one after a {@code VACUUM FULL} or {@code TRUNCATE}
 * @param pages its size now, with its partitions
 * @param visible the share of its pages that held only what everybody sees, at the last vacuum
 * @param rows an estimate
 * @param analysed whether the estimate rests on more than the size
 * @param granted whether all of it may be read, rather than some columns or the rows that a policy
 *     lets us see: {@code ctid} has no grant of its own
 */
public record TableStatistics(
    long oid,
    String kind,
    String file,
    long pages,
    double visible,
    double rows,
    boolean analysed,
    boolean granted) {
  /** Whether its rows lie in pages of one file. */
  public boolean isHeap() {
    return kind.equals("r") || kind.equals("m");
  }

  public double rowsPerPage() {
    return pages == 0 ? 0 : rows / pages;
  }
}
