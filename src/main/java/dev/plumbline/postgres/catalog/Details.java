package dev.plumbline.postgres.catalog;

import dev.plumbline.catalog.TableDetails;
import dev.plumbline.catalog.TableDetails.Foreign;
import dev.plumbline.catalog.TableDetails.Grant;
import dev.plumbline.catalog.TableDetails.PartitionOf;
import dev.plumbline.catalog.TableDetails.Policy;
import dev.plumbline.catalog.TableDetails.RowSecurity;
import dev.plumbline.catalog.TableDetails.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link DetailQueries} read, by the object id of the table. */
final class Details {
  private static final Comparator<Grant> ORDER =
      Comparator.comparing(Grant::grantee)
          .thenComparing(grant -> grant.column().orElse(""))
          .thenComparing(Grant::privilege);

  private final Map<Long, String> definitions = new HashMap<>();
  private final Map<Long, String> partitionKeys = new HashMap<>();
  private final Map<Long, PartitionOf> partitions = new HashMap<>();
  private final Map<Long, String> extensions = new HashMap<>();
  private final Map<Long, List<Trigger>> triggers = new HashMap<>();
  private final Map<Long, List<Policy>> policies = new HashMap<>();
  private final Map<Long, List<Grant>> grants = new HashMap<>();
  private final Map<Long, Foreign> foreigns = new HashMap<>();

  void definition(long table, String definition) {
    definitions.put(table, definition);
  }

  void partitionKey(long table, String key) {
    partitionKeys.put(table, key);
  }

  void partition(long table, PartitionOf partition) {
    partitions.put(table, partition);
  }

  void extension(long table, String extension) {
    extensions.put(table, extension);
  }

  void foreign(long table, Foreign foreign) {
    foreigns.put(table, foreign);
  }

  void trigger(long table, Trigger trigger) {
    triggers.computeIfAbsent(table, oid -> new ArrayList<>()).add(trigger);
  }

  void policy(long table, Policy policy) {
    policies.computeIfAbsent(table, oid -> new ArrayList<>()).add(policy);
  }

  void grant(long table, Grant grant) {
    grants.computeIfAbsent(table, oid -> new ArrayList<>()).add(grant);
  }

  /**
   * @param enabled row-level security
   * @param forced likewise
   */
  TableDetails of(long table, boolean unlogged, boolean enabled, boolean forced) {
    TableDetails details =
        new TableDetails(
            unlogged,
            Optional.ofNullable(definitions.get(table)),
            Optional.ofNullable(partitionKeys.get(table)),
            Optional.ofNullable(partitions.get(table)),
            Optional.ofNullable(extensions.get(table)),
            sorted(triggers.get(table), Comparator.comparing(Trigger::name)),
            new RowSecurity(
                enabled, forced, sorted(policies.get(table), Comparator.comparing(Policy::name))),
            sorted(grants.get(table), ORDER),
            Optional.ofNullable(foreigns.get(table)));
    // Most tables have nothing of all this: one object stands for them all.
    return details.equals(TableDetails.NONE) ? TableDetails.NONE : details;
  }

  private static <T> List<T> sorted(@Nullable List<T> items, Comparator<T> order) {
    return items == null ? List.of() : items.stream().sorted(order).toList();
  }
}
