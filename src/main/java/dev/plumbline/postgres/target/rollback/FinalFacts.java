package dev.plumbline.postgres.target.rollback;

import dev.plumbline.postgres.target.rollback.fact.CatalogFact;
import dev.plumbline.postgres.target.rollback.fact.CatalogFacts;
import dev.plumbline.postgres.target.rollback.fact.FactKind;
import dev.plumbline.postgres.target.rollback.row.DeletedParents;
import dev.plumbline.postgres.target.rollback.row.RowNotes;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.sync.port.RollbackDatabase.SavedRows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Makes what hangs on tables as it was, once they have their columns and rows. */
final class FinalFacts {
  /** Of tables, since PostgreSQL 17. */
  private static final String MAINTAIN = "GRANT MAINTAIN ";

  private static final Set<FactKind> OWNERS =
      EnumSet.of(FactKind.OWNER, FactKind.SEQUENCE_OWNER, FactKind.SEQUENCE_OWNED);

  private static final int WITH_MAINTAIN = 170000;
  private static final int MAJOR = 10000;
  private static final String NO_SUCH_ROLE = "(SQLSTATE 42704)";

  /** Class of SQLSTATE: integrity constraint violation. */
  private static final String FORBIDDEN = "23";

  private static final String IN_THE_WAY =
      "; rows that were written since the run do not fit it: change or delete them, then ask for the rollback again";

  private final TargetTransaction to;
  private final String schema;
  private final Set<String> tables;
  private final CatalogFacts initial;
  private final CatalogFacts former;
  private final boolean sameVersion;
  private final DeletedParents parents;
  private final RowNotes notes;
  private final Set<CatalogFact> refused = new HashSet<>();

  private FinalFacts(
      TargetTransaction to,
      String schema,
      Set<String> tables,
      CatalogFacts initial,
      CatalogFacts former,
      boolean sameVersion,
      DeletedParents parents,
      RowNotes notes) {
    this.to = to;
    this.schema = schema;
    this.tables = tables;
    this.initial = initial;
    this.former = former;
    this.sameVersion = sameVersion;
    this.parents = parents;
    this.notes = notes;
  }

  static FinalFacts read(
      TargetTransaction from,
      TargetTransaction to,
      String schema,
      Set<String> tables,
      SavedRows saved,
      RowNotes notes)
      throws StatementFailedException {
    CatalogFacts former =
        CatalogFacts.read(from, schema, tables)
            .without(fact -> to.version() < WITH_MAINTAIN && fact.create().startsWith(MAINTAIN));
    return new FinalFacts(
        to,
        schema,
        tables,
        CatalogFacts.read(to, schema, tables),
        former,
        from.version() / MAJOR == to.version() / MAJOR,
        DeletedParents.read(from, to, schema, tables, saved, notes),
        notes);
  }

  /** Of the former database, those that the target's version has. */
  CatalogFacts former() {
    return former;
  }

  /** Of the target, before anything was changed. */
  CatalogFacts initial() {
    return initial;
  }

  /** The owner of what was made is that of before, and so are its default privileges. */
  void restoreOwners() throws StatementFailedException {
    for (CatalogFact fact : former.minus(CatalogFacts.read(to, schema, tables))) {
      if (OWNERS.contains(fact.kind())) {
        to.execute(fact.text(), fact.create());
      }
    }
  }

  /**
   * What {@link #restore} does, but rows can still be read by whoever owns the table.
   *
   * @param restored columns that come from the backup, by table
   */
  void restoreUnforced(Map<String, Set<String>> restored) throws StatementFailedException {
    restore(fact -> fact.kind() == FactKind.FORCE_ROW_SECURITY, restored);
  }

  /** Once more, because sequences of identity columns have privileges only now. */
  void restore() throws StatementFailedException {
    restore(fact -> refused.contains(fact) || fact.kind() == FactKind.STATISTICS, Map.of());
  }

  private void restore(Predicate<CatalogFact> left, Map<String, Set<String>> restored)
      throws StatementFailedException {
    CatalogFacts now = CatalogFacts.read(to, schema, tables);
    List<CatalogFact> drops = new ArrayList<>(now.minus(former));
    for (CatalogFact fact : drops.reversed()) {
      if (fact.drop().isPresent() && !left.test(fact)) {
        to.execute(fact.text(), fact.drop().get());
      }
    }
    List<CatalogFact> made = former.missingIn(initial);
    for (CatalogFact fact : former.minus(now)) {
      // A sequence is made before its column, and belongs to it only from now on.
      if (left.test(fact)) {
        continue;
      }
      if (fact.kind() == FactKind.GRANT || fact.kind() == FactKind.PUBLICATION) {
        attempt(fact);
      } else if (fact.kind() == FactKind.SEQUENCE_OPTIONS && made.contains(fact)) {
        // One that begins at 1 may not be allowed to.
        to.execute(fact.text(), fact.create() + " RESTART");
      } else if (fact.kind() != FactKind.SEQUENCE) {
        if (fact.kind() == FactKind.FOREIGN_KEY) {
          parents.forget(fact.table(), fact.name(), restored.getOrDefault(fact.table(), Set.of()));
        }
        create(fact);
      }
    }
  }

  /** While it was dropped, users may have written what it forbids: that is theirs to decide. */
  private void create(CatalogFact fact) throws StatementFailedException {
    try {
      to.execute(fact.text(), fact.create());
    } catch (StatementFailedException e) {
      throw e.state().startsWith(FORBIDDEN)
          ? new StatementFailedException(e.getMessage() + IN_THE_WAY)
          : e;
    }
  }

  /** A role that was dropped since needs no rights, and who publishes is not who owns. */
  private void attempt(CatalogFact fact) throws StatementFailedException {
    Optional<String> failure = to.attempt(fact.text(), fact.create());
    if (failure.isPresent()) {
      if (fact.kind() == FactKind.GRANT && !failure.get().endsWith(NO_SUCH_ROLE)) {
        throw new StatementFailedException(failure.get());
      }
      refused.add(fact);
      notes.add("not restored: " + failure.get());
    }
  }

  /**
   * Whether everything is as it was. Versions of PostgreSQL may print the same differently, and
   * statistics with expressions are printed in the order of columns, of which those that came back
   * are the last.
   */
  void compare() throws StatementFailedException {
    CatalogFacts now = CatalogFacts.read(to, schema, tables).without(FinalFacts::isPublication);
    CatalogFacts wanted = former.without(fact -> refused.contains(fact) || isPublication(fact));
    Set<CatalogFact> different = new TreeSet<>(wanted.missingIn(now));
    different.addAll(now.missingIn(wanted));
    if (sameVersion) {
      wanted.minus(now).stream()
          .filter(fact -> fact.kind() != FactKind.STATISTICS)
          .forEach(different::add);
    }
    if (!different.isEmpty()) {
      throw new StatementFailedException(
          "could not be made as it was: " + different.iterator().next().text());
    }
  }

  private static boolean isPublication(CatalogFact fact) {
    return fact.kind() == FactKind.PUBLICATION;
  }
}
