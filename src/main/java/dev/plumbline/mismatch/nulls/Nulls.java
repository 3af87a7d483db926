package dev.plumbline.mismatch.nulls;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint.Check;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.catalog.SchemaObjects.UserType.Domain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What forbids null in the columns of a table. */
public final class Nulls {
  /** Of more columns not every combination is tried. */
  private static final int MOST_COLUMNS = 10;

  private static final Pattern NULL = Pattern.compile("\\(?NULL(?:::.*)?");

  private static final String VALUE = "VALUE";

  private final Table table;
  private final SchemaObjects objects;

  public Nulls(Table table, SchemaObjects objects) {
    this.table = table;
    this.objects = objects;
  }

  /** The domain that a column has. */
  public Optional<Domain> domain(Column column) {
    return objects.typeOf(column.type()).filter(Domain.class::isInstance).map(Domain.class::cast);
  }

  /**
   * Whether a row gets null here when nobody says what; so not where it is computed or numbered.
   */
  public boolean isEmptyByDefault(Column column) {
    return switch (column.value()) {
      case ColumnValue.Unset ignored -> domain(column).flatMap(Domain::defaultValue).isEmpty();
      case ColumnValue.Default(String expression) -> NULL.matcher(expression).matches();
      case ColumnValue.Generated ignored -> false;
      case ColumnValue.Identity ignored -> false;
    };
  }

  /** What by itself forbids null in this one column; empty if nothing does. */
  public Optional<String> forbids(Column column) {
    if (!column.nullable()) {
      return Optional.of("its NOT NULL");
    }
    return domain(column)
        .filter(Nulls::forbids)
        .map(domain -> "its domain `" + domain.name() + "`")
        .or(
            () ->
                checks()
                    .filter(check -> forbids(condition(check), column.name()))
                    .map(Nulls::name)
                    .findFirst());
  }

  private static boolean forbids(Domain domain) {
    return !domain.nullable()
        || domain.checks().stream()
            .map(check -> new NullCondition(check, Set.of(VALUE)))
            .anyMatch(check -> check.holds(Set.of(VALUE)).equals(Optional.of(false)));
  }

  /**
   * A check that some row passes and would not pass any more once these columns became null; empty
   * if there is none.
   *
   * @param notNull columns that are not null in that row before
   */
  public Optional<String> breaks(Set<String> becomingNull, Set<String> notNull) {
    return checks()
        .filter(check -> breaks(condition(check), becomingNull, notNull))
        .map(Nulls::name)
        .findFirst();
  }

  private boolean forbids(NullCondition condition, String column) {
    return condition.mentioned().contains(column)
        && combinations(condition, Set.of(column)).stream()
            .allMatch(nulls -> isFalse(condition, nulls, Set.of(column)));
  }

  private boolean breaks(NullCondition condition, Set<String> becomingNull, Set<String> notNull) {
    return condition.mentioned().stream().anyMatch(becomingNull::contains)
        && combinations(condition, notNull).stream()
            .anyMatch(
                nulls ->
                    !isFalse(condition, nulls, Set.of())
                        && isFalse(condition, nulls, becomingNull));
  }

  private static boolean isFalse(NullCondition condition, Set<String> nulls, Set<String> more) {
    Set<String> all = new HashSet<>(nulls);
    all.addAll(more);
    return condition.holds(all).equals(Optional.of(false));
  }

  /** Every way in which the columns of a condition can be null, apart from these. */
  private List<Set<String>> combinations(NullCondition condition, Set<String> except) {
    Set<String> mentioned = condition.mentioned();
    List<String> free =
        table.columns().stream()
            .filter(Column::nullable)
            .map(Column::name)
            .filter(name -> mentioned.contains(name) && !except.contains(name))
            .toList();
    if (free.size() > MOST_COLUMNS) {
      return List.of(Set.of());
    }
    List<Set<String>> combinations = new ArrayList<>();
    combinations.add(Set.of());
    for (String column : free) {
      for (Set<String> nulls : List.copyOf(combinations)) {
        Set<String> more = new HashSet<>(nulls);
        more.add(column);
        combinations.add(more);
      }
    }
    return combinations;
  }

  private static String name(Check check) {
    return "check `" + check.name() + "`";
  }

  /** Without those that nobody enforces. */
  private Stream<Check> checks() {
    return table.constraints().stream()
        .filter(Check.class::isInstance)
        .map(Check.class::cast)
        .filter(Check::enforced);
  }

  private NullCondition condition(Check check) {
    return new NullCondition(
        check.expression(), table.columns().stream().map(Column::name).collect(Collectors.toSet()));
  }
}
