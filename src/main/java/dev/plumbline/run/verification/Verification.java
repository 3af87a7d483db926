package dev.plumbline.run.verification;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.objects.ReservedSubjects;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether a run did what its plan said, and nothing else.
 *
 * @param failures what is not as the plan said; empty: the run may be committed
 * @param byOthers what others changed meanwhile, one sentence each; none of it is a failure
 * @param uncertain what could not be verified, one sentence each
 */
public record Verification(List<Failure> failures, List<String> byOthers, List<String> uncertain) {
  private static final Comparator<Failure> ORDER =
      Comparator.comparing(Failure::rule).thenComparing(Failure::sentence);

  public Verification {
    failures = failures.stream().distinct().sorted(ORDER).toList();
    byOthers = byOthers.stream().distinct().sorted().toList();
    uncertain = uncertain.stream().distinct().sorted().toList();
  }

  /** What is verified. What each means: {@code docs/verification.md}. */
  public enum Rule {
    /** What a step says that the database has afterwards. */
    PROOF,
    /** Nothing planned is left, and nothing differs from the source that did not before. */
    PLANNED,
    /** Nothing else of the schema changed. */
    UNPLANNED,
    /** Nothing else changed of what PostgreSQL has beside the schema. */
    OBJECTS,
    /** Rows of tables that no step is about. */
    CONTENT,
    /** Rows of tables that a step is about, without the columns concerned. */
    COLUMNS,
    /** Sequences do not go back. */
    SEQUENCES,
    /** No check of the touched tables counts more rows than before. */
    RECORDS,
    /** Directus can create, read, change and delete an item in each new collection. */
    CANARY;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in REST. */
    public String label() {
      return label;
    }
  }

  /**
   * Something that is not as the plan said.
   *
   * @param sentence without full stop
   */
  public record Failure(Rule rule, String sentence) {}

  public static Verification of(VerificationInputs inputs) {
    PlanScope scope = PlanScope.of(inputs.steps(), inputs.unreachable(), inputs.hazards());
    Side source = ReservedSubjects.leftOut(inputs.source());
    Side before = ReservedSubjects.leftOut(inputs.before());
    Side after = ReservedSubjects.leftOut(inputs.after());
    VerificationCollector collector = new VerificationCollector();
    SchemaRules schema =
        new SchemaRules(scope, source.snapshot(), before.snapshot(), after.snapshot(), collector);
    schema.proofs(inputs.steps());
    schema.planned();
    schema.unplanned();
    ObjectRules objects = new ObjectRules(scope, collector);
    objects.sameAsSource(inputs.source(), inputs.before(), inputs.after());
    objects.unchanged(inputs.before().inventory(), inputs.after().inventory());
    new ContentRules(scope, collector).check(inputs.content());
    new RecordRules(collector).check(inputs.records(), inputs.content().tables());
    return new Verification(collector.failures(), collector.byOthers(), collector.uncertain());
  }

  /** The same with more. */
  public Verification with(List<Failure> moreFailures, List<String> moreUncertain) {
    return new Verification(
        Stream.concat(failures.stream(), moreFailures.stream()).toList(),
        byOthers,
        Stream.concat(uncertain.stream(), moreUncertain.stream()).toList());
  }

  public boolean isPassed() {
    return failures.isEmpty();
  }
}
