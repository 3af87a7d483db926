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

  public Likeness expressions(Print one, Print other) {
    return one.sql().equals(other.sql())
        ? Likeness.SAME
        : ofExpressionsDiffer() ? likeness(one, other, false) : Likeness.DIFFERENT;
  }

  public Likeness queries(Print one, Print other) {
    return one.sql().equals(other.sql())
        ? Likeness.SAME
        : ofQueriesDiffer() ? likeness(one, other, true) : Likeness.DIFFERENT;
  }

  private Likeness likeness(Print one, Print other, boolean isQuery) {
    List<Node> ours = Node.parse(one.sql());
    List<Node> theirs = Node.parse(other.sql());
    if (isSame(ours, theirs, isQuery)) {
      return Likeness.SAME;
    }
    if (!ofExpressionsDiffer()) {
      return Likeness.DIFFERENT;
    }
    List<Node> calls = isQuery ? Calls.of(ours) : Calls.ofExpression(ours);
    List<Node> otherCalls = isQuery ? Calls.of(theirs) : Calls.ofExpression(theirs);
    // Without a syntax of its own in either text nothing but the statement explains a difference.
    if (calls.equals(inner(ours)) && otherCalls.equals(inner(theirs))) {
      return Likeness.DIFFERENT;
    }
    ours = Casts.withoutOfExtract(Casts.withoutOfType(calls, one.types()));
    theirs = Casts.withoutOfExtract(Casts.withoutOfType(otherCalls, other.types()));
    if (isSame(ours, theirs, isQuery)) {
      return Likeness.SAME;
    }
    return isSame(Casts.withoutImplicit(ours), Casts.withoutImplicit(theirs), isQuery)
        ? Likeness.DOUBTFUL
        : Likeness.DIFFERENT;
  }

  private static List<Node> inner(List<Node> items) {
    return items.size() == 1 && items.getFirst() instanceof Node.Group(List<Node> within)
        ? within
        : items;
  }

  private boolean isSame(List<Node> ours, List<Node> theirs, boolean isQuery) {
    boolean isUnqualified = isQuery && older < UNQUALIFIED && newer >= UNQUALIFIED;
    return isUnqualified
        ? Qualifiers.leftOut(ours).equals(Qualifiers.leftOut(theirs))
        : ours.equals(theirs);
  }
}
