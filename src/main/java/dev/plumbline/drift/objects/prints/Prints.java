package dev.plumbline.drift.objects.prints;

import java.util.List;

/**
 * Whether two texts that two major versions of PostgreSQL printed can be of the same statement.
 *
 * @param older the lower major version
 * @param newer the higher
 */
public record Prints(int older, int newer) {
  /** The first version that prints the syntax of the SQL standard. */
  private static final int SYNTAX = 14;

  /** The first version that leaves out the only table's name. */
  private static final int UNQUALIFIED = 16;

  /** What two texts are to each other. */
  public enum Likeness {
    SAME,
    DOUBTFUL,
    DIFFERENT
  }

  /** Whether the same expression may be printed differently. */
  public boolean ofExpressionsDiffer() {
    return older < SYNTAX && newer >= SYNTAX;
  }

  /** Whether the same query may be printed differently. */
  public boolean ofQueriesDiffer() {
    return ofExpressionsDiffer() || (older < UNQUALIFIED && newer >= UNQUALIFIED);
  }

  public Likeness expressions(String one, String other) {
    return one.equals(other)
        ? Likeness.SAME
        : ofExpressionsDiffer() ? likeness(Node.parse(one), Node.parse(other)) : Likeness.DIFFERENT;
  }

  public Likeness queries(String one, String other) {
    return one.equals(other)
        ? Likeness.SAME
        : ofQueriesDiffer() ? likeness(query(one), query(other)) : Likeness.DIFFERENT;
  }

  private List<Node> query(String sql) {
    List<Node> query = Node.parse(sql);
    return older < UNQUALIFIED && newer >= UNQUALIFIED ? Qualifiers.leftOut(query) : query;
  }

  private Likeness likeness(List<Node> one, List<Node> other) {
    if (one.equals(other)) {
      return Likeness.SAME;
    }
    if (!ofExpressionsDiffer()) {
      return Likeness.DIFFERENT;
    }
    List<Node> ours = Calls.of(one);
    List<Node> theirs = Calls.of(other);
    // Without a syntax of its own in either text nothing but the statement explains a difference.
    if (ours.equals(one) && theirs.equals(other)) {
      return Likeness.DIFFERENT;
    }
    ours = Casts.withoutOfExtract(ours);
    theirs = Casts.withoutOfExtract(theirs);
    if (ours.equals(theirs)) {
      return Likeness.SAME;
    }
    return Casts.withoutImplicit(ours).equals(Casts.withoutImplicit(theirs))
        ? Likeness.DOUBTFUL
        : Likeness.DIFFERENT;
  }
}
