package dev.plumbline.sync.verify;

import dev.plumbline.plan.Plan;
import dev.plumbline.run.evidence.VerifiedTarget;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.run.verification.Verification;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.port.TargetException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares a target with what was planned, independently of Directus. */
public interface TargetVerifier {
  /** Begins to read what of the target cannot change until the payload is sent. */
  Preparation prepare(Plan plan);

  /**
   * Of a run whose process died: how the rows were is only known from the backup.
   *
   * @param backup what was dumped
   */
  Result verifyAgainst(Plan plan, DatabaseContent backup)
      throws TargetException, InterruptedException;

  /** What is read while the caller does something else. Closing it ends that. */
  interface Preparation extends AutoCloseable {
    /** Remembers the target as it is right before the payload is sent; it must be as sealed. */
    Before before() throws TargetException, InterruptedException;

    @Override
    void close();
  }

  /** The target as it was. */
  interface Before extends AutoCloseable {
    /**
     * To be called once, when the transaction of the apply has ended.
     *
     * @param transaction of the apply, if it was seen
     */
    Result verify(Optional<Long> transaction) throws TargetException, InterruptedException;

    @Override
    void close();
  }

  /**
   * The result of the comparison.
   *
   * @param failures what is not as planned, a sentence each; empty: all is
   * @param notes what others changed meanwhile, and what is not certain, a sentence each
   * @param schema of the target, as it was read for this
   * @param details for the report of the run; empty if there are none
   * @param footprint what the run changed, for a rollback; empty if that is not known
   */
  record Result(
      List<String> failures,
      List<String> notes,
      Snapshot schema,
      Optional<VerifiedTarget> details,
      Optional<Footprint> footprint) {
    /** One of which nothing else is known. */
    public Result(List<String> failures, List<String> notes, Snapshot schema) {
      this(failures, notes, schema, Optional.empty(), Optional.empty());
    }

    /**
     * The same with more.
     *
     * @param rule which fails
     * @param uncertain what it could not verify, a sentence each
     * @param more notes, a sentence each
     */
    public Result with(
        Verification.Rule rule, List<String> failed, List<String> uncertain, List<String> more) {
      List<Verification.Failure> ofRule =
          failed.stream().map(sentence -> new Verification.Failure(rule, sentence)).toList();
      return new Result(
          Stream.concat(failures.stream(), failed.stream()).toList(),
          Stream.of(notes, uncertain, more).flatMap(List::stream).toList(),
          schema,
          details.map(
              known ->
                  new VerifiedTarget(
                      known.verification().with(ofRule, uncertain), known.content())),
          footprint);
    }

    public Result {
      failures = List.copyOf(failures);
      notes = List.copyOf(notes);
    }
  }
}
