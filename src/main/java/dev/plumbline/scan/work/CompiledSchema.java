package dev.plumbline.scan.work;

import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.scan.ScannedDatabase.Schema;
import dev.plumbline.scan.ScannedDatabase.State;
import dev.plumbline.snapshot.Snapshot.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The checks that a schema asks for.
 *
 * @param fingerprint of the schema
 * @param context what else they were compiled from
 * @param tables of its collections
 */
record CompiledSchema(
    String fingerprint, CheckContext context, CheckList checks, SortedSet<String> tables) {

  static CompiledSchema of(Schema schema, CheckContext context, CheckList checks) {
    return new CompiledSchema(
        schema.fingerprint(),
        context,
        checks,
        schema.snapshot().collections().stream()
            .filter(collection -> collection.schema().isPresent())
            .map(Collection::collection)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  boolean isOf(State state) {
    return fingerprint.equals(state.fingerprint()) && context.equals(state.context());
  }

  /** How many checks there are, which is what its memory is counted by. */
  int size() {
    return checks.checks().size() + checks.uncheckable().size();
  }
}
