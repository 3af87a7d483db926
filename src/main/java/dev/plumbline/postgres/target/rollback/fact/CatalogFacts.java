package dev.plumbline.postgres.target.rollback.fact;

import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Everything that a catalog says about tables. */
public record CatalogFacts(SortedSet<CatalogFact> all) {
  public CatalogFacts {
    all = Collections.unmodifiableSortedSet(new TreeSet<>(all));
  }

  /** Of the tables that exist. */
  public static CatalogFacts read(TargetTransaction session, String schema, Set<String> tables)
      throws StatementFailedException {
    String[] names = tables.toArray(String[]::new);
    SortedSet<CatalogFact> facts = new TreeSet<>();
    for (String query : queries(session.version())) {
      facts.addAll(
          session.rows(
              "the catalog",
              query,
              row ->
                  new CatalogFact(
                      FactKind.valueOf(row.getString(1)),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      Optional.ofNullable(row.getString(5))),
              schema,
              names));
    }
    return new CatalogFacts(facts);
  }

  private static List<String> queries(int version) {
    List<String> queries = new ArrayList<>();
    queries.addAll(TableQueries.ALL);
    queries.addAll(ColumnQueries.ALL);
    queries.addAll(DependentQueries.ALL);
    queries.addAll(GrantQueries.ALL);
    queries.add(GrantQueries.publications(version));
    return queries;
  }

  public CatalogFacts without(Predicate<CatalogFact> left) {
    SortedSet<CatalogFact> rest = new TreeSet<>(all);
    rest.removeIf(left);
    return new CatalogFacts(rest);
  }

  /** What this has and the other one has not, or has with another definition. */
  public SortedSet<CatalogFact> minus(CatalogFacts other) {
    SortedSet<CatalogFact> rest = new TreeSet<>(all);
    rest.removeAll(other.all);
    return rest;
  }

  /** What this has and the other one has not, with whatever definition. */
  public List<CatalogFact> missingIn(CatalogFacts other) {
    return minus(other).stream()
        .filter(fact -> other.all.stream().noneMatch(fact::isAbout))
        .toList();
  }
}
